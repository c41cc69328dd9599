"""Conditions as data: is a question asked, given the answers so far?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from motcua.catalogue.eforms.definition import Answers, Definition, Field

# The whole language of conditions: {"field": name, <one of these>: value}.
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "equals": lambda answer, value: bool(answer == value),
    "in": lambda answer, values: answer in values,
    "not_empty": lambda answer, wanted: bool(answer) is wanted,
}


class UnknownRule(ValueError):
    """A condition that nobody can read: the form is refused, never guessed at."""


def operator_of(rule: Mapping[str, Any]) -> str:
    """The one operator of a condition; raises UnknownRule."""
    found = set(rule) - {"field"}
    if "field" not in rule or len(found) != 1 or not found <= OPERATORS.keys():
        raise UnknownRule(f"a condition names a field and one of {', '.join(OPERATORS)}; it says {', '.join(rule)}")
    return found.pop()


def holds(rule: Mapping[str, Any], answers: Answers) -> bool:
    operator = operator_of(rule)
    return OPERATORS[operator](answers.get(rule["field"]), rule[operator])


def shown(definition: Definition, answers: Answers) -> list[Field]:
    """The questions asked; the answer to a hidden question opens nothing."""
    known: Answers = {}
    asked = []
    for field in definition.fields:
        if all(holds(rule, known) for rule in field.conditions):
            asked.append(field)
            if field.name in answers:
                known[field.name] = answers[field.name]
    return asked


def kept(definition: Definition, answers: Answers) -> Answers:
    """The answers to questions that are asked; all others are dropped."""
    names = {field.name for field in shown(definition, answers)}
    return {name: value for name, value in answers.items() if name in names}
