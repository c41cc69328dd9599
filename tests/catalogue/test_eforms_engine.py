"""Reading, checking, showing and summarising the answers of a form."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from motcua.catalogue.eforms.check import Fault, check, check_page
from motcua.catalogue.eforms.conditions import UnknownRule
from motcua.catalogue.eforms.definition import Definition
from motcua.catalogue.eforms.linting import lint
from motcua.catalogue.eforms.page import view_model
from motcua.catalogue.eforms.prefilling import prefilled
from motcua.catalogue.eforms.reading import merged, read_post
from motcua.catalogue.eforms.summary import summary
from motcua.catalogue.eforms.values import read_date, read_number

TODAY = date(2026, 3, 2)


def asked(name: str, widget: str = "text", **layout: Any) -> dict[str, Any]:
    return {"name": name, "widget": widget, "label": {"vi": f"Nhãn {name}", "en": f"Label {name}"}} | layout


YES_NO = [{"value": value, "label": {"vi": vi, "en": value}} for value, vi in (("yes", "Có"), ("no", "Không"))]
TEXT = {"type": "string", "maxLength": 100}
SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": ["name", "number", "born_on", "married", "spouse", "agree"],
    "properties": {
        "name": TEXT,
        "number": {"type": "string", "pattern": "^[0-9]{12}$"},
        "born_on": {"type": "string", "format": "date"},
        "married": {"type": "string", "enum": ["yes", "no"]},
        "spouse": TEXT,
        "spouse_tel": {"type": "string", "pattern": "^0[0-9]{9}$"},
        "income": {"type": "integer", "minimum": 1, "maximum": 1000000},
        "story": {"type": "string", "maxLength": 10000},
        "mail": {"type": "string", "format": "email", "maxLength": 254},
        "topics": {"type": "array", "items": {"enum": ["yes", "no"]}, "uniqueItems": True},
        "children": {
            "type": "array",
            "maxItems": 3,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["child", "on"],
                "properties": {"child": TEXT, "on": {"type": "string", "format": "date"}},
            },
        },
        "agree": {"type": "boolean", "const": True},
    },
}
PERSON = [
    asked("name", prefill="person.full_name", autocomplete="name"),
    asked("number", "personal_number", prefill="person.number"),
    asked("born_on", "date", not_before="1900-01-01", not_after="today", hint={"vi": "Gợi ý", "en": "Hint"}),
]
FAMILY = [
    asked("married", "radio", choices=YES_NO),
    asked("spouse", show_if={"field": "married", "equals": "yes"}),
    asked("spouse_tel", "tel", show_if={"field": "spouse", "not_empty": True}),
    asked("income", "number"),
    asked("story", "textarea"),
    asked("mail", "email"),
    asked("topics", "checkbox", choices=YES_NO),
    asked("children", "table", columns=[asked("child"), asked("on", "date", not_after="today")]),
    asked("agree", "checkbox"),
]
WORDS = {"vi": "Phần", "en": "Part"}
LAYOUT = {
    "pages": [
        {"id": "a", "title": WORDS, "sections": [{"id": "person", "title": WORDS, "fields": PERSON}]},
        {"id": "b", "title": WORDS, "sections": [{"id": "family", "title": WORDS, "fields": FAMILY}]},
    ]
}
FORM = Definition(SCHEMA, LAYOUT)
GOOD = {"name": "Lò Thị Mai", "number": "012301000123", "born_on": "2001-05-04", "married": "no", "agree": True}


def post(**values: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def faults(**answers: Any) -> dict[str, str]:
    with override("en"):
        return {fault.field: fault.sentence for fault in check(FORM, GOOD | answers, on=TODAY)}


def test_the_form_of_these_tests_is_sound():
    assert lint(SCHEMA, LAYOUT) == []
    assert faults() == {}


def test_posted_words_become_typed_answers():
    answers = read_post(
        FORM,
        post(
            name="  Lo\u0300 Thi\u0323 Mai\u200b ",
            number="012 301 000 123",
            born_on="4/5/2001",
            married="yes",
            spouse="Vàng A Páo",
            spouse_tel="0912 345.678",
            income="25.000",
            story="một\r\nhai",
            topics=["yes", "no"],
            agree="on",
            stranger="x",
        ),
    )
    assert answers == {
        "name": "Lò Thị Mai",
        "number": "012301000123",
        "born_on": "2001-05-04",
        "married": "yes",
        "spouse": "Vàng A Páo",
        "spouse_tel": "0912345678",
        "income": 25000,
        "story": "một\nhai",
        "topics": ["yes", "no"],
        "agree": True,
    }


def test_rows_of_a_table_are_read_in_order_and_blank_rows_dropped():
    answers = read_post(
        FORM,
        post(
            children__7__child="Bé Hai", children__2__child="Bé Một", children__2__on="1/2/2020", children__3__on=" "
        ),
    )
    assert answers == {"children": [{"child": "Bé Một", "on": "2020-02-01"}, {"child": "Bé Hai"}]}


def test_an_answer_to_a_hidden_question_is_dropped_and_opens_nothing():
    assert read_post(FORM, post(married="no", spouse="x", spouse_tel="0912345678")) == {"married": "no"}


def test_one_page_is_read_alone_and_merged_with_the_others():
    before = {"name": "A", "married": "yes", "spouse": "B"}
    now = read_post(FORM, post(married="no", spouse="B"), page=1)
    assert merged(FORM, before, 1, now) == {"name": "A", "married": "no"}


def test_what_cannot_be_read_is_kept_as_typed_and_refused_with_a_sentence():
    answers = read_post(FORM, post(born_on="31/02/2001", income="nhiều"))
    assert answers == {"born_on": "31/02/2001", "income": "nhiều"}
    said = faults(**answers)
    assert "calendar" in said["born_on"]
    assert "number" in said["income"]


def test_a_hidden_question_is_not_required_and_a_shown_one_is():
    assert faults(married="no") == {}
    assert faults(married="yes") == {"spouse": "Please fill in: Label spouse"}


@pytest.mark.parametrize(
    "name, value, part",
    [
        ("born_on", "1899-12-31", "before 01/01/1900"),
        ("born_on", "2999-01-01", "not come yet"),
        ("born_on", "2026-03-03", "not come yet"),
        ("number", "12345", "exactly 12 digits"),
        ("number", "०१२३०१०००१२३", "exactly 12 digits"),
        ("number", "012901000123", "can exist yet"),
        ("name", "x" * 101, "at most 100"),
        ("story", "x" * 10_001, "at most 10.000"),
        ("married", "maybe", "Choose one"),
        ("mail", "ten@vidu", "incomplete"),
        ("mail", "ten@vidu.vn (Tên)", "incomplete"),
        ("income", 0, "1 or more"),
        ("income", 1000001, "1.000.000 or less"),
        ("income", 1.5, "Write a number"),
        ("topics", ["yes", "yes"], "twice"),
        ("topics", ["perhaps"], "Choose one"),
        ("name", {"a": 1}, "not in the form expected"),
        ("agree", False, "Tick the box"),
    ],
)
def test_a_wrong_answer_is_told_in_plain_words(name: str, value: Any, part: str):
    said = faults(**{name: value})
    assert list(said) == [name]
    assert part in said[name]


def test_all_faults_come_at_once_in_the_order_of_asking_with_the_labels_of_the_page():
    with override("vi"):
        found = check(FORM, {"born_on": "x"}, on=TODAY)
    assert [fault.field for fault in found] == ["name", "number", "born_on", "married", "agree"]
    assert "Nhãn name" in found[0].sentence


def test_a_fault_in_a_table_leads_to_its_row_and_column():
    children = [{"child": "Bé", "on": "2020-01-01"}, {"child": "x" * 101, "on": "2027-01-01"}, {}]
    assert set(faults(children=children)) == {
        "children-1-child",
        "children-1-on",
        "children-2-child",
        "children-2-on",
    }
    assert list(faults(children=[children[0]] * 4)) == ["children"]


def test_one_page_is_checked_without_the_others():
    assert [fault.field for fault in check_page(FORM, {}, 0, on=TODAY)] == ["name", "number", "born_on"]


def test_answers_of_unknown_names_or_hidden_questions_do_no_harm():
    assert faults(stranger="x", spouse="hidden") == {}


CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["child", "on", "x"]), inside),
    max_leaves=6,
)


@CALM
@given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "stranger"]), JSON))
def test_no_answers_however_odd_break_the_check(answers: dict[str, Any]):
    said = check(FORM, answers, on=TODAY)
    assert all(fault.sentence and fault.field for fault in said)
    assert len({fault.field for fault in said}) == len(said)


@CALM
@given(st.dictionaries(st.sampled_from([*SCHEMA["properties"], "children-0-child", "children-1-on"]), st.text()))
@example({"number": "\u0339 \u0334"})  # two marks that change places once the blank between them is gone
def test_no_posted_words_however_odd_break_reading_showing_or_summing_up(words: dict[str, str]):
    answers = read_post(FORM, post(**words))
    check(FORM, answers, on=TODAY)
    summary(FORM, answers, "en")
    assert [view_model(FORM, answers, page=number).number for number in (0, 1)] == [0, 1]
    typed = post(**{name: field.value for name, field in shown_fields(answers).items() if field.value})
    again = read_post(FORM, typed)
    assert {name: again.get(name) for name in typed} == {name: answers[name] for name in typed}


def shown_fields(answers: dict[str, Any]) -> dict[str, Any]:
    pages = [view_model(FORM, answers, page=number) for number in (0, 1)]
    fields = [field for page in pages for section in page.sections for field in section.fields]
    return {field.name: field for field in fields if field.is_shown}


def test_an_unknown_condition_is_refused_and_never_guessed_at():
    odd = {"pages": [{**LAYOUT["pages"][0]}]}
    field = asked("name", show_if={"field": "number", "matches": ".*"})
    odd["pages"][0]["sections"] = [{"id": "x", "title": WORDS, "fields": [PERSON[1], field]}]
    with pytest.raises(UnknownRule):
        check(Definition(SCHEMA, odd), {}, on=TODAY)
    assert "unknown_rule" in [problem.name for problem in lint(SCHEMA, odd)]


def test_a_page_holds_everything_an_input_needs():
    answers = {**GOOD, "born_on": "2001-05-04"}
    page = view_model(FORM, answers, [Fault("born_on", "Sai"), Fault("spouse", "?")], page=0, lang="en")
    name, number, born = page.sections[0].fields
    assert (page.number, page.count, page.is_last) == (0, 2, False)
    assert (name.label, name.value, name.autocomplete, name.required) == ("Label name", "Lò Thị Mai", "name", True)
    assert (number.inputmode, born.inputmode, name.max_length) == ("numeric", "numeric", 100)
    assert (born.value, born.error, born.described_by) == ("04/05/2001", "Sai", "f-born_on-hint f-born_on-error")
    assert page.faults == (("f-born_on", "Sai"),)


def test_a_page_shows_conditional_inputs_for_the_script_and_without_it():
    page = view_model(FORM, {"married": "no"}, page=1, lang="vi")
    fields = {field.name: field for field in page.sections[0].fields}
    assert [choice.is_chosen for choice in fields["married"].choices] == [False, True]
    assert (fields["married"].is_shown, fields["spouse"].is_shown) == (True, False)
    assert '"equals": "yes"' in fields["spouse"].conditions
    assert fields["agree"].conditions == ""


def test_a_table_shows_its_rows_and_a_spare_one_up_to_its_most():
    rows = [{"child": "Bé", "on": "2020-01-31"}]
    page = view_model(FORM, {"children": rows}, [Fault("children-0-on", "Sai")], page=1)
    table = next(field for field in page.sections[0].fields if field.name == "children")
    assert [[cell.value for cell in row] for row in table.rows] == [["Bé", "31/01/2020"], ["", ""]]
    assert table.rows[0][1].error == "Sai"
    assert page.faults == (("f-children-0-on", "Sai"),)
    full = view_model(FORM, {"children": rows * 3}, page=1).sections[0].fields
    assert [len(field.rows) for field in full if field.name == "children"] == [3]


def test_the_summary_reads_as_the_person_would_say_it():
    answers = GOOD | {"income": 1500000, "topics": ["yes", "no"], "children": [{"child": "Bé", "on": "2020-01-31"}]}
    said = {line.label: line.value for line in summary(FORM, answers, "vi")}
    assert said["Nhãn born_on"] == "04/05/2001"
    assert said["Nhãn married"] == "Không"
    assert said["Nhãn income"] == "1.500.000"
    assert said["Nhãn topics"] == "Có; Không"
    assert said["Nhãn children 1: Nhãn on"] == "31/01/2020"
    assert said["Nhãn agree"] == "Có"
    assert "Nhãn spouse" not in said


def test_what_is_known_of_the_applicant_goes_into_the_form():
    known = {"person.full_name": "Lò Thị Mai", "person.number": "", "person.secret": "x"}
    assert prefilled(FORM, known) == {"name": "Lò Thị Mai"}


@pytest.mark.parametrize(
    "text, kept",
    [
        ("25/12/1990", "1990-12-25"),
        ("5.3.1990", "1990-03-05"),
        ("1990-12-25", "1990-12-25"),
        ("29/02/2023", "29/02/2023"),
        ("0/0/2023", "0/0/2023"),
        ("25/12/90", "25/12/90"),
        ("mai", "mai"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, kept: str):
    assert read_date(text) == kept


@pytest.mark.parametrize(
    "text, kept",
    [
        ("12", 12),
        ("1.500.000", 1500000),
        ("1 500 000", 1500000),
        ("85,5", 85.5),
        ("85.5", 85.5),
        ("1.500", 1500),
        ("-3", -3),
        ("1e5", "1e5"),
        ("nan", "nan"),
        ("٣", "٣"),
        ("9" * 40, "9" * 40),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, kept: Any):
    assert read_number(text) == kept


@pytest.mark.parametrize(
    "change, problem",
    [
        ({"schema": {"type": "nonsense"}}, "bad_schema"),
        ({"schema": {"additionalProperties": True}}, "open_schema"),
        ({"schema": {"properties": SCHEMA["properties"] | {"more": TEXT}}}, "never_asked"),
        ({"schema": {"properties": SCHEMA["properties"] | {"name": {"type": "string"}}}}, "no_longest"),
        ({"schema": {"properties": SCHEMA["properties"] | {"name": {"$ref": "http://x.test/s"}}}}, "bad_schema"),
        ({"schema": {"properties": SCHEMA["properties"] | {"married": {"enum": ["yes"]}}}}, "choices_differ"),
        ({"field": asked("name")}, "asked_twice"),
        ({"field": asked("Số-nhà")}, "bad_name"),
        ({"field": asked("name", "magic")}, "bad_layout"),
        ({"field": {"name": "name", "widget": "text", "label": {"vi": "chỉ tiếng Việt"}}}, "bad_layout"),
        ({"field": asked("income2", prefill="person.blood")}, "unknown_prefill"),
        ({"field": asked("income2", "date", not_after="soon")}, "bad_bound"),
        ({"field": asked("income2", show_if={"field": "later", "equals": 1})}, "condition_on_later"),
    ],
)
def test_a_bad_form_is_told_why(change: dict[str, Any], problem: str):
    layout: dict[str, Any] = {"pages": [*LAYOUT["pages"]]}
    if "field" in change:
        layout["pages"].append(
            {"id": "c", "title": WORDS, "sections": [{"id": "s", "title": WORDS, "fields": [change["field"]]}]}
        )
    assert problem in [found.name for found in lint(SCHEMA | change.get("schema", {}), layout)]
