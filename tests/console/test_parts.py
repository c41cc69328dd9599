"""The administrator names the procedures of a linked group, and reads them where the group is published."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.catalogue.models import LinkedPart
from tests.catalogue.makers import make_handling, make_procedure, make_version
from tests.dossiers.linking_makers import make_group

pytestmark = pytest.mark.django_db


def typed(*rows: dict[str, object]) -> dict[str, object]:
    """What a browser sends for these rows."""
    sent: dict[str, object] = {"parts-TOTAL_FORMS": len(rows), "parts-INITIAL_FORMS": 0, "keep": "1"}
    for number, row in enumerate(rows):
        sent |= {f"parts-{number}-{name}": value for name, value in row.items()}
    return sent


def row(code: str, name: str, **more: object) -> dict[str, object]:
    return {"procedure_code": code, "name": name, "agency": "Công an cấp xã", **more}


@pytest.fixture
def address() -> str:
    return f"/console/handlings/{make_handling(published_at=None).pk}/parts/"


def code_of_another(limit: int = 2) -> str:
    """A procedure that can be linked, with a published handling no. 1."""
    handling = make_handling(version=make_version(procedure=make_procedure()), limit_value=limit)
    return str(handling.version.procedure.code)


def test_a_group_is_drawn_with_what_each_procedure_waits_for(admin: Client, address: str) -> None:
    first, second = code_of_another(), code_of_another()
    rows: list[dict[str, object]] = [
        row(first, "Khai sinh"),
        {},
        row(second, "Thẻ", depends_on="1", handling="1", is_optional="on"),
    ]
    assert admin.post(address, typed(*rows)).status_code == 302
    birth, card = LinkedPart.objects.order_by("no")
    assert (birth.no, birth.depends_on, birth.follows) == (1, [], None)
    assert (card.no, card.depends_on, card.is_optional, card.follows and card.follows.number) == (3, [1], True, 1)
    draft = admin.get(address.removesuffix("parts/")).content.decode()
    assert "1. Khai sinh" in draft and "2 working days" in draft
    again = admin.get(address).content.decode()
    assert 'name="parts-2-name"' in again and 'value="Thẻ"' in again


def test_all_faults_are_told_at_once_and_nothing_is_lost(admin: Client, address: str) -> None:
    page = admin.post(address, typed(row("9.999999", "Khai sinh", depends_on="x"), {"name": "Thẻ"}))
    text = page.content.decode()
    assert page.status_code == 422
    assert "No procedure has this code." in text and "Write numbers with commas" in text
    assert "Fill this in." in text and 'value="Thẻ"' in text
    assert not LinkedPart.objects.exists()


def test_a_circle_and_an_unknown_handling_are_refused(admin: Client, address: str) -> None:
    first, second = code_of_another(), code_of_another()
    circle = [row(first, "Khai sinh", depends_on="2"), row(second, "Thẻ", depends_on="1")]
    assert "in a circle" in admin.post(address, typed(*circle)).content.decode()
    unknown = [row(first, "Khai sinh", handling="77"), row(second, "Thẻ")]
    assert "no published handling with this number" in admin.post(address, typed(*unknown)).content.decode()
    assert not LinkedPart.objects.exists()


def test_another_row_is_added_with_what_was_typed(admin: Client, address: str) -> None:
    sent = typed(row("9.1", "Khai sinh")) | {"add_row": "1"}
    page = admin.post(address, sent).content.decode()
    assert 'name="parts-1-name"' in page and 'value="Khai sinh"' in page


def test_a_draft_group_is_dissolved_and_a_procedure_by_itself_has_nothing_to_dissolve(
    admin: Client, address: str
) -> None:
    assert "Dissolve the group" not in admin.get(address).content.decode()
    rows = [row(code_of_another(), "Khai sinh"), row(code_of_another(), "Thẻ", depends_on="1")]
    admin.post(address, typed(*rows))
    assert "Dissolve the group" in admin.get(address).content.decode()
    done = admin.post(address, {"dissolve": "1"}, follow=True)
    assert "no group any more" in done.content.decode()
    assert not LinkedPart.objects.exists()


def test_a_published_group_shows_its_procedures_and_is_not_changed(admin: Client) -> None:
    handling = make_group().service.handling
    page = admin.get(f"/console/handlings/{handling.pk}/").content.decode()
    assert "2. Đăng ký thường trú" in page and "longest way" in page and "4 working days" in page
    assert admin.get(f"/console/handlings/{handling.pk}/parts/").status_code == 404


def test_a_new_draft_of_a_group_begins_with_the_procedures_of_the_one_in_force(admin: Client) -> None:
    handling = make_group().service.handling
    address = f"/console/procedures/{handling.version.procedure.code}/handlings/"
    assert "Filled in as the procedure is handled now" in admin.get(address).content.decode()
    terms = {"cutoff": "none", "handled_by": "province", "limit_value": "", "limit_unit": "", "route": "", "form": ""}
    admin.post(address, {"version": handling.version_id, **terms})
    draft = handling.version.handlings.get(published_at=None)
    columns = ("no", "name", "procedure_code", "agency", "depends_on", "is_optional", "follows")
    assert list(draft.parts.values_list(*columns)) == list(handling.parts.values_list(*columns)) != []
