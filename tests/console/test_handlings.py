"""From a draft to services: drafted, revised, published for chosen bodies, closed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from motcua.catalogue.models import Field, Handling, Service
from motcua.catalogue.terms import TimeLimit
from motcua.console.limits import compare
from motcua.directory.models import BodyKind
from motcua.journal.models import Event
from motcua.lib.worktime import Limit, Unit
from tests.catalogue.makers import (
    make_competent,
    make_form,
    make_handling,
    make_one_stop,
    make_route,
    make_service,
    make_version,
)
from tests.directory.makers import make_body

TERMS = {"cutoff": "none", "handled_by": "province", "limit_value": "", "limit_unit": "", "route": "", "form": ""}


def post(client: Client, address: str, **typed: object):
    return client.post(f"/console/{address}", typed)


def test_a_draft_begins_with_what_is_known(admin) -> None:
    version = make_version()
    answer = post(admin, f"procedures/{version.procedure.code}/handlings/", version=version.pk, **TERMS)
    handling = Handling.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/console/handlings/{handling.pk}/")
    assert handling.limit_value is None
    page = admin.get(answer["Location"]).content.decode()
    for sentence in ("Give the time limit", "Choose a published internal process.", "Choose a published form."):
        assert sentence in page, sentence


def test_a_new_draft_is_filled_in_as_the_procedure_is_handled_now(admin) -> None:
    now = make_handling(limit_value=7, supplement_workdays=9)
    make_handling(version=now.version, number=now.number + 1, limit_value=8, published_at=None)
    page = admin.get(f"/console/procedures/{now.version.procedure.code}/handlings/").content.decode()
    assert 'name="limit_value" type="number" value="7"' in page  # a bare value may be the number of any option
    assert 'name="supplement_workdays" type="number" value="9"' in page
    assert f'<option value="{now.route_id}" selected>' in page and f'<option value="{now.form_id}" selected>' in page


def test_all_faults_of_a_draft_are_told_at_once_and_nothing_is_lost(admin) -> None:
    version = make_version()
    faulty = TERMS | {"cutoff": "", "route": "999", "limit_value": "9999", "limit_unit": "workday"}
    answer = post(admin, f"procedures/{version.procedure.code}/handlings/", version=version.pk, **faulty)
    page = answer.content.decode()
    assert answer.status_code == 422
    for place in ("#id_cutoff", "#id_route", "#id_limit_value"):
        assert f'href="{place}"' in page, place
    assert 'value="9999"' in page
    assert not Handling.objects.exists()


@pytest.mark.parametrize(
    "value, unit, place",
    [("5", "", "#id_limit_unit"), ("", "workday", "#id_limit_value"), ("0", "day", "#id_limit_value")],
)
def test_half_a_limit_is_no_limit(value, unit, place, admin) -> None:
    handling = make_handling(published_at=None)
    answer = post(admin, f"handlings/{handling.pk}/", **TERMS | {"limit_value": value, "limit_unit": unit})
    assert (answer.status_code, f'href="{place}"' in answer.content.decode()) == (422, True)


def test_a_draft_is_revised_and_only_what_changed_is_recorded(admin) -> None:
    handling = make_handling(published_at=None)
    kept = TERMS | {"route": handling.route_id, "form": handling.form_id, "limit_value": 3, "limit_unit": "workday"}
    assert post(admin, f"handlings/{handling.pk}/", **kept).status_code == 302
    assert not Event.objects.filter(kind="HandlingRevised").exists()
    post(
        admin,
        f"handlings/{handling.pk}/",
        **kept | {"limit_value": "", "limit_unit": "sameday", "cutoff": "same_day"},
    )
    handling.refresh_from_db()
    assert (handling.limit_value, handling.limit_unit, handling.cutoff) == (1, "sameday", "same_day")
    post(admin, f"handlings/{handling.pk}/", **TERMS)
    handling.refresh_from_db()
    assert (handling.limit_value, handling.limit_unit, handling.route) == (None, "", None)


def test_the_linter_s_sentences_stand_on_the_draft(admin) -> None:
    handling = make_handling(published_at=None, limit_value=1)
    assert "The steps take 24 working hours" in admin.get(f"/console/handlings/{handling.pk}/").content.decode()


def test_drafts_and_older_versions_are_not_offered_as_process_or_form(admin) -> None:
    old, new = make_route(code="a", name="Quy trình cũ"), make_route(code="a", number=2, name="Quy trình mới")
    make_route(name="Quy trình nháp", published=False)
    make_form(title="Biểu mẫu nháp", published=False)
    page = admin.get(f"/console/handlings/{make_handling(published_at=None, route=None).pk}/").content.decode()
    assert new.name in page
    assert not any(name in page for name in (old.name, "Quy trình nháp", "Biểu mẫu nháp"))
    in_use = make_handling(published_at=None, route=old)
    assert old.name in admin.get(f"/console/handlings/{in_use.pk}/").content.decode()


def test_publishing_tells_first_what_will_happen_then_does_it(admin) -> None:
    older = make_service()
    division = make_body(kind=BodyKind.DIVISION, parent=older.competent)
    other = make_competent()
    make_one_stop(parent=other)
    draft = make_handling(published_at=None, version=older.handling.version, number=2)
    asked = admin.get(f"/console/handlings/{draft.pk}/publication/?all=communes")
    page = asked.content.decode()
    for words in (older.competent.name, other.name, older.one_stop.name, division.name, "1 service under version 1"):
        assert words in page, words
    assert "2 bodies offer this procedure" in page and not draft.services.exists()
    bodies = [older.competent_id, other.pk]
    answer = admin.post(f"/console/handlings/{draft.pk}/publication/", {"body": bodies})
    assert answer.status_code == 302
    assert {service.one_stop_id for service in draft.services.all()} == {older.one_stop_id, other.children.get().pk}
    assert draft.services.get(competent=older.competent).division == division
    older.refresh_from_db()
    assert older.valid_to == localdate() - timedelta(days=1)
    assert other.name in admin.get(f"/console/handlings/{draft.pk}/").content.decode()


def test_a_division_chosen_by_hand_wins_over_the_rule(admin) -> None:
    competent = make_competent()
    make_one_stop(parent=competent)
    first, second = (make_body(kind=BodyKind.DIVISION, parent=competent) for _ in range(2))
    draft, elsewhere = make_handling(published_at=None), make_body(kind=BodyKind.DIVISION)
    address = f"/console/handlings/{draft.pk}/publication/"
    for said, kept in ((second.pk, second), ("", None), (elsewhere.pk, None), ("x", None)):
        told = admin.get(address, {"body": competent.pk, f"division-{competent.pk}": said}).context["proposals"]
        assert told[0].division_id == (kept.pk if kept else None)
    admin.post(address, {"body": competent.pk, f"division-{competent.pk}": first.pk})
    assert draft.services.get().division == first


def test_the_division_with_most_services_of_the_field_is_proposed(admin) -> None:
    field = Field.objects.create(name="Hộ tịch", folded="ho tich")
    earlier = make_service()
    usual, _other = (make_body(kind=BodyKind.DIVISION, parent=earlier.competent) for _ in range(2))
    Service.objects.update(division=usual)
    draft = make_handling(published_at=None)
    for handling in (earlier.handling, draft):
        handling.version.procedure.fields.add(field)
    page = admin.get(f"/console/handlings/{draft.pk}/publication/?body={earlier.competent_id}")
    assert page.context["proposals"][0].division_id == usual.pk


def test_nothing_is_published_without_bodies_or_with_faults(admin) -> None:
    draft, bare = make_handling(published_at=None), make_handling(published_at=None, route=None, form=None)
    lonely = make_competent()
    for handling, typed, words in (
        (draft, {}, "Choose at least one body"),
        (draft, {"body": lonely.pk}, f"Nobody receives dossiers for {lonely.name}"),
        (bare, {"body": lonely.pk}, "Choose a published form."),
    ):
        answer = admin.post(f"/console/handlings/{handling.pk}/publication/", typed)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert not Service.objects.exists()


def test_what_is_published_can_be_neither_changed_nor_published_again(admin) -> None:
    handling = make_service().handling
    admin.post(f"/console/handlings/{handling.pk}/", TERMS)
    assert Handling.objects.get(pk=handling.pk).limit_value == 3
    assert admin.post(f"/console/handlings/{handling.pk}/publication/", {}).status_code == 404


def test_the_confirmation_takes_as_many_queries_for_thirty_bodies_as_for_one(admin, queries) -> None:
    draft = make_handling(published_at=None)
    make_one_stop(parent=make_competent())
    address = f"/console/handlings/{draft.pk}/publication/?all=communes"
    few = queries(admin, address)
    for _ in range(29):
        make_one_stop(parent=make_competent())
    assert queries(admin, address) == few


def test_a_service_is_closed_by_its_last_day_and_never_in_the_past(admin) -> None:
    service, today = make_service(), localdate()
    address = f"/console/services/{service.pk}/closure/"
    assert admin.post(address, {"on": today - timedelta(days=1)}).status_code == 422
    assert admin.post(address, {"on": "không rõ"}).status_code == 422
    assert admin.post(address, {"on": today}).status_code == 302
    service.refresh_from_db()
    assert service.valid_to == today
    answer = admin.post(address, {"on": today + timedelta(days=1)})
    assert "This service already ends on that day or before." in answer.content.decode()


@pytest.mark.parametrize(
    "published, percent", [([10], 30), ([5, 10], 30), ([7], 0), ([5], -40), ([], None), ([100_000], None)]
)
def test_a_limit_is_compared_with_the_longest_published_one(published, percent) -> None:
    times = [TimeLimit("DIRECT", value, "WORKING_DAY", "") for value in published]
    found = compare(Limit(7, Unit.WORKDAY), [*times, TimeLimit("ONLINE", 90, "DAY", "")])
    assert (found.percent if found else None) == percent
