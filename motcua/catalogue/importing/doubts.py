"""What an administrator should look at in a published text; nothing is corrected (data README §1, rulebook J-18)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from motcua.catalogue.importing.cleaning import Cleaner
from motcua.catalogue.importing.dates import read_date

SMALLEST_FEE = 1000  # đồng; real fees are whole thousands
COUNTED_UNITS = {"WORKING_DAY", "DAY", "HOUR", "MONTH"}
SECTIONS = ("processing_times", "fees", "components", "steps", "results", "legal_bases")
KNOWN = {
    "kind": {"STANDARD", "SPECIFIC", "STANDARD_INTERNAL"},
    "service_level": {"TOAN_TRINH", "MOT_PHAN", "CHI_TRUC_TIEP"},
}


def doubts_of(
    row: Mapping[str, Any], content: Mapping[str, Any], source: Mapping[str, Any], cleaner: Cleaner
) -> None:
    """Note every doubt about a full procedure."""
    for section in SECTIONS:
        if row.get(section) is None:
            cleaner.doubt("section_missing", section)
    for key, known in KNOWN.items():
        if content[key] and content[key] not in known:
            cleaner.doubt("value_unknown", key)
    if source["warnings"]:
        cleaner.doubt("parsed_with_doubt", ", ".join(source["warnings"])[:200])
    _about_who_and_when(content, cleaner)
    _about_times(content["processing_times"], cleaner)
    _about_fees(content["fees"], cleaner)
    for no, component in enumerate(content["components"]):
        if not component["name"]:
            cleaner.doubt("component_without_name", f"components[{no}]")


LENGTHS = {"fields": 300, "executing_agencies": 500, "subjects": 200, "level": 20, "kind": 40, "status_in_portal": 40}


def lengths_doubted(content: Mapping[str, Any], cleaner: Cleaner) -> None:
    """Names too long for the columns that procedures are found by."""
    for key, length in LENGTHS.items():
        values = content.get(key) or []
        for value in values if isinstance(values, list) else [values]:
            if len(value["name"] if isinstance(value, dict) else value) > length:
                cleaner.doubt("value_cut", key)


def _about_who_and_when(content: Mapping[str, Any], cleaner: Cleaner) -> None:
    if not content["executing_agencies"]:
        cleaner.doubt("no_executing_agency", "executing_agencies")
    if not content["fields"]:
        cleaner.doubt("no_field", "fields")
    stated = (content["decision"] or {}).get("date")
    if stated and read_date(stated) is None:
        cleaner.doubt("date_unreadable", "decision.date")


def _about_times(times: list[dict[str, Any]], cleaner: Cleaner) -> None:
    if not times:
        cleaner.doubt("time_limit_missing", "processing_times")
    for no, time in enumerate(times):
        if not is_countable(time):
            cleaner.doubt("time_limit_not_usable", f"processing_times[{no}]")


def is_countable(time: Mapping[str, Any]) -> bool:
    """A limit that a clock could use: a number above 0 of a known unit."""
    return time["unit"] in COUNTED_UNITS and (time["value"] or 0) > 0


def _about_fees(fees: list[dict[str, Any]], cleaner: Cleaner) -> None:
    for no, fee in enumerate(fees):
        amount, currency = fee["amount"], fee["currency"]
        if amount is None and not fee["text"]:
            cleaner.doubt("fee_amount_not_stated", f"fees[{no}]")
        elif amount and currency is None:
            cleaner.doubt("fee_currency_not_stated", f"fees[{no}]")
        elif amount and currency == "VND" and amount < SMALLEST_FEE:
            cleaner.doubt("fee_suspiciously_small", f"fees[{no}]")
