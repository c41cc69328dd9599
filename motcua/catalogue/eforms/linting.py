"""The linter of forms: what keeps a schema and its layout from being published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import jsonschema_rs
from django.utils.translation import gettext as _

from motcua.catalogue.drawn import Problem
from motcua.catalogue.eforms.conditions import UnknownRule, operator_of
from motcua.catalogue.eforms.definition import LONGEST_TEXT, Definition, Field, Widget
from motcua.catalogue.eforms.prefilling import SOURCES

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")  # "-" parts table, row and column in the page
CHOOSING = frozenset({Widget.SELECT, Widget.RADIO})
LAYOUT = {  # the shape of a layout, itself a schema
    "type": "object",
    "required": ["pages"],
    "properties": {"pages": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/page"}}},
    "additionalProperties": False,
    "$defs": {
        "words": {
            "type": "object",
            "required": ["vi", "en"],
            "additionalProperties": False,
            "properties": {"vi": {"type": "string", "minLength": 1}, "en": {"type": "string", "minLength": 1}},
        },
        "conditions": {"type": ["object", "array"]},
        "page": {
            "type": "object",
            "required": ["id", "title", "sections"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string"},
                "title": {"$ref": "#/$defs/words"},
                "sections": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/section"}},
            },
        },
        "section": {
            "type": "object",
            "required": ["id", "title", "fields"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string"},
                "title": {"$ref": "#/$defs/words"},
                "intro": {"$ref": "#/$defs/words"},
                "show_if": {"$ref": "#/$defs/conditions"},
                "fields": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/field"}},
            },
        },
        "field": {
            "type": "object",
            "required": ["name", "widget", "label"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "widget": {"enum": [widget.value for widget in Widget]},
                "label": {"$ref": "#/$defs/words"},
                "hint": {"$ref": "#/$defs/words"},
                "why": {"$ref": "#/$defs/words"},
                "expected": {"$ref": "#/$defs/words"},
                "width": {"enum": ["short", "medium", "long"]},
                "autocomplete": {"type": "string"},
                "prefill": {"type": "string"},
                "not_before": {"type": "string"},
                "not_after": {"type": "string"},
                "show_if": {"$ref": "#/$defs/conditions"},
                "choices": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/choice"}},
                "columns": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/field"}},
            },
        },
        "choice": {
            "type": "object",
            "required": ["value", "label"],
            "additionalProperties": False,
            "properties": {"value": {"type": "string", "minLength": 1}, "label": {"$ref": "#/$defs/words"}},
        },
    },
}


def lint(schema: Mapping[str, Any], layout: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with a form; empty when it may be published."""
    shape = list(_schema(schema)) + list(_shape(layout))
    if shape:
        return shape
    definition = Definition(schema, layout)
    return [problem for rule in RULES for problem in rule(definition)]


def _schema(schema: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        jsonschema_rs.Draft202012Validator(dict(schema), offline=True)
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError) as error:
        yield Problem("bad_schema", _("The schema is not a valid JSON Schema 2020-12: %(error)s") % {"error": error})
        return
    if schema.get("type") != "object" or schema.get("additionalProperties") is not False:
        yield Problem("open_schema", _("The schema must describe one object and refuse unknown answers."))
    if "$ref" in str(schema):
        yield Problem("reference", _("The schema must be whole in itself, without references."))


def _shape(layout: Mapping[str, Any]) -> Iterator[Problem]:
    for error in jsonschema_rs.Draft202012Validator(LAYOUT, offline=True).iter_errors(dict(layout)):
        place = " → ".join(str(part) for part in error.instance_path)
        yield Problem("bad_layout", _("Layout, %(place)s: %(error)s") % {"place": place, "error": error.message})


def _names(definition: Definition) -> Iterator[Problem]:
    names = Counter(field.name for field in definition.fields)
    for name, times in names.items():
        if times > 1:
            yield _about("asked_twice", _("“%(name)s” is asked twice."), name)
        if not NAME.fullmatch(name):
            yield _about("bad_name", _("“%(name)s” is not a name: small letters, digits and _ only."), name)
    for name in set(definition.schema.get("properties", {})) - names.keys():
        yield _about("never_asked", _("The schema has “%(name)s”, which no page asks for."), name)


def _rules(definition: Definition) -> Iterator[Problem]:
    for field in _everywhere(definition):
        if not field.rule:
            yield _about("no_rule", _("The schema says nothing about “%(name)s”."), field.name)
        elif field.rule.get("type") == "string" and not _is_bounded(field.rule):
            yield _about("no_longest", _("“%(name)s” needs a greatest length (maxLength)."), field.name)
        if field.widget is Widget.TABLE and not (field.columns and "maxItems" in field.rule):
            yield _about(
                "bad_table", _("The table “%(name)s” needs columns and a greatest number of rows."), field.name
            )


def _choices(definition: Definition) -> Iterator[Problem]:
    for field in _everywhere(definition):
        offered = [choice.value for choice in field.choices]
        allowed = field.rule.get("enum") or field.rule.get("items", {}).get("enum", [])
        is_choosing = field.widget in CHOOSING or (field.widget is Widget.CHECKBOX and offered)
        if is_choosing and (not offered or sorted(offered) != sorted(allowed)):
            yield _about("choices_differ", _("The choices of “%(name)s” are not those of the schema."), field.name)


def _conditions(definition: Definition) -> Iterator[Problem]:
    known: set[str] = set()
    for field in definition.fields:
        for rule in field.conditions:
            try:
                operator_of(rule)
            except UnknownRule:
                yield _about("unknown_rule", _("The condition of “%(name)s” is not understood."), field.name)
                continue
            if rule["field"] not in known:
                yield _about(
                    "condition_on_later", _("The condition of “%(name)s” needs an earlier question."), field.name
                )
        known.add(field.name)


def _details(definition: Definition) -> Iterator[Problem]:
    for field in _everywhere(definition):
        if field.layout.get("prefill", "person.full_name") not in SOURCES:
            yield _about("unknown_prefill", _("“%(name)s” is prefilled from an unknown place."), field.name)
        for bound in ("not_before", "not_after"):
            if not _is_bound(field.layout.get(bound, "today")):
                yield _about("bad_bound", _("The date bound of “%(name)s” is neither a date nor today."), field.name)


def _everywhere(definition: Definition) -> Iterator[Field]:
    for field in definition.fields:
        yield field
        yield from field.columns


def _is_bounded(rule: Mapping[str, Any]) -> bool:
    if {"enum", "pattern"} & rule.keys() and "maxLength" not in rule:
        return "enum" in rule or bool(re.fullmatch(r"\^[^*+]*\$", rule["pattern"]))
    return rule.get("format") == "date" or 0 < rule.get("maxLength", 0) <= LONGEST_TEXT


def _is_bound(text: str) -> bool:
    try:
        return text == "today" or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _about(name: str, sentence: str, field: str) -> Problem:
    return Problem(name, sentence % {"name": field})


RULES = (_names, _rules, _choices, _conditions, _details)
