"""What changed from one version of a text to the next, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

PARTS = ("name", "number", "title", "case", "text", "value", "unit", "amount", "currency", "channel", "date")
LONGEST = 600  # characters of one value; the whole text is in the version itself


@dataclass(frozen=True)
class Change:
    """One part of the text: what came and what went, each as lines."""

    what: str
    removed: Sequence[str]
    added: Sequence[str]


def changes_in_words(changes: Iterable[Mapping[str, Any]]) -> list[Change]:
    """The stored changes (`ProcedureVersion.changes`) as people read them."""
    return [
        Change(
            _name(change.get("what", "")),
            _lines(change.get("removed", change.get("before"))),
            _lines(change.get("added", change.get("after"))),
        )
        for change in changes
    ]


def _name(what: str) -> str:
    names = {
        "name": _("Name"),
        "receiving_address": _("Where to file"),
        "steps": _("How it goes"),
        "conditions": _("Conditions"),
        "fees": _("Fees"),
        "fees.currency": _("Currency of a fee"),
        "fees.kind": _("Kind of a fee"),
        "processing_times": _("Time limits"),
        "components": _("Papers"),
        "results": _("Results"),
        "subjects": _("Who may apply"),
        "channels": _("Ways to file"),
        "cases": _("Cases"),
        "level": _("Level"),
        "fields": _("Field"),
        "executing_agencies": _("Agencies that carry it out"),
        "authority_agencies": _("Agencies that decide"),
        "delegated_agencies": _("Agencies it is delegated to"),
        "coordinating_agencies": _("Agencies that cooperate"),
        "legal_bases": _("Legal basis"),
    }
    return names.get(what, what)


def _lines(value: Any) -> list[str]:
    if value in (None, "", []):
        return []
    return [_said(item) for item in value] if isinstance(value, list) else [_said(value)]


def _said(item: Any) -> str:
    if isinstance(item, Mapping):
        item = " · ".join(str(item[part]) for part in PARTS if item.get(part) not in (None, "", []))
    text = str(item)
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text
