"""Outages and the count that follows them, as an administrator sees them; published on the portal at once."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import localtime, now

from motcua.directory.models import Level
from motcua.directory.roles import Role
from motcua.dossiers.models import Outage, RecomputeRun
from motcua.dossiers.tasks import carry_recompute
from motcua.journal.models import Event
from tests.directory.makers import make_body
from tests.dossiers.makers import make_dossier, make_office


def typed(hours_ago: float, hours_long: float | None = None, **changed: str) -> dict[str, str]:
    start = localtime(now() - timedelta(hours=hours_ago))
    end = start + timedelta(hours=hours_long) if hours_long else None
    said = {"kind": "failure", "body": "", "ground": "Đứt cáp quang", "basis": "5/TB-VP"}
    said |= {"starts_on": f"{start:%d/%m/%Y}", "starts_hour": f"{start:%H:%M}"}
    said |= {"ends_on": f"{end:%d/%m/%Y}" if end else "", "ends_hour": f"{end:%H:%M}" if end else ""}
    return said | changed


def test_a_failure_is_declared_published_and_ended(admin: Client, province) -> None:
    answer = admin.post("/console/outages/new/", typed(2))
    assert (answer.status_code, answer["Location"]) == (302, "/console/outages/")
    outage = Outage.objects.get()
    assert (outage.ends_at, outage.body, outage.is_planned) == (None, None, False)
    assert "Đứt cáp quang" in admin.get("/console/outages/").content.decode()
    assert "the system has been down since" in in_english("/").content.decode()
    back = localtime(now() - timedelta(minutes=5))
    values = {"ends_on": f"{back:%d/%m/%Y}", "ends_hour": f"{back:%H:%M}"}
    answer = admin.post(f"/console/outages/{outage.pk}/end/", values)
    assert (answer.status_code, answer["Location"]) == (302, "/console/recomputes/")
    assert "the system has been down since" not in in_english("/").content.decode()
    listed = in_english("/outages/").content.decode()
    assert "Đứt cáp quang" in listed and "5/TB-VP" in listed


def in_english(address: str):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.get(address)


def test_every_fault_is_told_beside_its_field_and_what_was_typed_stays(admin: Client, province) -> None:
    faulty = typed(2, starts_hour="25:99", basis="", ends_on="31/12/2026", ground="Đứt cáp quang")
    answer = admin.post("/console/outages/new/", faulty)
    page = answer.content.decode()
    assert answer.status_code == 422
    for place in ("#id_starts_hour", "#id_basis", "#id_ends_hour"):
        assert f'href="{place}"' in page, place
    assert "Đứt cáp quang" in page and "25:99" in page
    assert not Outage.objects.exists()


def test_what_the_act_refuses_is_told_at_the_field_too(admin: Client, province) -> None:
    answer = admin.post("/console/outages/new/", typed(-5))
    page = answer.content.decode()
    assert answer.status_code == 422 and 'href="#id_starts_on"' in page
    assert "A failure cannot be declared before it happens" in page


def test_planned_work_announced_late_is_warned_of_not_blocked(admin: Client, province) -> None:
    answer = admin.post("/console/outages/new/", typed(-24, 2, kind="planned"), follow=True)
    assert "at least 7 working days ahead" in answer.content.decode()
    assert Outage.objects.get().is_planned


def test_announced_work_is_called_off(admin: Client, province) -> None:
    admin.post("/console/outages/new/", typed(-24 * 30, 2, kind="planned"))
    outage = Outage.objects.get()
    assert admin.post(f"/console/outages/{outage.pk}/cancellation/", {"reason": ""}).status_code == 422
    admin.post(f"/console/outages/{outage.pk}/cancellation/", {"reason": "Dời lịch"})
    outage.refresh_from_db()
    assert outage.called_off_at
    assert "called off" in admin.get("/console/outages/").content.decode()


@pytest.mark.parametrize("address", ["outages/", "outages/new/"])
def test_outages_are_for_the_provinces_administrators_alone(enter, address: str) -> None:
    assert enter(Role.PROCEDURE_CONTROL).get(f"/console/{address}").status_code == 403
    ward = make_body(level=Level.COMMUNE)
    assert enter(Role.ADMINISTRATOR, ward).get(f"/console/{address}").status_code == 403


def test_the_count_is_started_watched_and_ended(admin: Client, province) -> None:
    make_dossier(make_office())
    admin.post("/console/outages/new/", typed(2, 1))
    page = admin.get("/console/recomputes/").content.decode()
    assert "1 open dossier will be looked at." in page and "nothing has been counted since" in page
    assert 'value="Đứt cáp quang"' in page
    answer = admin.post("/console/recomputes/", {"because": "Đứt cáp quang"})
    run = RecomputeRun.objects.get()
    assert answer["Location"] == f"/console/recomputes/{run.pk}/"
    going_on = admin.get(answer["Location"]).content.decode()
    assert "0 of 1" in going_on and "hx-get" in going_on
    carry_recompute(run_id=run.pk)
    piece = admin.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "The count ended at" in piece and "hx-get" not in piece and "<html" not in piece
    assert "nothing has been counted since" not in admin.get("/console/recomputes/").content.decode()


def test_while_one_count_goes_on_no_other_is_begun(admin: Client, province) -> None:
    admin.post("/console/recomputes/", {"because": "Bão"})
    answer = admin.post("/console/recomputes/", {"because": "Lụt"})
    assert answer.status_code == 422 and RecomputeRun.objects.count() == 1
    assert "A count is still going on" in answer.content.decode()
    assert Event.objects.filter(kind="RecomputeStarted").count() == 1


def test_a_count_without_a_reason_is_not_begun(admin: Client, province) -> None:
    assert admin.post("/console/recomputes/", {"because": " "}).status_code == 422
    assert admin.get("/console/recomputes/987/").status_code == 404
    assert not RecomputeRun.objects.exists()


def test_the_list_of_outages_takes_the_same_queries_for_one_and_for_many(admin: Client, province, queries) -> None:
    admin.post("/console/outages/new/", typed(200, 1))
    once = queries(admin, "/console/outages/")
    for number in range(1, 6):
        admin.post("/console/outages/new/", typed(200 + number, 1))
    assert queries(admin, "/console/outages/") <= once
