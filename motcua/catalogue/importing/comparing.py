"""What really changed between two readings of a procedure: its rules, not their spelling (adr/0007)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.importing.doubts import is_countable

Change = dict[str, Any]
Row = Mapping[str, Any]
Key = Callable[[Any], Hashable]
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^\w%‰<>=≤≥±$€°]+(?=\d)")
_NOT_SAID = re.compile(r"[^\w%‰<>=≤≥±$€°·]+")

TEXTS = ("name", "receiving_address")
PASSAGES = ("steps", "conditions")
# The portal's page text and its JSON name agencies and levels differently for the same state of the procedure,
# so a difference in these says something only between two readings of the same form.
ONE_FORM_ONLY = (
    "fields", "level", "executing_agencies", "authority_agencies", "delegated_agencies", "coordinating_agencies",
    "receiving_address", "cases",
)  # fmt: skip
# Facts about the publication, not rules for anybody: they follow the latest reading without a new version.
NOT_RULES = ("decision", "service_level", "kind", "status_in_portal", "promulgating_agency")


@dataclass(frozen=True)
class Difference:
    """`changes` alter rules and make a version; `notes` are facts about the publication that moved on."""

    changes: list[Change]
    notes: list[Change]


def said(value: Any) -> str:
    """What a text says: its letters, digits and signs that count; blanks, case, marks and spelling form aside.

    "10.000 đồng" and "10 000  ĐỒNG" are the same; "1,5" and "15", "< 5" and "> 5" are not.
    """
    text = unicodedata.normalize("NFC", str(value or "")).casefold()
    return _NOT_SAID.sub("", _BETWEEN_DIGITS.sub("·", text))


def compare(old: Row, new: Row, *, same_form: bool) -> Difference:
    """Both cleaned contents; `same_form` says that the same kind of source was read."""
    changes = []
    for what, differing in RULES.items():
        if same_form or (what not in ONE_FORM_ONLY and old.get(what) and new.get(what)):
            changes += differing(what, old.get(what), new.get(what))
    changes += _legal_bases(old.get("legal_bases") or [], new.get("legal_bases") or [], same_form=same_form)
    return Difference(changes, _notes(old, new))


def listing_changes(old: Row, new: Row) -> list[Change]:
    """What changed in an entry of the portal's list."""
    return [change for what in old for change in _differing(what, old[what], new.get(what))]


def _differing(what: str, old: Any, new: Any) -> list[Change]:
    if isinstance(old, list):
        return _rows(said)(what, old, new or [])
    return _text(what, old, new)


def _text(what: str, old: Any, new: Any) -> list[Change]:
    return [] if said(old) == said(new) else [{"what": what, "before": old, "after": new}]


def _passages(what: str, old: str | None, new: str | None) -> list[Change]:
    """A long text: which of its lines came and went."""
    if said(old) == said(new):
        return []
    return _listed(what, (old or "").split("\n"), (new or "").split("\n"), said) or _text(what, old, new)


def _rows(key: Key) -> Callable[[str, Any, Any], list[Change]]:
    return lambda what, old, new: _listed(what, old or [], new or [], key)


def _listed(what: str, old: Iterable[Any], new: Iterable[Any], key: Key) -> list[Change]:
    before, after = {key(item): item for item in old}, {key(item): item for item in new}
    removed = [item for mark, item in before.items() if mark not in after]
    added = [item for mark, item in after.items() if mark not in before]
    return [{"what": what, "added": added, "removed": removed}] if added or removed else []


def _named(item: Any) -> str:
    return said(item["name"] if isinstance(item, Mapping) else item)


def _time(time: Row) -> Hashable:
    # "0 OTHER" and no limit at all are two ways to publish that only the words count.
    value = (time["value"], time["unit"]) if is_countable(time) else (time["value"] or None, None)
    return time["channel"], *value, said(time["text"])


