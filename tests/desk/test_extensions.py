"""The apology on the desk: drafted by the officer, signed by the head; the list of what will be late; the legs."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, localtime, now

from motcua.directory.calendars import calendar_for
from motcua.dossiers.models import Dossier, Extension, Forecast
from motcua.dossiers.statuses import Status
from tests.desk.makers import address, enter, make_running, post
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def new_day() -> str:
    """A working day a month from now."""
    return calendar_for(None).next_working_day(localdate() + timedelta(days=30)).isoformat()


def typed(**changed: str) -> dict[str, str]:
    return {"cause": "step", "reason": "Hồ sơ phức tạp.", "new_due": new_day(), "act": "sign"} | changed


def test_the_officer_drafts_and_cannot_sign(office: Office) -> None:
    dossier, client = make_running(office), enter(office.case)
    page = client.get(address(dossier, "extension")).content.decode()
    assert 'value="draft"' in page and 'value="sign"' not in page
    assert post(client, dossier, "extension", **typed(act="draft")).status_code == 302
    assert Extension.objects.get().signed_at is None
    assert post(client, dossier, "extension", **typed()).status_code == 409


def test_the_head_reads_the_draft_its_preview_and_signs(office: Office) -> None:
    dossier, head = make_running(office), enter(office.head)
    post(enter(office.case), dossier, "extension", **typed(act="draft"))
    page = head.get(address(dossier, "extension")).content.decode()
    assert "Hồ sơ phức tạp." in page and office.case.name in page and 'value="sign"' in page
    preview = head.get(address(dossier, "extension/form"))
    assert preview["Content-Type"] == "application/pdf" and preview.content.startswith(b"%PDF")
    assert post(head, dossier, "extension", **typed()).status_code == 302
    dossier.refresh_from_db()
    assert localtime(dossier.due_at).date().isoformat() == new_day() and dossier.first_due_at != dossier.due_at
    assert Extension.objects.get().number in head.get(address(dossier, "extension")).content.decode()


def test_the_dossiers_page_offers_it_to_whom_it_concerns(office: Office) -> None:
    dossier = make_running(office)
    link = address(dossier, "extension")
    assert link in enter(office.head).get(address(dossier)).content.decode()
    assert link not in enter(office.clerk).get(address(dossier)).content.decode()


def test_a_refused_apology_keeps_what_was_typed(office: Office) -> None:
    dossier, head = make_running(office), enter(office.head)
    answer = post(head, dossier, "extension", **typed(new_due="khi nào xong", reason="Viết dở"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Viết dở" in page and "khi nào xong" in page and 'href="#new_due"' in page
    stale = head.post(address(dossier, "extension"), typed() | {"version": 0})
    assert stale.status_code == 409 and not Extension.objects.exists()


def test_a_stranger_finds_no_apology(office: Office) -> None:
    dossier, stranger = make_running(office), enter(make_office().head)
    for noun in ("extension", "extension/form", "lateness"):
        assert stranger.get(address(dossier, noun)).status_code == 404


def test_the_legs_of_a_dossier_are_shown(office: Office) -> None:
    dossier = make_running(office)
    page = enter(office.case).get(address(dossier, "lateness")).content.decode()
    assert dossier.step and dossier.step.name in page


def test_heads_read_what_will_be_late(office: Office) -> None:
    dossier = make_running(office)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=now() + timedelta(days=1), status=Status.IN_PROGRESS)
    later = now() + timedelta(days=2)
    Forecast.objects.create(dossier=dossier, ends_at=later, slow_at=later, made_at=now())
    page = enter(office.head).get("/desk/forecast/").content.decode()
    assert dossier.code in page and address(dossier, "extension") in page
    assert dossier.code not in enter(make_office().head).get("/desk/forecast/?after=x-y").content.decode()
    assert enter(office.case).get("/desk/forecast/").status_code == 403
