"""Checks on the spot through the desk's page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import localtime, now

from motcua.directory.calendars import calendar_for
from motcua.dossiers.models import Appointment, Dossier
from tests.desk.makers import address, enter, make_running, post, signed_paper
from tests.desk.test_consultations import words
from tests.dossiers.consulting import make_office_with_visits
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db
TOLD = {"place": "Thửa 12, Tổ 1", "attendees": "Chủ hồ sơ", "content": "Ranh giới thửa đất"}


@pytest.fixture
def office() -> Office:
    return make_office_with_visits()


def tomorrow() -> datetime:
    """The opening of the next working day."""
    on = calendar_for(None).next_working_day(localtime(now()).date())
    return calendar_for(None).spans_on(on)[0][0]


def make_visit(dossier: Dossier, office: Office, **facts: object) -> Appointment:
    usual = {"at": now() - timedelta(hours=1), "made_by_id": office.case.officer_id, "made_at": now()}
    return Appointment.objects.create(dossier=dossier, **TOLD | usual | facts)


def test_a_visit_is_arranged_held_and_the_step_finished(office: Office) -> None:
    dossier, desk = make_running(office), enter(office.case)
    assert address(dossier, "visits") in words(desk.get(address(dossier)))
    at = tomorrow()
    answer = post(desk, dossier, "visits", when_on=f"{at:%Y-%m-%d}", when_hour=f"{at:%H:%M}", **TOLD)
    assert answer["Location"] == address(dossier, "visits")
    visit = Appointment.objects.get()
    assert (visit.at, visit.place) == (at, "Thửa 12, Tổ 1")
    noun = f"visits/{visit.pk}"
    early = post(desk, dossier, f"{noun}/findings", findings="Đúng", file=signed_paper("bb.pdf"))
    assert early.status_code == 422 and f'id="findings-{visit.pk}-error"' in words(early) and "bb.pdf" in words(early)
    Appointment.objects.update(at=now() - timedelta(minutes=1))
    post(desk, dossier, f"{noun}/findings", findings="Đúng hiện trạng", file=signed_paper("bb.pdf"))
    assert "Đúng hiện trạng" in words(desk.get(address(dossier, "visits")))
    assert post(desk, dossier, "completion").status_code == 302


def test_every_fault_of_a_visit_stands_beside_its_field(office: Office) -> None:
    dossier, desk = make_running(office), enter(office.case)
    answer = post(desk, dossier, "visits", place="", attendees="", content="Ranh giới", when_on="31/02/2026")
    assert answer.status_code == 422 and "Ranh giới" in words(answer)
    for place in ("when", "place", "attendees"):
        assert f'href="#{place}"' in words(answer) and f'id="{place}-error"' in words(answer)


def test_a_visit_is_cancelled_with_its_reason(office: Office) -> None:
    dossier, desk = make_running(office), enter(office.case)
    visit = make_visit(dossier, office)
    refused = post(desk, dossier, f"visits/{visit.pk}/cancellation", reason="")
    assert refused.status_code == 422 and f'id="reason-{visit.pk}-error"' in words(refused)
    post(desk, dossier, f"visits/{visit.pk}/cancellation", reason="Mưa lũ")
    assert Appointment.objects.get().cancelled_at
    assert "Mưa lũ" in words(desk.get(address(dossier))), "the life tells why"


def test_a_step_of_checking_without_a_visit_asks_why(office: Office) -> None:
    dossier, desk = make_running(office), enter(office.case)
    answer = post(desk, dossier, "completion", note="")
    assert answer.status_code == 422 and 'id="completion-note-error"' in words(answer)
    assert post(desk, dossier, "completion", note="Đã có bản đồ hiện trạng").status_code == 302


def test_to_a_stranger_and_under_another_dossier_a_visit_is_not_there(office: Office) -> None:
    dossier, other = make_running(office), make_running(office)
    visit, stranger = make_visit(dossier, office), enter(make_office().case)
    for noun in ("findings", "cancellation"):
        assert post(stranger, dossier, f"visits/{visit.pk}/{noun}", reason="x").status_code == 404
        assert post(enter(office.case), other, f"visits/{visit.pk}/{noun}", reason="x").status_code == 404
    assert post(enter(office.signatory), dossier, "visits", **TOLD).status_code == 409
