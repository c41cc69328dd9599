"""The paper book of an outage is typed in: the true time counts, and only what an outage explains is let in."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions.outages import Declared
from motcua.dossiers.booking import open_books
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.models import Counter, Dossier, Outage
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from motcua.journal.models import Event
from tests.directory.makers import make_administrator, make_body, make_officer
from tests.dossiers.makers import NINE, ZONE, Office, make_intake, make_office

pytestmark = pytest.mark.django_db
DOWN = NINE - timedelta(hours=1)
TEN = NINE + timedelta(hours=1)  # received on paper
BACK = NINE + timedelta(hours=3)
NEXT_DAY = NINE + timedelta(days=1)


def declare(body_id: int | None = None, ends_at: datetime | None = BACK) -> Outage:
    chief = make_administrator(on=NINE.date())
    typed = Declared(body_id, DOWN, ends_at, "Đứt cáp", "1/TB", is_planned=False)
    return actions.declare_outage(typed, by=chief, at=BACK)


def enter(office: Office, by: Actor | None = None, at: datetime = NEXT_DAY, **changed: Any) -> Dossier:
    line = {"received_at": TEN, "book_no": "12/2026"} | changed
    return actions.enter_from_book(make_intake(office.service), **line, by=by or office.reception, at=at)


def refused(office: Office, **changed: Any) -> list[str]:
    with pytest.raises(Incomplete) as fault:
        enter(office, **changed)
    assert not Dossier.objects.exists() and not Counter.objects.exists()
    return [place for place, _sentence in fault.value.faults]


def test_the_clock_starts_at_the_true_moment_and_the_dossier_names_its_line() -> None:
    declare()
    dossier = enter(make_office())
    assert (dossier.status, dossier.lodged_at, dossier.accepted_at) == (Status.IN_PROGRESS, TEN, TEN)
    assert (dossier.entered_at, dossier.book_no) == (NEXT_DAY, "12/2026")
    assert dossier.due_at == datetime(2026, 3, 5, 17, 0, tzinfo=ZONE)  # three working days after the day itself
    assert "260302" in dossier.code
    told = list(Event.objects.filter(subject=dossier.subject).order_by("sequence").values_list("kind", "at"))
    assert told == [("HandedIn", TEN), ("Accepted", TEN), ("EnteredFromBook", NEXT_DAY), ("Transferred", NEXT_DAY)]
    assert list(check()) == []


def test_without_an_outage_at_that_moment_nothing_is_entered() -> None:
    office = make_office()
    assert refused(office) == ["book-on"]
    declare()
    assert refused(office, received_at=BACK + timedelta(minutes=1)) == ["book-on"]
    assert refused(office, received_at=NEXT_DAY + timedelta(hours=1)) == ["book-on"]


def test_an_outage_of_another_body_opens_no_book_here() -> None:
    declare(body_id=make_body().pk)
    assert refused(make_office()) == ["book-on"]


def test_faults_of_line_and_moment_are_told_together() -> None:
    assert refused(make_office(), book_no=" ", received_at=NEXT_DAY + timedelta(days=1)) == ["book-no", "book-on"]
    assert refused(make_office(), book_no="1" * 41) == ["book-no", "book-on"]


@pytest.mark.parametrize(("days", "is_open"), [(3, True), (4, False)])
def test_the_book_is_typed_in_within_three_working_days(days: int, is_open: bool) -> None:
    outage, office = declare(), make_office()
    at = NINE + timedelta(days=days)
    assert open_books([office.service.one_stop_id], at) == ([outage] if is_open else [])
    assert enter(office, at=at) if is_open else refused(office, at=at) == ["book-on"]


def test_while_the_outage_lasts_the_book_may_be_typed_in_where_the_system_answers() -> None:
    declare(ends_at=None)
    assert enter(make_office(), at=BACK)


def test_a_line_is_entered_once_but_the_same_form_sent_twice_does_no_harm() -> None:
    declare()
    office = make_office()
    intake = make_intake(office.service, key=UUID(int=5))
    line = {"received_at": TEN, "book_no": "12/2026", "by": office.reception, "at": NEXT_DAY}
    assert actions.enter_from_book(intake, **line) == actions.enter_from_book(intake, **line)
    with pytest.raises(Incomplete) as fault:
        enter(office)
    assert [place for place, _ in fault.value.faults] == ["book-no"]
    assert enter(make_office())  # another office has a book of its own


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.RECEPTION_OFFICER, Role.ONE_STOP_HEAD}))
def test_only_reception_of_this_unit_enters(role: Role) -> None:
    declare()
    office = make_office()
    for unit in (office.service.one_stop, make_body()):
        with pytest.raises(NotAllowed):
            enter(office, by=make_officer(unit, role, on=NINE.date())[1])
    with pytest.raises(NotAllowed):
        enter(office, by=make_office().reception)
