"""Failures and planned outages on the portal: a word on every page, and a page of their own; dates that explain."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from motcua.directory.calendars import mark_changed
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Outage, Pause
from motcua.dossiers.statuses import Status
from tests.directory.makers import make_citizen
from tests.dossiers.makers import Office, make_lodged

pytestmark = pytest.mark.django_db


def make_outage(office: Office, **facts: object) -> Outage:
    span = {"starts_at": now() - timedelta(hours=1), "ends_at": None, "declared_at": now()}
    named = {"ground": "Đứt cáp", "basis": "9/TB", "declared_by_id": office.head.officer_id}
    outage = Outage.objects.create(**span | named | facts)
    mark_changed()
    return outage


def test_every_page_says_that_the_system_is_down(office: Office, sign_in) -> None:
    page = sign_in().get("/help/").content.decode()
    assert "has been down since" not in page
    make_outage(office)
    page = sign_in().get("/help/").content.decode()
    assert "has been down since" in page and 'href="/outages/"' in page
    vietnamese = sign_in(language="vi").get("/help/")
    assert vietnamese.status_code == 200


def test_announced_work_is_told_ahead_and_forgotten_after(office: Office, sign_in) -> None:
    begins = now() + timedelta(days=9)
    make_outage(office, starts_at=begins, ends_at=begins + timedelta(hours=3), is_planned=True)
    assert "the system is not available from" in sign_in().get("/").content.decode()
    Outage.objects.update(starts_at=now() - timedelta(days=9), ends_at=now() - timedelta(days=8))
    mark_changed()
    assert "the system is not available from" not in sign_in().get("/").content.decode()


def test_the_list_is_public_and_pages_by_key(office: Office, sign_in) -> None:
    for number in range(22):
        ended = now() - timedelta(days=number + 1)
        make_outage(office, starts_at=ended - timedelta(hours=1), ends_at=ended, ground=f"Sự cố {number}.")
    first = sign_in().get("/outages/").content.decode()
    assert "Sự cố 21." in first and "Sự cố 1." not in first
    place = first.split("?before=")[1].split('"')[0]
    second = sign_in().get(f"/outages/?before={place}").content.decode()
    assert "Sự cố 1." in second and "Sự cố 21." not in second
    assert sign_in().get("/outages/?before=nonsense").status_code == 200


def test_a_page_asks_nothing_more_for_the_banner(office: Office, sign_in, asked_by) -> None:
    make_outage(office)
    client = sign_in()
    before = asked_by(client, "/help/")
    make_outage(office, ground="Mất điện")
    client.get("/help/")
    assert asked_by(client, "/help/") == before


@pytest.fixture
def own(office: Office, citizen) -> Dossier:
    lodged = make_lodged(office, citizen[1], at=now() - timedelta(hours=2))
    return actions.accept_and_transfer(lodged.pk, by=office.reception, at=now() - timedelta(hours=1))


def test_the_applicant_reads_the_lines_their_law_and_their_sum(own: Dossier, browser) -> None:
    page = browser.get(f"/dossiers/{own.public_id}/deadline/").content.decode()
    assert "Counted in all: 3 working days, the whole limit." in page
    assert "Legal basis:" in page and "deadline-sheet" in page


def test_the_sheet_is_for_its_owner_alone(own: Dossier, browser, sign_in) -> None:
    address = f"/dossiers/{own.public_id}/deadline-sheet/"
    assert browser.get(address).content.startswith(b"%PDF")
    assert sign_in(make_citizen()[0]).get(address).status_code == 404
    assert sign_in().get(address).status_code == 302


def test_while_the_clock_stands_still_no_date_is_promised(own: Dossier, browser) -> None:
    Pause.objects.create(dossier=own, kind="payment", mode="resume", stopped_at=now())
    Dossier.objects.filter(pk=own.pk).update(status=Status.AWAITING_PAYMENT)
    page = browser.get(f"/dossiers/{own.public_id}/deadline/").content.decode()
    assert "The time limit stands still now." in page and "Counted so far:" in page


def test_the_sheet_of_a_dossier_not_yet_accepted_is_not_there(office: Office, citizen, browser) -> None:
    dossier = make_lodged(office, citizen[1])
    assert browser.get(f"/dossiers/{dossier.public_id}/deadline-sheet/").status_code == 404
