"""The list of procedures that any one-stop unit may receive: added after an assessment, ended by date."""

from datetime import date

import pytest

from motcua.catalogue.models import Reach
from motcua.directory.roles import Role
from motcua.journal.models import Event
from tests.catalogue.makers import make_procedure

FIT = {
    "scope": "province",
    "data_at_hand": "yes",
    "needs_field_check": "no",
    "valid_from": "01/03/2026",
    "basis": "QĐ 12/QĐ-UBND",
}


def test_a_procedure_that_passes_the_assessment_goes_on_the_list(enter) -> None:
    control = enter(Role.PROCEDURE_CONTROL)
    code = make_procedure().code
    answer = control.post("/console/reaches/new/", FIT | {"procedure_code": code})
    assert answer["Location"] == "/console/reaches/"
    assert Reach.objects.get().valid_from == date(2026, 3, 1)
    assert Event.objects.get(kind="ReachOpened").subject == f"reach:{code}"
    assert code in control.get("/console/reaches/").content.decode()


@pytest.mark.parametrize(
    "typed, place",
    [({"data_at_hand": "no"}, "data_at_hand"), ({"needs_field_check": "yes"}, "needs_field_check")],
)
def test_the_assessment_excludes(admin, typed: dict[str, str], place: str) -> None:
    answer = admin.post("/console/reaches/new/", FIT | typed | {"procedure_code": make_procedure().code})
    assert answer.status_code == 422
    assert f"id_{place}" in answer.content.decode() and "QĐ 12/QĐ-UBND" in answer.content.decode()
    assert not Reach.objects.exists() and not Event.objects.filter(kind="ReachOpened").exists()


def test_a_procedure_is_on_the_list_once_at_a_time(admin) -> None:
    code = make_procedure().code
    admin.post("/console/reaches/new/", FIT | {"procedure_code": code})
    assert admin.post("/console/reaches/new/", FIT | {"procedure_code": code}).status_code == 422
    assert admin.post("/console/reaches/new/", FIT | {"procedure_code": "0.000000"}).status_code == 422
    reach = Reach.objects.get()
    admin.post(f"/console/reaches/{reach.pk}/end/", {"on": "31/03/2026", "basis": "QĐ 13"})
    reach.refresh_from_db()
    assert reach.valid_to == date(2026, 3, 31)
    admin.post("/console/reaches/new/", FIT | {"procedure_code": code, "valid_from": "01/04/2026"})
    assert Reach.objects.count() == 2


def test_the_last_day_does_not_come_before_the_first(admin) -> None:
    admin.post("/console/reaches/new/", FIT | {"procedure_code": make_procedure().code})
    reach = Reach.objects.get()
    assert admin.post(f"/console/reaches/{reach.pk}/end/", {"on": "01/01/2026", "basis": "x"}).status_code == 422
    assert admin.get(f"/console/reaches/{reach.pk}/end/").status_code == 200
    assert admin.get("/console/reaches/999999/end/").status_code == 404


def test_the_list_goes_on_behind_its_first_page(admin) -> None:
    for _ in range(52):
        Reach.objects.create(procedure_code=make_procedure().code, scope="nation", basis="x", valid_from="2026-01-01")
    page = admin.get("/console/reaches/")
    assert len(page.context["rows"]) == 50
    assert len(admin.get("/console/reaches/" + page.context["next_url"]).context["rows"]) == 2
    assert admin.get("/console/reaches/?after=\x00x_y").status_code == 200


def test_others_keep_out(enter) -> None:
    assert enter(Role.HEAD).get("/console/reaches/").status_code == 403
