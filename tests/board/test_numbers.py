"""The numbers: each counts what its line says, and is as long as its list."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.board import counting, lists
from motcua.board.lists import Narrowing
from motcua.board.measures import BY_NAME, HEAPS, MEASURES, counted
from motcua.board.showing import time_words
from motcua.directory.models import BodyKind
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.board.makers import MARCH, NINE, make_mixture, make_office, make_open, numbers_left_alone
from tests.directory.makers import make_body, make_officer
from tests.dossiers.makers import make_dossier
from tests.dossiers.outside import make_taxed, make_waiting, march

pytestmark = pytest.mark.django_db


def inspector():
    return make_officer(make_body(), Role.INSPECTOR)[1]


def test_every_measure_belongs_to_a_heap_that_is_counted():
    assert {measure.heap for measure in MEASURES} == set(HEAPS)
    assert len(BY_NAME) == len(MEASURES)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
@pytest.mark.parametrize("minutes", [0, 60, 20 * 24 * 60])
def test_a_number_is_as_long_as_its_list_whoever_asks(measure, minutes):
    office, other = make_office(), make_office()
    for each in (office, other):
        make_mixture(each)
    span = replace(MARCH, now=NINE + timedelta(minutes=minutes))
    for actor in (inspector(), office.head, other.head):
        counts = counting.by_body(actor, span)
        assert counting.total(counts)[measure.name] == lists.listed(actor, measure, span, Narrowing()).count()
        for body_id, numbers in counts.items():
            listed = lists.listed(actor, measure, span, Narrowing(body=str(body_id))).count()
            assert numbers.get(measure.name, 0) == listed


def test_the_mixture_is_counted_as_a_clerk_would():
    office = make_office()
    make_mixture(office)
    told = counting.total(counting.by_body(office.head, MARCH))
    wanted = {"late": 3, "step_late": 2, "waiting": 1, "in_hand": 3, "results": 2, "received": 6, "returned": 1}
    wanted |= {"early": 2, "settled_late": 1, "on_time": 0, "resolved": 3}
    assert {name: told[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    "minutes, name",
    [(0, "on_time"), (1, "settled_late"), (-60, "on_time"), (-24 * 60, "early"), (-40 * 60, "early")],
)
def test_on_time_is_not_after_the_promised_moment_and_early_is_a_day_before(minutes, name):
    office = make_office()
    dossier = make_dossier(office, Status.RETURNED)
    assert dossier.due_at
    Dossier.objects.filter(pk=dossier.pk).update(resolved_at=dossier.due_at + timedelta(minutes=minutes))
    for each in ("early", "on_time", "settled_late"):
        assert counted(office.head, BY_NAME[each], MARCH).count() == (each == name), each


@pytest.mark.parametrize("days, name", [(4, "settled_late"), (0, "on_time"), (-1, "early")])
def test_the_first_promise_says_who_was_in_time_whatever_the_apology(days, name):
    office = make_office()
    dossier = make_dossier(office, Status.RETURNED)
    first = dossier.first_due_at
    assert first
    moments = {"due_at": first + timedelta(days=5), "resolved_at": first + timedelta(days=days)}
    Dossier.objects.filter(pk=dossier.pk).update(**moments)
    told = counting.total(counting.by_body(office.head, MARCH))
    for each in ("early", "on_time", "settled_late"):
        assert counted(office.head, BY_NAME[each], MARCH).count() == told[each] == (each == name), each


@pytest.mark.parametrize("minutes", [-60, 60])
def test_a_dossier_that_waits_for_consent_is_neither_late_nor_soon_late(minutes):
    """Its clock stands still, though the nation calls it "in progress" (rulebook B.7.2-8)."""
    office = make_office()
    dossier = actions.ask_consent(make_dossier(office).pk, basis="NĐ 301/2026/NĐ-CP", by=office.case, at=NINE)
    assert dossier.due_at
    span = replace(MARCH, now=dossier.due_at + timedelta(minutes=minutes))
    told = counting.total(counting.by_body(office.head, span))
    for name, number in {"late": 0, "step_late": 0, "due_today": 0, "due_soon": 0, "in_hand": 1}.items():
        assert counted(office.head, BY_NAME[name], span).count() == told[name] == number, name


@pytest.mark.parametrize("hour", [8, 18])
def test_a_dossier_that_waits_for_another_agency_is_neither_late_nor_soon_late(hour):
    """The tax office's days are outside the clock (rulebook B.7.2-8, E)."""
    office = make_taxed()
    make_waiting(office, march(4))
    span = replace(MARCH, now=march(11, hour))
    told = counting.total(counting.by_body(office.head, span))
    for name, number in {"late": 0, "step_late": 0, "due_today": 0, "due_soon": 0, "in_hand": 1}.items():
        assert counted(office.head, BY_NAME[name], span).count() == told[name] == number, name


