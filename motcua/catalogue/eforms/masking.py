"""Answers for readers who need not know identity numbers whole (rulebook G.4)."""

from typing import Any

from motcua.catalogue.eforms.definition import Answers, Definition, Field, Widget
from motcua.lib.numbers import mask


def masked(definition: Definition, answers: Answers) -> dict[str, Any]:
    """The same answers with each identity number down to its last three digits, in tables too."""
    return {name: _masked(definition.by_name.get(name), value) for name, value in answers.items()}


def _masked(field: Field | None, value: Any) -> Any:
    if field is None:
        return value
    if field.widget is Widget.PERSONAL_NUMBER:
        return mask(str(value))
    if field.widget is not Widget.TABLE or not isinstance(value, list):
        return value
    columns = {column.name: column for column in field.columns}
    return [{name: _masked(columns.get(name), cell) for name, cell in row.items()} for row in value]
