"""Waiting for another agency at a step outside the clock: the tax office's days are not ours (B.7.2-8, F.5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from motcua.dossiers import actions
from motcua.dossiers.actions.standing_outside import left_running
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, Stale
from motcua.dossiers.models import Pause
from motcua.dossiers.recomputing import redone
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Stage, Status
from tests.directory.makers import make_citizen
from tests.dossiers.makers import Office
from tests.dossiers.outside import (
    Verb,
    again,
    answer,
    ask_papers,
    consent,
    make_taxed,
    make_waiting,
    march,
    need_consent,
    owe,
    pay,
    send_back,
    sign_back,
    supplement,
    switch,
    waits_of,
    withdraw,
)
from tests.dossiers.test_actions import kinds
from tests.dossiers.test_paying import ASKED

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_taxed()


CASES: dict[str, tuple[int, list[tuple[Verb, int]], int, str]] = {
    # name: the day on which it came to the tax office, what followed on which day, due on which day of March, waits
    "still there": (4, [], 11, "outside 4-"),
    "rulebook, resume": (4, [(answer, 9)], 16, "outside 4-9"),
    "back the same day": (4, [(answer, 4)], 11, "outside 4-4"),
    "over the last day": (10, [(answer, 25)], 26, "outside 10-25"),
    "late before it went there": (12, [(answer, 16)], 11, "outside 12-16"),
    "sent back": (4, [(send_back, 9)], 16, "outside 4-9"),
    "sent back and there again": (4, [(send_back, 9), (answer, 10), (answer, 11)], 17, "outside 4-9, outside 10-11"),
    "sent back to it": (4, [(answer, 9), (sign_back, 10), (answer, 11)], 17, "outside 4-9, outside 10-11"),
    "by another process": (4, [(switch, 9)], 16, "outside 4-9"),
    "to be paid": (4, [(owe, 5)], 12, "outside 4-5, payment 5-"),
    "paid meanwhile": (4, [(owe, 5), (pay, 9)], 16, "outside 4-5, payment 5-9, outside 9-"),
    "paid, then done": (4, [(owe, 5), (pay, 9), (answer, 10)], 17, "outside 4-5, payment 5-9, outside 9-10"),
    "papers missing": (4, [(ask_papers, 5)], 12, "outside 4-5, supplement 5-"),
    "supplemented": (
        4,
        [(ask_papers, 5), (supplement, 9), (answer, 10)],
        17,
        "outside 4-5, supplement 5-9, outside 9-10",
    ),
    "consent": (4, [(need_consent, 5), (consent, 9), (answer, 10)], 17, "outside 4-5, consent 5-9, outside 9-10"),
    "withdrawn": (4, [(withdraw, 9)], 16, "outside 4-9"),
    "to be paid, withdrawn": (4, [(owe, 5), (withdraw, 9)], 16, "outside 4-5, payment 5-9"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_days_of_the_other_agency_are_not_counted(office: Office, name: str) -> None:
    came, acts, due, waits = CASES[name]
    dossier = make_waiting(office, march(came))
    for verb, day in acts:
        verb(office, again(dossier), march(day))
    dossier = again(dossier)
    assert (dossier.due_at, dossier.first_due_at) == (march(due, 17), march(due, 17))
    assert waits_of(dossier) == waits
    is_open = Pause.objects.filter(dossier=dossier, resumed_at=None).exists()
    assert is_open == dossier.stands_still
    if dossier.status != Status.WITHDRAWN:
        assert [row for row in redone([dossier]) if row.is_moved or row.is_step_moved] == []
    assert list(check()) == [] and not left_running().exists()


def test_a_wait_is_told_when_it_begins_and_with_the_new_date_when_it_ends(office: Office) -> None:
    dossier = make_waiting(office, march(4))
    assert (dossier.stage, dossier.waits_outside, dossier.step_due_at) == (Stage.AWAITING_OUTSIDE, True, None)
    assert kinds(dossier)[-2:] == ["StepDone", "OutsideWaitBegun"]
    answer(office, dossier, march(9))
    assert kinds(dossier)[-2:] == ["OutsideWaitEnded", "StepDone"]
    assert again(dossier).stage == Stage.FOR_SIGNATURE


def test_after_another_wait_the_agency_is_waited_for_again(office: Office) -> None:
    dossier = make_waiting(office, march(4))
    owe(office, dossier, march(5))
    assert kinds(dossier)[-1] == "PaymentAsked" and not again(dossier).waits_outside
    pay(office, dossier, march(9))
    assert kinds(dossier)[-2:] == ["Paid", "OutsideWaitBegun"] and again(dossier).waits_outside


def test_who_may_not_act_changes_nothing(office: Office) -> None:
    dossier = make_waiting(office, march(4))
    before = (kinds(dossier), waits_of(dossier), again(dossier).version, again(dossier).due_at)
    refusals: list[tuple[type[DossierError], Callable[[], object]]] = [
        (NotAllowed, lambda: actions.complete_step(dossier.pk, by=office.clerk, at=march(9))),
        (NotAllowed, lambda: actions.complete_step(dossier.pk, by=make_citizen()[1], at=march(9))),
        (Stale, lambda: actions.complete_step(dossier.pk, by=office.case, at=march(9), version=1)),
        (Incomplete, lambda: actions.complete_step(dossier.pk, note="x" * 2001, by=office.case, at=march(9))),
        (Incomplete, lambda: actions.send_back(dossier.pk, reason=" ", by=office.case, at=march(9))),
        (Incomplete, lambda: actions.ask_payment(dossier.pk, **ASKED | {"basis": ""}, by=office.case, at=march(9))),
        (NotAllowed, lambda: actions.ask_consent(dossier.pk, basis="NĐ 1", by=office.clerk, at=march(9))),
    ]
    for error, act in refusals:
        with pytest.raises(error):
            act()
    assert (kinds(dossier), waits_of(dossier), again(dossier).version, again(dossier).due_at) == before