def test_a_withdrawn_dossier_counts_as_settled_on_time_when_it_was_withdrawn():
    office = make_office()
    dossier = make_dossier(office)
    Dossier.objects.filter(pk=dossier.pk).update(
        status=Status.WITHDRAWN, ended_at=NINE + timedelta(minutes=5), step=None, holder=None
    )
    told = {name: counted(office.head, BY_NAME[name], MARCH).count() for name in ("on_time", "early", "resolved")}
    assert told == {"on_time": 1, "early": 0, "resolved": 0}


def test_a_dossier_is_late_only_after_the_promised_moment():
    office = make_office()
    dossier = make_dossier(office)
    assert dossier.due_at
    at_the_moment = replace(MARCH, now=dossier.due_at)
    assert counted(office.head, BY_NAME["late"], at_the_moment).count() == 0
    assert counted(office.head, BY_NAME["due_today"], at_the_moment).count() == 1
    after = replace(MARCH, now=dossier.due_at + timedelta(seconds=1))
    assert counted(office.head, BY_NAME["late"], after).count() == 1
    assert counted(office.head, BY_NAME["due_today"], after).count() == 0


def test_the_last_day_of_a_range_is_counted_to_its_end():
    office = make_office()
    make_dossier(office)
    day = replace(MARCH, first=NINE.date(), last=NINE.date())
    assert counted(office.head, BY_NAME["received"], day).count() == 1
    before = replace(MARCH, first=NINE.date() - timedelta(days=5), last=NINE.date() - timedelta(days=1))
    assert counted(office.head, BY_NAME["received"], before).count() == 0


def test_what_each_officer_has_in_hand_is_as_long_as_its_list():
    office = make_office()
    make_mixture(office)
    body_id = office.service.competent_id
    counts = counting.by_officer(office.head, body_id, MARCH)
    assert counts[office.case.officer_id]["in_hand"] == 1
    for officer_id, numbers in counts.items():
        narrowing = Narrowing(body=str(body_id), officer=str(officer_id or lists.NOBODY))
        assert numbers["in_hand"] == lists.listed(office.head, BY_NAME["in_hand"], MARCH, narrowing).count()


@pytest.mark.parametrize("offices, dossiers", [(1, 1), (4, 6)])
def test_counting_asks_once_whatever_there_is(offices, dossiers):
    for _ in range(offices):
        make_open(make_office(), dossiers)
    actor = inspector()
    with numbers_left_alone(), CaptureQueriesContext(connection) as queries:
        counting.by_body(actor, MARCH)
    assert len(queries) == 1


def test_half_and_nine_in_ten_are_told_and_no_average():
    office = make_office()
    for minutes in (60, 120, 180, 240, 6000):
        dossier = make_dossier(office, Status.RESOLVED)
        resolved_at = NINE + timedelta(minutes=minutes)
        Dossier.objects.filter(pk=dossier.pk).update(accepted_at=NINE, resolved_at=resolved_at)
    (told,) = counting.times(office.head, MARCH)
    assert (told["number"], told["half"]) == (5, timedelta(hours=3))
    # Within 4 hours came four of five; within which nine in ten came is therefore the time of the fifth.
    assert told["nine"] == timedelta(hours=100)


@pytest.mark.parametrize(
    "time, words",
    [
        (timedelta(0), "0 giờ"),
        (timedelta(minutes=1), "1 giờ"),
        (timedelta(hours=23, minutes=1), "1 ngày"),
        (timedelta(days=2, hours=3), "2 ngày 3 giờ"),
    ],
)
def test_times_in_words(time, words):
    assert time_words(time) == words


def test_a_division_is_counted_with_the_body_above_it():
    from motcua.board.tree import tree

    office = make_office()
    division = make_body(kind=BodyKind.DIVISION, parent=office.service.competent)
    make_open(office, 2)
    moved = Dossier.objects.latest("pk")
    Dossier.objects.filter(pk=moved.pk).update(holder_body=division)
    counts, body_id = counting.by_body(office.head, MARCH), office.service.competent_id
    assert tree().summed(counts, body_id)["in_hand"] == 2
    for narrowing, number in [(Narrowing(under=str(body_id)), 2), (Narrowing(body=str(body_id)), 1)]:
        assert lists.listed(office.head, BY_NAME["in_hand"], MARCH, narrowing).count() == number


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_the_head_of_a_list_says_how_long_it_is_however_it_is_narrowed(measure):
    office = make_office()
    make_mixture(office)
    body, officer = str(office.service.competent_id), str(office.case.officer_id)
    kinds = [Narrowing(), Narrowing(body=body), Narrowing(under=body), Narrowing(body=body, under="999999999")]
    for narrowing in [*kinds, Narrowing(body="x"), Narrowing(officer=officer), Narrowing(procedure="x")]:
        wanted = lists.listed(office.head, measure, MARCH, narrowing).count()
        assert counting.of_list(office.head, measure, MARCH, narrowing) == str(wanted), narrowing
