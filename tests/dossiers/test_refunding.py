"""What of the money paid goes back at the end of a dossier: as each fee's law says (rulebook E.5, B.8 Withdrawal)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Obligation
from motcua.dossiers.refunding import KeptByLaw, going_back, paid_sums
from motcua.dossiers.statuses import Status
from tests.dossiers.makers import NINE, Office, make_dossier, make_office
from tests.dossiers.supplementing import make_overdue, set_rule
from tests.dossiers.test_actions import refused
from tests.dossiers.test_paying import LATER, paid

GROUND = {"ground": "death", "text": "Đã chết.", "basis": "Điều 1"}


@pytest.mark.parametrize(
    ("may_go_back", "chosen", "expected"),
    [
        ({}, None, set()),
        ({1: True}, None, {1}),  # by default what the law gives back
        ({1: False}, None, set()),  # the household business: its fee is not given back
        ({1: True, 2: False}, None, {1}),
        ({1: True, 2: True}, [2], {2}),  # what was used up meanwhile stays
        ({1: True}, [], set()),
        ({1: False}, [], set()),
        ({1: False}, [1], None),  # the law leaves no room
        ({1: True, 2: False}, [1, 2], None),
        ({1: True}, [1, 7], {1}),  # a number of another dossier means nothing here
    ],
)
def test_what_goes_back(may_go_back: dict[int, bool], chosen: list[int] | None, expected: set[int] | None) -> None:
    if expected is None:
        with pytest.raises(KeptByLaw):
            going_back(may_go_back, chosen)
    else:
        assert going_back(may_go_back, chosen) == expected


def withdraw(office: Office, dossier: Dossier, **chosen: Any) -> Dossier:
    Dossier.objects.filter(pk=dossier.pk).update(withdrawal_asked_at=LATER)
    return actions.withdraw(dossier.pk, **chosen, by=office.case, at=LATER)


def stop(office: Office, dossier: Dossier, **chosen: Any) -> Dossier:
    return actions.stop(dossier.pk, **GROUND, **chosen, by=office.head, at=LATER)


def leave_unanswered(office: Office, dossier: Dossier, **chosen: Any) -> Dossier:
    return actions.stop_unanswered(dossier.pk, ground="Quá hạn", **chosen, by=office.case, at=NINE)


def unanswered(office: Office) -> tuple[Dossier, Obligation]:
    dossier = make_overdue(office)
    asked = {"asked_by_id": office.case.officer_id, "asked_at": NINE, "paid_at": NINE, "amount": 1000, "receipt": "B"}
    return dossier, Obligation.objects.create(dossier=dossier, name="Lệ phí", **asked)


@pytest.mark.django_db
@pytest.mark.parametrize(("fee_return", "goes_back"), [("returned", True), ("kept", False)])
@pytest.mark.parametrize(("begin", "end"), [(paid, withdraw), (paid, stop), (unanswered, leave_unanswered)])
def test_every_end_without_a_result_follows_the_law_of_the_fee(
    fee_return: str, goes_back: bool, begin: Callable[..., Any], end: Callable[..., Any]
) -> None:
    office = make_office()
    dossier, row = begin(office)
    set_rule(office, fee_return=fee_return)
    end(office, dossier)
    row.refresh_from_db()
    assert row.is_to_refund is goes_back


@pytest.mark.django_db
@pytest.mark.parametrize(("begin", "end"), [(paid, withdraw), (paid, stop), (unanswered, leave_unanswered)])
def test_nobody_gives_back_what_the_law_keeps(begin: Callable[..., Any], end: Callable[..., Any]) -> None:
    office = make_office()
    dossier, row = begin(office)
    set_rule(office, fee_return="kept")
    refused(KeptByLaw, lambda: end(office, dossier, refunds=[row.pk]))
    assert Dossier.objects.get(pk=dossier.pk).status not in (Status.STOPPED, Status.WITHDRAWN)
    assert end(office, dossier, refunds=[]).status in (Status.STOPPED, Status.WITHDRAWN)


@pytest.mark.django_db
def test_a_refusal_gives_nothing_back() -> None:
    office = make_office()
    dossier, row = paid(office)
    words = {"outcome": "refused", "title": "Từ chối", "text": "", "ground": "Không đủ điều kiện"}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=LATER)
    actions.complete_step(dossier.pk, by=office.case, at=LATER)
    actions.approve(dossier.pk, by=office.signatory, at=LATER + timedelta(hours=1))
    row.refresh_from_db()
    assert row.refundable_at is None


@pytest.mark.django_db
def test_the_page_is_told_the_default_and_what_was_chosen() -> None:
    office = make_office()
    dossier, row = paid(office)
    assert [(each.row.pk, each.may_go_back, each.is_ticked) for each in paid_sums(dossier)] == [(row.pk, True, True)]
    assert [each.is_ticked for each in paid_sums(dossier, [])] == [False]
    set_rule(office, fee_return="kept")
    assert [(each.may_go_back, each.is_ticked) for each in paid_sums(dossier)] == [(False, False)]
    assert paid_sums(make_dossier(office)) == []