def _component(component: Row) -> Hashable:
    # A page prints name, form names and quantity one after the other and readers cut them differently
    # ("… Việt Nam 2" + 1 or "… Việt Nam" + 21): what is printed is compared, not where it was cut.
    printed = said(component["name"]) + "".join(sorted(map(said, component["forms"])))
    return said(component["case"]), f"{printed}{component['originals']}", component["copies"]


def _fees(what: str, old: list[Row] | None, new: list[Row] | None) -> list[Change]:
    """Rows by channel, amount and words; kind and currency count where both readings state one."""
    changes = _listed(what, old or [], new or [], _fee)
    before, after = _stated_by_fee(old or []), _stated_by_fee(new or [])
    for key in before.keys() & after.keys():
        for part in ("currency", "kind"):
            if before[key][part] and after[key][part] and before[key][part] != after[key][part]:
                was, now = (", ".join(sorted(known[key][part])) for known in (before, after))
                changes.append({"what": f"{what}.{part}", "before": was, "after": now})
    return sorted(changes, key=str)


def _fee(fee: Row) -> tuple[Any, ...]:
    return fee["channel"], fee["amount"], said(fee["text"])


def _stated_by_fee(fees: Iterable[Row]) -> dict[Hashable, dict[str, set[str]]]:
    stated: dict[Hashable, dict[str, set[str]]] = {}
    for fee in fees:
        parts = stated.setdefault(_fee(fee), {"currency": set(), "kind": set()})
        if fee["amount"]:  # nothing has no currency
            parts["currency"] |= {fee["currency"]} - {None}
        parts["kind"] |= {fee["kind"]} - {None}
    return stated


def _legal_bases(old: list[Row], new: list[Row], *, same_form: bool) -> list[Change]:
    """By number; between two forms, a number that the other has within a title was only parsed elsewhere."""
    if same_form:
        return _listed("legal_bases", old, new, _act)
    before, after = _all_said(old), _all_said(new)
    removed = [act for act in old if not _is_mentioned(act, after)]
    added = [act for act in new if not _is_mentioned(act, before)]
    return [{"what": "legal_bases", "added": added, "removed": removed}] if added or removed else []


def _act(act: Row) -> str:
    return said(act["number"] or act["title"])


def _all_said(acts: Iterable[Row]) -> str:
    return " ".join(f"{said(act['number'])} {said(act['title'])}" for act in acts)


def _is_mentioned(act: Row, elsewhere: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(_act(act))}", elsewhere) is not None


def settled(old: Row, new: Row) -> dict[str, Any]:
    """The stored content after a newer reading of the same rules: facts of publication move on, gaps are filled."""
    content = dict(old)
    for what, value in new.items():
        if what in NOT_RULES:
            content[what] = _merged(old.get(what), value)
        elif not old.get(what):
            content[what] = value
    return content


def _merged(old: Any, new: Any) -> Any:
    """The newer value; what it leaves out of the same decision or agency is kept."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and _label(old) == _label(new):
        return {**old, **{key: value for key, value in new.items() if value}}
    return new or old


def _label(thing: Any) -> str:
    """What a decision, an agency or a word is known by."""
    return said(thing.get("number") or thing.get("name")) if isinstance(thing, Mapping) else said(thing)


def _notes(old: Row, new: Row) -> list[Change]:
    return [
        {"what": what, "before": old[what], "after": new[what]}
        for what in NOT_RULES
        if old.get(what) and new.get(what) and _label(old[what]) != _label(new[what])
    ]


def _case(case: Row) -> Hashable:
    return said(case["name"]), case["value"], case["unit"]


RULES: dict[str, Callable[[str, Any, Any], list[Change]]] = {
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(PASSAGES, _passages),
    "fees": _fees,
    "processing_times": _rows(_time),
    "components": _rows(_component),
    "results": _rows(_named),
    "subjects": _rows(said),
    "channels": _rows(said),
    "cases": _rows(_case),
    "level": _rows(said),
    **{what: _rows(_named) for what in ONE_FORM_ONLY if what.endswith("agencies") or what == "fields"},
}
