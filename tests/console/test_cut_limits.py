"""The province cuts a limit by decision: the form keeps both, form 01 promises the shorter (rulebook B.7.2-14)."""

import pytest
from django.test import Client

from motcua.catalogue.models import Handling
from motcua.catalogue.services import limit_of, published
from tests.catalogue.makers import make_handling, make_service, make_version
from tests.console.test_handlings import TERMS, post

CUT = TERMS | {
    "limit_value": "10",
    "limit_unit": "workday",
    "cut_value": "6",
    "cut_basis": "12/QĐ-UBND ngày 1/2/2026",
}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"cut_value": "10"}, "#id_cut_value"),
        ({"cut_value": "0"}, "#id_cut_value"),
        ({"cut_basis": ""}, "#id_cut_basis"),
        ({"cut_value": ""}, "#id_cut_value"),
        ({"limit_value": "", "limit_unit": ""}, "#id_cut_value"),
        ({"supplement_workdays": "400"}, "#id_supplement_workdays"),
    ],
)
def test_a_cut_is_shorter_and_rests_on_a_decision(admin: Client, changed: dict[str, str], place: str) -> None:
    handling = make_handling(published_at=None)
    answer = post(admin, f"handlings/{handling.pk}/", **CUT | changed)
    assert (answer.status_code, f'href="{place}"' in answer.content.decode()) == (422, True)
    handling.refresh_from_db()
    assert handling.cut_value is None


def test_a_draft_keeps_the_cut_and_the_terms_of_a_supplement(admin: Client) -> None:
    version = make_version()
    more = {"supplement_workdays": "5", "supplement_mode": "resume", "on_silence": "refuse", "fee_return": "kept"}
    post(admin, f"procedures/{version.procedure.code}/handlings/", version=version.pk, **CUT | more)
    handling = Handling.objects.get()
    assert (handling.cut_value, handling.cut_basis) == (6, "12/QĐ-UBND ngày 1/2/2026")
    assert (handling.supplement_workdays, handling.supplement_mode, handling.on_silence) == (5, "resume", "refuse")
    assert handling.fee_return == "kept"
    assert limit_of(handling).value == 6
    post(admin, f"handlings/{handling.pk}/", **CUT | {"cut_value": "", "cut_basis": ""})
    handling.refresh_from_db()
    assert (handling.cut_value, handling.cut_basis, handling.supplement_workdays) == (None, "", None)


def test_a_published_handling_tells_both_limits(admin: Client) -> None:
    handling = make_handling(limit_value=10, cut_value=6, cut_basis="12/QĐ-UBND")
    page = admin.get(f"/console/handlings/{handling.pk}/").content.decode()
    assert "6 working days" in page and "cut from 10 working days: 12/QĐ-UBND" in page
    rule = published(handling.pk)
    assert (rule.limit.value, rule.statutory.value, rule.cut_basis) == (6, 10, "12/QĐ-UBND")


def test_people_read_both_limits_on_the_page_of_the_procedure(admin: Client) -> None:
    handling = make_handling(limit_value=10, cut_value=6, cut_basis="12/QĐ-UBND")
    make_service(handling=handling)
    page = admin.get(f"/procedures/{handling.version.procedure.code}/").content.decode()
    assert "6 working days" in page and "The law allows 10 working days; the province promises less." in page
