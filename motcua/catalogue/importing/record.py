"""One row → one reading: cleaned, with its doubts; or `Refused` with the one reason why not."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from motcua.catalogue.importing.cleaning import Cleaned, Cleaner
from motcua.catalogue.importing.doubts import doubts_of, lengths_doubted
from motcua.catalogue.importing.reasons import Reason
from motcua.catalogue.models.procedures import WITHDRAWN

LONGEST_NAME = 2000
NATIONAL_CODE = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9]{1,3})*(\.H[0-9]{2})?")
ANY_CODE = re.compile(r"[0-9][0-9A-Za-z._-]{2,39}")
WITHDRAWN_CODE = re.compile(r".*-x[oó]a", re.IGNORECASE)
AROUND = " \t\r\n\v\f\u00a0\u200b\ufeff"
# A row with one of these keys is a full procedure; without any it is an entry of the portal's list.
DETAIL = {"processing_times", "fees", "components", "steps", "conditions", "results", "legal_bases", "decision"}


class Refused(ValueError):
    """The row cannot go in."""

    def __init__(self, reason: Reason, code: str = "") -> None:
        super().__init__(reason.code)
        self.reason = reason
        self.code = code


@dataclass(frozen=True)
class Reading:
    """A cleaned row; `content` has the keys of the data's README §1 (of an entry: those of the list)."""

    line: int
    code: str
    content: dict[str, Any]
    source: dict[str, Any]
    has_detail: bool
    reasons: tuple[Reason, ...]

    @property
    def name(self) -> str:
        return str(self.content["name"])

    @property
    def is_code_sure(self) -> bool:
        """False when the code had to be trimmed: it may then be another procedure's."""
        return Reason("code_trimmed", "code") not in self.reasons

    @property
    def flags(self) -> list[str]:
        return sorted({reason.code for reason in self.reasons})

    @cached_property
    def fingerprint(self) -> str:
        return hashlib.sha256(json.dumps(self.content, sort_keys=True).encode()).hexdigest()


def read(row: Mapping[str, Any], line: int) -> Reading:
    """Clean a row; `Refused` without a usable code and name."""
    cleaner = Cleaner()
    code = _code(row.get("code"), cleaner)
    has_detail = not DETAIL.isdisjoint(row)
    shape = _detail_shape(cleaner) if has_detail else _entry_shape(cleaner)
    name = _name(row.get("name"), code, cleaner)
    content = {"name": name, **{key: clean(row.get(key), key) for key, clean in shape.items()}}
    source = _source(row, cleaner)
    lengths_doubted(content, cleaner)
    if has_detail:
        doubts_of(row, content, source, cleaner)
    elif not (content["executing_agencies"] or content["promulgating_agency"]):
        cleaner.doubt("no_agency")
    return Reading(line, code, content, source, has_detail, tuple(dict.fromkeys(cleaner.reasons)))


def _code(value: Any, cleaner: Cleaner) -> str:
    if value is None or value == "":
        raise Refused(Reason("code_missing", "code"))
    code = value.strip(AROUND) if isinstance(value, str) else ""
    if not ANY_CODE.fullmatch(code) and not WITHDRAWN_CODE.fullmatch(code):
        raise Refused(Reason("code_unreadable", "code"), str(value)[:60])
    if code != value:
        cleaner.doubt("code_trimmed", "code")
    if WITHDRAWN_CODE.fullmatch(code):
        cleaner.doubt(WITHDRAWN, "code")
    elif not NATIONAL_CODE.fullmatch(code):
        cleaner.doubt("code_malformed", "code")
    return code


def _name(value: Any, code: str, cleaner: Cleaner) -> str:
    name = " ".join((cleaner.text(value, "name") or "").split()) if isinstance(value, str) else ""
    if not name:
        raise Refused(Reason("name_missing", "name"), code)
    if len(name) > LONGEST_NAME:
        raise Refused(Reason("name_too_long", "name"), code)
    return name


def _entry_shape(cleaner: Cleaner) -> dict[str, Cleaned]:
    return {
        "fields": cleaner.all_named,
        "executing_agencies": cleaner.all_named,
        "promulgating_agency": cleaner.named,
        "subjects": cleaner.texts,
        "kind": cleaner.text,
        "status_in_portal": cleaner.text,
    }


def _detail_shape(cleaner: Cleaner) -> dict[str, Cleaned]:
    text, number, named = cleaner.text, cleaner.number, cleaner.all_named
    tables: dict[str, dict[str, Cleaned]] = {
        "processing_times": {
            "channel": text, "value": number, "unit": text, "working_days": number, "text": text
        },
        "fees": {
            "channel": text, "kind": text, "amount": number, "currency": text, "amount_vnd": number, "text": text
        },
        "components": {
            "case": text, "name": text, "originals": cleaner.quantity, "copies": cleaner.quantity,
            "forms": cleaner.texts, "code": text,
        },
        "results": {"name": text, "code": text},
        "legal_bases": {"number": text, "title": text, "date": text, "agency": text},
        "cases": {"code": text, "name": text, "value": number, "unit": text},
    }  # fmt: skip
    rows = {key: _table(cleaner, shape) for key, shape in tables.items()}
    decision: dict[str, Cleaned] = {"number": text, "date": text, "agency": text}
    return {
        **_entry_shape(cleaner),
        "level": cleaner.texts,
        "authority_agencies": named,
        "delegated_agencies": named,
        "coordinating_agencies": named,
        "receiving_address": text,
        "channels": cleaner.texts,
        **rows,
        "steps": text,
        "conditions": text,
        "decision": lambda value, where: cleaner.shaped(value, where, decision),
        "service_level": text,
    }


def _table(cleaner: Cleaner, shape: Mapping[str, Cleaned]) -> Cleaned:
    return lambda value, where: cleaner.all_shaped(value, where, shape)


def _source(row: Mapping[str, Any], cleaner: Cleaner) -> dict[str, Any]:
    """Where the row was read, its parser's warnings, and the sections that were not fully parsed."""
    source = row.get("source") if isinstance(row.get("source"), dict) else {}
    raw = row.get("raw") if isinstance(row.get("raw"), dict) else {}
    # The row's own notes are no part of the text: what is odd in them is dropped without a word.
    quiet = Cleaner()
    kept: dict[str, Any] = {str(key)[:40]: quiet.text(value, "") for key, value in (source or {}).items()}
    kept["warnings"] = quiet.texts(row.get("warnings"), "")
    kept["raw"] = {str(key)[:40]: quiet.text(_as_text(value), "") for key, value in (raw or {}).items()}
    return kept


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
