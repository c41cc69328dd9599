"""What a version officially says, read for showing: the official wording stays, nothing is worked out from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from motcua.catalogue.importing.dates import read_date
from motcua.catalogue.models import ProcedureVersion, ServiceLevel
from motcua.catalogue.passages import Block, blocks
from motcua.catalogue.terms import Channel, Fee, TimeLimit

Term = TypeVar("Term", TimeLimit, Fee)


@dataclass(frozen=True)
class Paper:
    """One line of the list of papers; a note asks for nothing."""

    name: str
    originals: int
    copies: int
    forms: tuple[str, ...]
    code: str
    is_note: bool


@dataclass(frozen=True)
class PaperCase:
    """The papers of one case (trường hợp); `case` "" when the text names none."""

    case: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class LegalBasis:
    number: str
    title: str
    on: date | None
    agency: str


@dataclass(frozen=True)
class PublishingDecision:
    """The decision that published the procedure."""

    number: str
    on: date | None
    agency: str


@dataclass(frozen=True)
class Official:
    """A whole version, in the order in which people ask: who, papers, how long, how much, how, where."""

    code: str
    name: str
    fields: tuple[str, ...]
    subjects: tuple[str, ...]
    levels: tuple[str, ...]
    who: tuple[str, ...]
    competent: tuple[str, ...]
    delegated: tuple[str, ...]
    cooperating: tuple[str, ...]
    where: str
    papers: tuple[PaperCase, ...]
    channels: tuple[Channel, ...]
    steps: tuple[Block, ...]
    conditions: tuple[Block, ...]
    results: tuple[str, ...]
    legal_bases: tuple[LegalBasis, ...]
    decision: PublishingDecision | None
    service_level: str

    @property
    def times(self) -> tuple[TimeLimit, ...]:
        return tuple(time for channel in self.channels for time in channel.times)

    @property
    def fees(self) -> tuple[Fee, ...]:
        return tuple(fee for channel in self.channels for fee in channel.fees)

    @property
    def is_free(self) -> bool:
        """Every published fee is plainly nothing."""
        return bool(self.fees) and all(fee.is_free for fee in self.fees)

    @property
    def level_words(self) -> str:
        names = {
            "BO": _("ministry level"),
            "TINH": _("province level"),
            "XA": _("commune level"),
            "KHAC": _("other agencies"),
        }
        return ", ".join(names.get(level, level) for level in self.levels)

    @property
    def service_level_words(self) -> str:
        return str(ServiceLevel(self.service_level).label)


def official(version: ProcedureVersion) -> Official:
    """Read a version for its page; survives whatever the import let in. `version.procedure` is read too."""
    content: Mapping[str, Any] = version.content
    return Official(
        code=version.procedure.code,
        name=version.name,
        fields=_names(content, "fields"),
        subjects=tuple(_rows(content, "subjects")),
        levels=tuple(_rows(content, "level")),
        who=_names(content, "executing_agencies"),
        competent=_names(content, "authority_agencies"),
        delegated=_names(content, "delegated_agencies"),
        cooperating=_names(content, "coordinating_agencies"),
        where=content.get("receiving_address") or "",
        papers=_papers(_rows(content, "components")),
        channels=_channels(content),
        steps=blocks(content.get("steps")),
        conditions=blocks(content.get("conditions")),
        results=tuple(dict.fromkeys(_names(content, "results"))),
        legal_bases=tuple(_legal_basis(act) for act in _rows(content, "legal_bases")),
        decision=_decision(content.get("decision")),
        service_level=version.procedure.service_level,
    )


def _rows(content: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = content.get(key)
    return value if isinstance(value, list) else []


def _names(content: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(item["name"] for item in _rows(content, key) if item.get("name"))


def _channels(content: Mapping[str, Any]) -> tuple[Channel, ...]:
    """The ways that the text names, in its order, then those only a time or a fee names."""
    times = [_time(row) for row in _rows(content, "processing_times")]
    fees = [_fee(row) for row in _rows(content, "fees")]
    named = [*_rows(content, "channels"), *(time.channel for time in times), *(fee.channel for fee in fees)]
    codes = dict.fromkeys(named)
    return tuple(Channel(code, _of(times, code), _of(fees, code)) for code in codes)


def _of(parts: Iterable[Term], code: str) -> tuple[Term, ...]:
    # The portal repeats a row once per case without naming the case: the same row twice says nothing more.
    return tuple(dict.fromkeys(part for part in parts if part.channel == code))


def _time(row: Mapping[str, Any]) -> TimeLimit:
    return TimeLimit(row.get("channel") or "", row.get("value"), row.get("unit") or "", row.get("text") or "")


def _fee(row: Mapping[str, Any]) -> Fee:
    texts = (row.get("channel") or "", row.get("kind") or "")
    return Fee(*texts, row.get("amount"), row.get("currency") or "", row.get("text") or "")


def _papers(rows: Sequence[Mapping[str, Any]]) -> tuple[PaperCase, ...]:
    cases: dict[str, list[Paper]] = {}
    for row in rows:
        if row.get("name") or row.get("forms"):
            cases.setdefault(row.get("case") or "", []).append(_paper(row))
    return tuple(PaperCase(case, tuple(papers)) for case, papers in cases.items())


def _paper(row: Mapping[str, Any]) -> Paper:
    originals, copies = row.get("originals"), row.get("copies")
    return Paper(
        name=row.get("name") or "",
        originals=originals or 0,
        copies=copies or 0,
        forms=tuple(row.get("forms") or ()),
        code=row.get("code") or "",
        is_note=originals == 0 and copies == 0,
    )


def _legal_basis(act: Mapping[str, Any]) -> LegalBasis:
    number, title = act.get("number") or "", act.get("title") or ""
    return LegalBasis(number, title, read_date(act.get("date")), act.get("agency") or "")


def _decision(value: Mapping[str, Any] | None) -> PublishingDecision | None:
    if not value or not (value.get("number") or value.get("date")):
        return None
    return PublishingDecision(value.get("number") or "", read_date(value.get("date")), value.get("agency") or "")
