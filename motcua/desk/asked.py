"""A work list as its address says it: read forgivingly, written back the same, so that it can be kept and shared."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from motcua.catalogue.models import StepKind
from motcua.dossiers.statuses import RUNNING
from motcua.dossiers.worklist import Day, Filters, Lane

NOBODY = "nobody"  # in place of an officer: what nobody has taken yet
LONGEST_WORDS = 200


def filters_of(query: Mapping[str, str]) -> Filters:
    """The filters of an address; what makes no sense there is left out."""
    officer, status, kind = query.get("officer", ""), _number(query.get("status", "")), query.get("step", "")
    return Filters(
        lane=_lane(query.get("lane", "")),
        words=_text(query, "words", LONGEST_WORDS),
        procedure_code=_text(query, "procedure", 60),
        status=status if status in RUNNING else None,
        step_kind=kind if kind in StepKind.values else "",
        body_id=_number(query.get("body", "")),
        officer_id=_number(officer),
        is_untaken=officer == NOBODY,
        due=_day(query.get("due", "")),
        after=_place(query.get("after", "")),
    )


def filters_in(address: str) -> Filters | None:
    """The filters that a dossier's page carries along, or None when it was not opened from a list."""
    return filters_of(QueryDict(address[:2000])) if address else None


def tidied(address: str) -> str:
    """The address of a list as we would write it ourselves, or nothing."""
    filters = filters_in(address)
    return address_of(filters) if filters else ""


def address_of(filters: Filters, **changed: Any) -> str:
    """The query of the list, always with its lane; `changed` are fields of `Filters`."""
    filters = replace(filters, **{"after": None} | changed)
    officer = NOBODY if filters.is_untaken else filters.officer_id
    said = {
        "lane": filters.lane.value,
        "words": filters.words,
        "procedure": filters.procedure_code,
        "status": filters.status,
        "step": filters.step_kind,
        "body": filters.body_id,
        "officer": officer,
        "due": filters.due,
        "after": _mark(filters.after) if filters.after else "",
    }
    return urlencode({name: value for name, value in said.items() if value not in ("", None)})


def _text(query: Mapping[str, str], name: str, most: int) -> str:
    """What was typed, without the one character that the database refuses."""
    return query.get(name, "").replace("\x00", "").strip()[:most]


def _lane(text: str) -> Lane:
    return next((lane for lane in Lane if lane.value == text), Lane.NOW)


def _day(text: str) -> str:
    return text if text in set(Day) else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _mark(place: tuple[datetime, int]) -> str:
    """Where the next page begins, as a word nobody needs to read."""
    due_at, pk = place
    return base64.urlsafe_b64encode(f"{due_at.isoformat()}|{pk}".encode()).decode().rstrip("=")


def _place(mark: str) -> tuple[datetime, int] | None:
    try:
        due_at, _, pk = base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4)).decode().partition("|")
        moment, number = datetime.fromisoformat(due_at), _number(pk)
    except (ValueError, binascii.Error):
        return None
    return (moment, number) if number is not None and moment.tzinfo else None
