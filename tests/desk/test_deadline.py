"""Why 16:30 on Thursday? The count of a dossier and of each step, on the page and on paper; and what today brings."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime, now

from motcua.directory.actors import Actor
from motcua.directory.calendars import mark_changed
from motcua.dossiers.models import Dossier, Extension, Outage
from motcua.dossiers.watching.days import announce_day, day_of_bodies
from tests.catalogue.makers import make_handling
from tests.desk.makers import address, counted, enter, make_running
from tests.dossiers.makers import Office, make_file, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def desk(office: Office) -> Client:
    return in_english(office.case)


def in_english(actor: Actor) -> Client:
    client = enter(actor)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def seen(client: Client, dossier: Dossier) -> str:
    return client.get(address(dossier, "deadline")).content.decode()


def test_the_lines_end_in_their_sum_and_each_step_has_its_own(office: Office, desk: Client) -> None:
    page = seen(desk, make_running(office))
    assert "Counted in all: the whole limit" in page and "3 working days" in page
    assert "Step by step" in page and "Its working hours count from here." in page
    assert "NĐ " in page


def test_an_outage_is_told_with_its_basis(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    assert dossier.accepted_at
    make_outage(office, dossier)
    page = seen(desk, dossier)
    assert "declared failure of the system: Đứt cáp" in page and "9/TB" in page
    assert "It will be counted again" in page  # nobody has run the count yet


def make_outage(office: Office, dossier: Dossier) -> Outage:
    assert dossier.accepted_at
    start = dossier.accepted_at + timedelta(minutes=5)
    span = {"starts_at": start, "ends_at": start + timedelta(days=4), "declared_at": start}
    outage = Outage.objects.create(**span, ground="Đứt cáp", basis="9/TB", declared_by_id=office.case.officer_id)
    mark_changed()
    return outage


def test_both_dates_are_shown_after_an_extension(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    assert dossier.due_at and office.signatory.officer_id
    new_due_at = dossier.due_at + timedelta(days=14)
    Extension.objects.create(
        dossier=dossier,
        cause="step",
        reason="Phức tạp",
        old_due_at=dossier.due_at,
        new_due_at=new_due_at,
        drafted_at=dossier.lodged_at,
        number="1",
        signed_by_id=office.signatory.officer_id,
        signed_at=dossier.lodged_at + timedelta(minutes=1),
        file=make_file(),
    )
    Dossier.objects.filter(pk=dossier.pk).update(due_at=new_due_at)
    page = seen(desk, dossier)
    assert "First due date" in page and "New date, after the apology" in page
    assert "Extended by form 04" in page


def test_a_cut_limit_stands_beside_the_laws_own() -> None:
    office = make_office(handling=make_handling(limit_value=10, cut_value=3, cut_basis="12/QĐ-UBND"))
    page = seen(in_english(office.case), make_running(office))
    assert "cut by the province from 10 working days (12/QĐ-UBND)" in page and "3 working days" in page


def test_the_sheet_is_a_pdf_of_accepted_dossiers_and_not_for_strangers(office: Office, desk: Client) -> None:
    dossier = make_running(office)
    answer = desk.get(address(dossier, "deadline-sheet"))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    stranger = enter(make_office().case)
    assert stranger.get(address(dossier, "deadline-sheet")).status_code == 404
    assert stranger.get(address(dossier, "deadline")).status_code == 404


def test_today_counts_and_opens_its_lists(office: Office, desk: Client) -> None:
    ours = make_running(office)
    other = make_running(office)
    Dossier.objects.filter(pk=ours.pk).update(due_at=localtime(now()).replace(hour=23, minute=59))
    Dossier.objects.filter(pk=other.pk).update(due_at=now() - timedelta(minutes=1), step_due_at=None)
    page = desk.get("/desk/").content.decode()
    assert "Results due today" in page and "Late since yesterday" in page
    listed = desk.get("/desk/?lane=now&due=newly_late").content.decode()
    assert other.code in listed and ours.code not in listed
    assert "Day: Late since yesterday" in listed
    assert desk.get("/desk/?lane=now&due=nonsense").status_code == 200


def test_the_day_of_each_body_is_counted_in_one_query(office: Office) -> None:
    dossier = make_running(office)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=now() - timedelta(minutes=1), step_due_at=None)
    with CaptureQueriesContext(connection) as asked:
        found = day_of_bodies(now())
    assert found[office.service.competent_id]["newly_late"] == 1
    assert counted(asked) == 1
    announce_day()
