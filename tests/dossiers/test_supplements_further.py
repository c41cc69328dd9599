"""Asking again: only with the act that allows it and the head's word; a draft that was overtaken falls away."""

from datetime import timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.supplements import AnotherOpen, AskedBefore
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.models import (
    Decision,
    Dossier,
    SupplementRequest,
)
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from tests.dossiers.makers import NINE, Office, make_file, make_lodged, make_office
from tests.dossiers.supplementing import (
    FIELD,
    LAW,
    answer_all,
    findings_on,
    make_answered,
    make_asked_before_acceptance,
    make_drafted_further,
)
from tests.dossiers.test_actions import kinds, refused

pytestmark = pytest.mark.django_db
TWO_DAYS = timedelta(days=2)


@pytest.fixture
def office() -> Office:
    return make_office()


def test_a_second_request_goes_nowhere_without_its_basis_and_the_head(office: Office) -> None:
    dossier = make_answered(office)
    later = NINE + TWO_DAYS

    def draft(basis: str) -> object:
        findings = findings_on(dossier, [FIELD], basis=basis)
        return actions.draft_supplement(dossier.pk, findings=findings, by=office.case, at=later)

    findings = findings_on(dossier, basis=LAW)
    refused(AskedBefore, lambda: actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=later))
    refused(Incomplete, lambda: draft(""))
    draft(LAW)
    dossier.refresh_from_db()
    assert (dossier.status, kinds(dossier)[-1]) == (Status.IN_PROGRESS, "SupplementDrafted")
    refused(AnotherOpen, lambda: draft(LAW))
    refused(NotAllowed, lambda: actions.approve_supplement(dossier.pk, by=office.case, at=later))
    dossier = actions.approve_supplement(dossier.pk, by=office.head, at=later)
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    request = dossier.supplement_requests.get(no=2)
    assert (request.basis, request.approved_by_id) == (LAW, office.head.officer_id)
    paused = dossier.tasks.filter(end="paused").last()
    assert paused is not None and paused.officer_id == office.case.officer_id  # not the head's leg
    assert SupplementRequest.objects.filter(dossier=dossier).sent().count() == 2
    assert not list(check())


def test_the_head_drops_a_further_request_with_a_reason(office: Office) -> None:
    dossier = make_drafted_further(office)
    later = NINE + TWO_DAYS
    refused(Incomplete, lambda: actions.drop_supplement(dossier.pk, reason=" ", by=office.signatory, at=later))
    refused(NotAllowed, lambda: actions.drop_supplement(dossier.pk, reason="x", by=office.case, at=later))
    dossier = actions.drop_supplement(dossier.pk, reason="Không có căn cứ", by=office.signatory, at=later)
    assert (dossier.status, kinds(dossier)[-1]) == (Status.IN_PROGRESS, "SupplementDropped")
    refused(NotPossible, lambda: actions.approve_supplement(dossier.pk, by=office.head, at=later))
    assert SupplementRequest.objects.filter(dossier=dossier).sent().count() == 1


def make_drafted_before_acceptance(office: Office) -> Dossier:
    """Answered once before acceptance; the reception has drafted another request."""
    dossier = make_asked_before_acceptance(office)
    answer_all(dossier, office.reception)
    actions.send_supplement(dossier.pk, by=office.reception, at=NINE)
    findings = findings_on(dossier, [FIELD], basis=LAW)
    return actions.draft_supplement(dossier.pk, findings=findings, by=office.reception, at=NINE)


def test_acceptance_drops_a_request_drafted_before_it_and_the_officer_may_draft_another(office: Office) -> None:
    dossier = make_drafted_before_acceptance(office)
    actions.accept_and_transfer(dossier.pk, by=office.reception, at=NINE)
    assert dossier.supplement_requests.get(no=2).dropped_at == NINE
    assert "SupplementDropped" in kinds(dossier)
    findings = findings_on(dossier, [FIELD], basis=LAW)
    actions.draft_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)
    dossier = actions.approve_supplement(dossier.pk, by=office.head, at=NINE)
    assert dossier.status == Status.AWAITING_SUPPLEMENT and not list(check())


def test_a_declined_dossier_keeps_no_drafted_request(office: Office) -> None:
    dossier = make_drafted_before_acceptance(office)
    actions.decline(dossier.pk, ground="Sai thẩm quyền", by=office.reception, at=NINE)
    assert dossier.supplement_requests.get(no=2).dropped_at == NINE and not list(check())


def test_what_was_drafted_before_the_signature_neither_goes_out_after_it_nor_outlives_the_result(
    office: Office,
) -> None:
    dossier, later = make_drafted_further(office), NINE + TWO_DAYS
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=later)
    actions.complete_step(dossier.pk, by=office.case, at=later)
    refused(NotPossible, lambda: actions.approve_supplement(dossier.pk, by=office.head, at=later))
    actions.approve(dossier.pk, by=office.signatory, at=later)
    refused(NotPossible, lambda: actions.approve_supplement(dossier.pk, by=office.head, at=later))
    actions.grant(dossier.pk, by=office.clerk, at=later, file=make_file(media_type="application/pdf"))
    assert dossier.supplement_requests.get(no=2).dropped_at == later and not list(check())


def test_nothing_goes_out_at_an_appraisal_after_the_signature(office: Office) -> None:
    dossier, later = make_drafted_further(office), NINE + TWO_DAYS
    signed = {"approved_by_id": office.signatory.officer_id, "approved_at": later}
    drafted = {"drafted_by_id": office.case.officer_id, "drafted_at": later, "outcome": "granted", "title": "x"}
    Decision.objects.create(dossier=dossier, **drafted, **signed)
    refused(NotPossible, lambda: actions.approve_supplement(dossier.pk, by=office.head, at=later))


def test_a_first_request_is_not_drafted(office: Office) -> None:
    dossier = make_lodged(office)
    findings = findings_on(dossier, basis=LAW)
    refused(
        NotPossible, lambda: actions.draft_supplement(dossier.pk, findings=findings, by=office.reception, at=NINE)
    )
