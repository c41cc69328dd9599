"""The check on the spot: arranged beforehand, told to the applicant, held with findings or cancelled."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, NotPossible, Stale
from motcua.dossiers.models import Appointment, Dossier
from motcua.dossiers.statuses import Stage
from motcua.dossiers.visiting import Visit
from motcua.journal.models import Event
from tests.dossiers.consulting import make_office_with_visits
from tests.dossiers.makers import NINE, ZONE, Office, make_dossier, make_file, make_office

pytestmark = pytest.mark.django_db
TUESDAY = NINE + timedelta(days=1)
AFTER = TUESDAY + timedelta(hours=2)


@pytest.fixture
def office() -> Office:
    return make_office_with_visits()


def make_visit(at: datetime | None = TUESDAY, **facts: Any) -> Visit:
    usual = {"place": "Thửa 12, Tổ 1", "attendees": "Lò Thị Thử; chủ hồ sơ", "content": "Ranh giới thửa đất"}
    return Visit(at, **usual | facts)


def arrange(dossier: Dossier, office: Office, visit: Visit | None = None, **facts: Any) -> Appointment:
    return actions.arrange_visit(dossier.pk, visit or make_visit(), **{"by": office.case, "at": NINE} | facts)


def refused(error: type[DossierError], act: Callable[[], Any]) -> list[str]:
    before = Event.objects.count(), list(Appointment.objects.values())
    with pytest.raises(error) as refusal:
        act()
    assert (Event.objects.count(), list(Appointment.objects.values())) == before
    return [place for place, _ in getattr(refusal.value, "faults", [])]


def last(dossier: Dossier) -> Event:
    return Event.objects.filter(subject=dossier.subject).latest("sequence")


def test_a_visit_is_arranged_and_told(office: Office) -> None:
    dossier = make_dossier(office)
    assert dossier.stage == Stage.VERIFYING
    visit = arrange(dossier, office)
    assert (visit.at, visit.place, visit.made_by_id) == (TUESDAY, "Thửa 12, Tổ 1", office.case.officer_id)
    assert last(dossier).kind == "VisitArranged"


def test_every_fault_of_a_visit_is_told_at_once(office: Office) -> None:
    dossier, empty = make_dossier(office), Visit(None, " ", "\x00", "x" * 2001)
    assert refused(Incomplete, lambda: arrange(dossier, office, empty)) == ["when", "place", "attendees", "content"]


@pytest.mark.parametrize(
    "at",
    [
        NINE - timedelta(hours=1),  # past
        datetime(2026, 3, 3, 12, 0, tzinfo=ZONE),  # at noon
        datetime(2026, 3, 3, 19, 0, tzinfo=ZONE),  # in the evening
        datetime(2026, 3, 7, 9, 0, tzinfo=ZONE),  # a Saturday
    ],
)
def test_a_visit_is_made_when_the_office_works(office: Office, at: datetime) -> None:
    dossier = make_dossier(office)
    assert refused(Incomplete, lambda: arrange(dossier, office, make_visit(at))) == ["when"]


def test_a_visit_belongs_to_the_step_of_checking_and_its_holder(office: Office) -> None:
    dossier = make_dossier(office)
    refused(NotAllowed, lambda: arrange(dossier, office, by=make_office().case))
    refused(Stale, lambda: arrange(dossier, office, version=0))
    plain = make_office()
    without_check = make_dossier(plain)
    refused(NotPossible, lambda: arrange(without_check, plain))


def test_findings_are_recorded_once_after_the_visit(office: Office) -> None:
    dossier = make_dossier(office)
    visit, minutes = arrange(dossier, office), make_file(media_type="application/pdf")
    hold = lambda at=AFTER, findings="Đúng hiện trạng": actions.hold_visit(  # noqa: E731
        visit.pk, findings=findings, minutes=minutes, by=office.case, at=at
    )
    assert refused(Incomplete, lambda: hold(NINE, " ")) == ["findings", "findings"]
    held = hold()
    assert (held.held_at, held.findings, held.minutes) == (TUESDAY, "Đúng hiện trạng", minutes)
    assert minutes.pk in dossier.file_ids()
    refused(NotPossible, hold)
    assert actions.complete_step(dossier.pk, by=office.case, at=AFTER).step.kind == "process"


def test_a_visit_is_cancelled_with_a_reason_that_the_applicant_reads(office: Office) -> None:
    dossier = make_dossier(office)
    visit = arrange(dossier, office)
    cancel = lambda reason: actions.cancel_visit(visit.pk, reason=reason, by=office.case, at=NINE)  # noqa: E731
    assert refused(Incomplete, lambda: cancel("")) == ["reason"]
    cancel("Mưa lũ")
    assert (last(dossier).kind, last(dossier).payload["reason"]) == ("VisitCancelled", "Mưa lũ")
    refused(NotPossible, lambda: cancel("Mưa lũ"))


def test_a_step_of_checking_ends_with_a_visit_or_with_a_note_why_none_was_needed(office: Office) -> None:
    dossier = make_dossier(office)
    done = lambda note="": actions.complete_step(dossier.pk, note=note, by=office.case, at=NINE)  # noqa: E731
    assert refused(Incomplete, done) == ["note"]
    visit = arrange(dossier, office)
    assert refused(Incomplete, lambda: done("Không cần")) == ["note"], "the applicant still waits for the visit"
    actions.cancel_visit(visit.pk, reason="Đã rõ trên bản đồ", by=office.case, at=NINE)
    assert done("Đã rõ trên bản đồ").step.kind == "process"
