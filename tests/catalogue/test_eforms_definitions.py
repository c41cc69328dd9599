"""The forms shipped with the product: each is sound, in both languages, and can be filled."""

from datetime import date
from typing import Any

import pytest

from motcua.catalogue.eforms.check import check
from motcua.catalogue.eforms.conditions import shown
from motcua.catalogue.eforms.definition import Definition, Field, Widget
from motcua.catalogue.eforms.library import GENERIC, code_for, shipped
from motcua.catalogue.eforms.linting import lint
from motcua.catalogue.eforms.page import view_model
from motcua.catalogue.eforms.summary import summary

TODAY = date(2026, 3, 2)
EXAMPLES = {
    Widget.DATE: "2001-05-04",
    Widget.NUMBER: 2,
    Widget.TEL: "0912345678",
    Widget.EMAIL: "ten@vidu.vn",
    Widget.PERSONAL_NUMBER: "012301000123",
    Widget.COMMUNE: "03105",
}
PATTERNED = {"child_born_at": "07:30", "trade_code": "4711", "organisation_code": "0100109106"}
AHEAD = {"limited_until": "2030-01-01", "wanted_on": "2026-03-05", "visit_on": "2026-03-05"}


def test_each_named_procedure_has_its_own_form_and_any_other_the_generic_one():
    own = ["1.001193", "1.000894", "2.000635", "1.001612", "1.013225", "1.004859", "2.000815"]
    assert len({code_for(code) for code in own} - {GENERIC}) == len(own)
    assert code_for("1.999999") == GENERIC


@pytest.mark.parametrize("code", sorted(shipped()))
def test_a_shipped_form_may_be_published(code: str):
    assert lint(shipped()[code].schema, shipped()[code].layout) == []


@pytest.mark.parametrize("code", sorted(shipped()))
def test_a_shipped_form_can_be_filled_whatever_is_chosen(code: str):
    definition = Definition(shipped()[code].schema, shipped()[code].layout)
    for place in (0, -1):
        answers = filled(definition, place)
        assert check(definition, answers, on=TODAY) == []
        assert all(line.value for line in summary(definition, answers, "en"))


@pytest.mark.parametrize("code", sorted(shipped()))
def test_an_empty_form_tells_every_missing_answer_at_once(code: str):
    definition = Definition(shipped()[code].schema, shipped()[code].layout)
    asked = [field.name for field in shown(definition, {}) if field.is_required]
    assert [fault.field for fault in check(definition, {}, on=TODAY)] == asked
    assert len(asked) > 4


@pytest.mark.parametrize("code", sorted(shipped()))
def test_every_page_of_a_shipped_form_can_be_shown_in_both_languages(code: str):
    definition = Definition(shipped()[code].schema, shipped()[code].layout)
    for number in range(len(definition.pages)):
        vi, en = (view_model(definition, {}, page=number, lang=lang) for lang in ("vi", "en"))
        assert vi.title and en.title
        assert [section.id for section in vi.sections] == [section.id for section in en.sections]


def filled(definition: Definition, place: int) -> dict[str, Any]:
    """Every question answered, choices by their place."""
    answers: dict[str, Any] = {}
    for field in definition.fields:
        if field in shown(definition, answers):
            answers[field.name] = answer(field, place)
    return answers


def answer(field: Field, place: int) -> Any:
    if field.widget is Widget.TABLE:
        return [{column.name: answer(column, place) for column in field.columns}]
    if field.widget is Widget.CHECKBOX and not field.choices:
        return True
    if field.choices:
        chosen = field.choices[place].value
        return [chosen] if field.widget is Widget.CHECKBOX else chosen
    fixed = PATTERNED | AHEAD
    return fixed.get(field.name) or EXAMPLES.get(field.widget, "Bản Nậm Loỏng")
