"""A request that nobody answers: announced, then ended by an officer, or by the applicant's own wish."""

from datetime import timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.unanswered import StillInTime
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.models import (
    Decision,
    Obligation,
    Pause,
    SupplementRequest,
)
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Outcome, Status
from tests.directory.makers import make_citizen
from tests.dossiers.makers import NINE, Office, make_dossier, make_office
from tests.dossiers.supplementing import (
    answer_all,
    make_asked,
    make_asked_before_acceptance,
    make_overdue,
    set_rule,
)
from tests.dossiers.test_actions import kinds, refused

pytestmark = pytest.mark.django_db
TWO_DAYS = timedelta(days=2)


@pytest.fixture
def office() -> Office:
    return make_office()


def test_silence_is_announced_once_and_changes_nothing(office: Office) -> None:
    dossier = make_overdue(office)
    request = dossier.supplement_requests.get()
    for _run in range(2):
        actions.propose_stop(request.pk, at=NINE)
    assert kinds(dossier).count("StopProposed") == 1
    dossier.refresh_from_db()
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    answer_all(dossier, office.reception)  # late, but nobody has ended it
    assert actions.send_supplement(dossier.pk, by=office.reception, at=NINE).status == Status.IN_PROGRESS


def test_an_officer_confirms_the_stop_and_no_wait_stays_open(office: Office) -> None:
    dossier = make_overdue(office)
    refused(Incomplete, lambda: actions.stop_unanswered(dossier.pk, ground=" ", by=office.case, at=NINE))
    refused(NotPossible, lambda: actions.refuse_unanswered(dossier.pk, ground="x", by=office.signatory, at=NINE))
    dossier = actions.stop_unanswered(dossier.pk, ground="Quá hạn", by=office.case, at=NINE)
    assert (dossier.status, dossier.ended_at) == (Status.STOPPED, NINE)
    assert Pause.objects.get(dossier=dossier).resumed_at == NINE
    assert dossier.supplement_requests.get().dropped_at == NINE
    assert dossier.due_at is not None and dossier.due_at >= NINE  # the wait was not the agency's
    assert kinds(dossier)[-1] == "SupplementNotAnswered" and not list(check())


def test_before_its_date_nobody_ends_it(office: Office) -> None:
    set_rule(office, supplement_workdays=5)
    dossier = make_asked(office)
    refused(StillInTime, lambda: actions.stop_unanswered(dossier.pk, ground="x", by=office.case, at=NINE + TWO_DAYS))


def test_without_a_limit_nobody_ends_it(office: Office) -> None:
    dossier = make_asked(office)
    late = NINE + timedelta(days=90)
    refused(StillInTime, lambda: actions.stop_unanswered(dossier.pk, ground="x", by=office.case, at=late))


def test_where_the_law_refuses_the_signatory_refuses_with_a_paper(office: Office) -> None:
    dossier = make_overdue(office, on_silence="refuse")
    refused(NotPossible, lambda: actions.stop_unanswered(dossier.pk, ground="x", by=office.case, at=NINE))
    refused(NotAllowed, lambda: actions.refuse_unanswered(dossier.pk, ground="x", by=office.case, at=NINE))
    dossier = actions.refuse_unanswered(dossier.pk, ground="Không bổ sung", by=office.signatory, at=NINE)
    assert (dossier.status, dossier.outcome, dossier.resolved_at) == (Status.RESOLVED, Outcome.REFUSED, NINE)
    decision = Decision.objects.get(dossier=dossier)
    assert decision.file is not None and decision.number
    assert kinds(dossier)[-1] == "RefusedUnanswered" and not list(check())


def test_withdrawing_while_waiting_closes_request_and_pause(office: Office) -> None:
    account, citizen = make_citizen()
    dossier = make_asked(office, dossier=make_dossier(office, person=account.person))
    later = NINE + TWO_DAYS
    actions.ask_withdrawal(dossier.pk, reason="Thôi", by=citizen, at=later)
    dossier = actions.withdraw(dossier.pk, by=office.case, at=later)
    assert dossier.status == Status.WITHDRAWN
    assert Pause.objects.get(dossier=dossier).resumed_at == later
    assert not SupplementRequest.objects.open().exists()


def test_before_acceptance_it_is_withdrawn_at_once(office: Office) -> None:
    citizen = make_citizen()[1]
    dossier = make_asked_before_acceptance(office, citizen)
    dossier = actions.ask_withdrawal(dossier.pk, reason="Thôi", by=citizen, at=NINE)
    assert dossier.status == Status.WITHDRAWN
    assert not SupplementRequest.objects.open().exists()


def test_an_unanswered_dossier_ends_with_the_money_that_may_go_back(office: Office) -> None:
    dossier = make_overdue(office)
    asked = {"asked_by_id": office.case.officer_id, "asked_at": NINE, "paid_at": NINE, "amount": 1000, "receipt": "B"}
    kept, back = (Obligation.objects.create(dossier=dossier, name=name, **asked) for name in ("kept", "back"))
    actions.stop_unanswered(dossier.pk, ground="Quá hạn", refunds=[back.pk], by=office.case, at=NINE)
    assert list(Obligation.objects.exclude(refundable_at=None)) == [back] and kept.paid_at
