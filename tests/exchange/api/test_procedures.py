"""Machines find procedures as people do; every refusal is a problem that says what is wrong."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.catalogue.models import EverydayWord
from tests.catalogue.rows import entry, import_rows

pytestmark = pytest.mark.django_db
LIST = [
    ("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
    ("1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch"),
    ("2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực"),
]


@pytest.fixture
def catalogue(tmp_path: Path) -> None:
    others = [entry(code=f"9.{no:06}", name=f"Thủ tục cấp giấy thứ {no}", fields=["Khác"]) for no in range(200)]
    import_rows(tmp_path, [*(entry(code=code, name=name, fields=[field]) for code, name, field in LIST), *others])


def ask(path: str = "procedures", **query: Any) -> Any:
    return Client().get(f"/api/v1/{path}", query)


def test_a_machine_gets_codes_and_names(catalogue: None) -> None:
    answer = ask(q="giay khai sinh", limit=5)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/json")
    told = answer.json()
    assert told["items"][0]["code"] == "1.001193"
    assert told["items"][0]["name"] == "Thủ tục đăng ký khai sinh"
    assert told["items"][0]["url"] == "http://testserver/procedures/1.001193/"
    assert (told["out_of_scope"], told["help"]) == (False, "")


def test_what_is_no_matter_of_procedures_gets_no_procedure_and_help(catalogue: None) -> None:
    EverydayWord.objects.create(kind="outside", words="thời tiết")
    told = ask(q="thời tiết ngày mai").json()
    assert (told["items"], told["next"], told["out_of_scope"]) == ([], None, True)
    assert told["help"]


def test_pages_follow_each_other_by_their_cursor(catalogue: None) -> None:
    first = ask(limit=100).json()
    rest = [ask(limit=100, after=first["next"]).json()]
    rest.append(ask(limit=100, after=rest[0]["next"]).json())
    codes = [item["code"] for page in (first, *rest) for item in page["items"]]
    assert len(codes) == len(set(codes)) == 203
    assert rest[-1]["next"] is None


def test_all_faults_are_told_at_once(catalogue: None) -> None:
    answer = ask(limit=0, field="x", service_level="often", q="x" * 500)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert {fault["parameter"] for fault in answer.json()["errors"]} == {"limit", "field", "service_level", "q"}


def test_an_unknown_address_and_a_wrong_method_are_problems_too() -> None:
    for answer in (ask("nothing/here"), Client().get("/api/v1/"), Client().post("/api/v1/procedures")):
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    assert Client().post("/api/v1/procedures").status_code == 405


def test_suggestions_come_from_names_and_everyday_words(catalogue: None) -> None:
    EverydayWord.objects.create(kind="means", words="giấy khai sanh", means="đăng ký khai sinh")
    assert [item["kind"] for item in ask("suggestions", q="giấy kh").json()["items"]] == ["words"]
    assert ask("suggestions", q="dang ky ket").json()["items"][0]["code"] == "1.000894"


def test_the_description_is_openapi_31_and_names_every_answer() -> None:
    told = ask("openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for path in ("procedures", "suggestions"):
        answers = told["paths"][f"/api/v1/{path}"]["get"]["responses"]
        assert set(answers) == {"200", "400", "429"}
