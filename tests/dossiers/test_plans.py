"""The hottest queries on a filled table: none reads a large table from end to end, and none grows with history."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.board import counting
from motcua.board.faults import told
from motcua.board.lists import Narrowing, listed
from motcua.board.measures import BY_NAME, MEASURES, Measure
from motcua.board.scope import Scope
from motcua.board.spans import Span
from motcua.directory.actors import Actor
from motcua.dossiers import timeline, worklist
from motcua.dossiers.demo import living, making
from motcua.dossiers.foreseeing import late_this_week
from motcua.dossiers.lookup import progress_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.recomputing import on_the_clock
from motcua.dossiers.statuses import RUNNING
from motcua.dossiers.worklist import Filters, Lane
from motcua.indicators.actions import recount
from motcua.indicators.models import Cell, Standing
from motcua.journal.models import Event
from tests.directory.makers import make_person
from tests.dossiers.makers import NINE, Office, make_office

OFFICES, MANY, DAYS = 8, 4000, 365
LARGE = {model._meta.db_table for model in making.TABLES}
COUNTED = {Standing._meta.db_table, Cell._meta.db_table}
YESTERDAY = Span(NINE.date() - timedelta(days=1), NINE.date(), NINE)
ALL = Scope(None, None)
SAID = re.compile(r'"dossiers_dossier"\."status" (?:=|IN)')


@pytest.fixture(scope="module")
def office(django_db_setup: None, django_db_blocker: Any) -> Iterator[Office]:
    """One office of eight, with the history of a year behind it; the tables are given back empty."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as slow:
        slow.setattr(living, "PACE", (0.5, 2.0, 1.0))  # late enough for charges
        make_person()
        offices = [make_office() for _ in range(OFFICES)]
        making.make_history(MANY, days=DAYS, now=NINE, with_new_people=True, tell=lambda done: None)
        assert list(recount())
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(COUNTED)}")
        yield offices[-1]
        transaction.set_rollback(True)


def some(status: int) -> Dossier:
    return Dossier.objects.filter(status=status).latest("pk")


def citizen() -> Actor:
    return Actor(person_id=Dossier.objects.latest("pk").applicant_person_id)


HOT: dict[str, Callable[[Office], Any]] = {
    "work list, mine to do": lambda office: worklist.page(office.case, Filters(), NINE),
    "work list, late": lambda office: worklist.page(office.case, Filters(lane=Lane.LATE), NINE),
    "work list, one procedure": lambda office: worklist.page(
        office.case, Filters(Lane.ALL, procedure_code="x"), NINE
    ),
    "work list, a name": lambda office: worklist.page(office.case, Filters(Lane.ALL, words="Lò"), NINE),
    "work list, whole province": lambda office: worklist.page(inspector(), Filters(Lane.ALL), NINE),
    "public look-up": lambda office: progress_of(some(10).code),
    "dossier's page": lambda office: Dossier.objects.visible_to(office.case).get(public_id=some_of(office).public_id),
    "its events": lambda office: timeline.for_officers(some(10)),
    "end of its chain": lambda office: Event.objects.filter(subject=some(10).subject).order_by("-sequence").first(),
    "found at the counter": lambda office: list(Dossier.objects.visible_to(office.reception).filter(code="x")),
    "waiting at the counter": lambda office: list(worklist.waiting_for_acceptance(office.reception)[:31]),
    "results at the counter": lambda office: list(worklist.results_to_return(office.reception)[:31]),
    "badge of the counter": lambda office: worklist.capped(worklist.accepted_not_passed_on(office.reception)),
    "late list": lambda office: list(listed(inspector(), BY_NAME["late"], YESTERDAY, Narrowing())[:31]),
    "late soon": lambda office: list(late_this_week(inspector(), NINE)[:31]),
    "whose fault": lambda office: told(ALL, YESTERDAY),
    "board, live": lambda office: counting.by_body(inspector(), YESTERDAY),
    "board, a body's": lambda office: counting.by_body(office.head, YESTERDAY),
    "board, times": lambda office: counting.times(inspector(), YESTERDAY),
    "recompute's batch": lambda office: list(on_the_clock().filter(pk__gt=0).order_by("pk")[:1000]),
    "a citizen's own": lambda office: list(Dossier.objects.visible_to(citizen()).order_by("-lodged_at")[:31]),
}


@pytest.mark.parametrize("name", HOT)
def test_no_hot_query_reads_a_large_table_from_end_to_end(office: Office, name: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        HOT[name](office)
    read = [
        node["Relation Name"] for query in asked for node in plan(query["sql"]) if node["Node Type"] == "Seq Scan"
    ]
    assert (LARGE | COUNTED) & set(read) == set()


def plan(sql: str) -> Sequence[dict[str, Any]]:
    """Every node of the plan, as the planner makes it without a hint."""
    if not sql.lstrip("( \n").startswith(("SELECT", "WITH")):
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        found = cursor.fetchone()[0]
    tree = json.loads(found) if isinstance(found, str) else found
    return list(nodes(tree[0]["Plan"]))


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from nodes(below)


def inspector() -> Actor:
    return Actor(officer_id=0, posts=frozenset({(0, "inspector")}))


def some_of(office: Office) -> Dossier:
    return Dossier.objects.filter(receiving=office.service.one_stop).latest("pk")


@pytest.mark.parametrize("status", [None, *RUNNING])
@pytest.mark.parametrize("lane", Lane)
def test_no_list_of_the_province_says_twice_what_is_running(office: Office, lane: Lane, status: int | None) -> None:
    """The server multiplies the shares of both: among ten million it expected a hundredth of what there was."""
    with CaptureQueriesContext(connection) as asked:
        worklist.page(inspector(), Filters(lane=lane, status=status), NINE)
        worklist.of_the_day(inspector(), lane, NINE)
    # Counts that go together are planned each by itself.
    apart = [part for query in asked for part in query["sql"].split("SELECT count(*) FROM")]
    assert all(len(SAID.findall(part)) <= 1 for part in apart)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_no_list_of_the_board_says_twice_where_its_dossiers_stand(measure: Measure) -> None:
    rows = listed(inspector(), measure, YESTERDAY, Narrowing()).values("pk")
    assert str(rows.query).count('"dossiers_dossier"."status"') <= 1


def test_a_look_into_an_index_is_reckoned_as_cheap_as_it_is(db: None) -> None:
    """Else, among a million, the counts of a head's lanes sort whatever runs: 42 ms instead of 2."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW random_page_cost")
        assert cursor.fetchone() == ("1.1",)


def test_an_office_is_asked_for_what_it_has_in_hand_not_for_what_it_ever_had(office: Office) -> None:
    """Looking at all that runs in the province, and whether the office had each, took thirty times as long."""
    with CaptureQueriesContext(connection) as asked:
        for lane in Lane:
            worklist.page(office.case, Filters(lane=lane), NINE)
    assert not [query["sql"] for query in asked if "EXISTS" in query["sql"]]
