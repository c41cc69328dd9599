"""A sample procedure in the shape of the published catalogue, for the import to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CHANNELS = {"in_person": "DIRECT", "online": "ONLINE", "postal": "POSTAL"}
UNITS = {"working_day": "WORKING_DAY", "calendar_day": "DAY", "working_hour": "HOUR"}
LEVELS = {"toan_trinh": "TOAN_TRINH", "mot_phan": "MOT_PHAN"}
SUBJECTS = {"citizen": "Công dân Việt Nam", "organisation": "Tổ chức (không bao gồm doanh nghiệp, HTX)"}
CASES = {  # conditions of papers, as the published texts word them
    "when filed by an authorised person; need not be certified if that person is a grandparent, parent, child, "
    "spouse or sibling": (
        "Trường hợp ủy quyền thực hiện thủ tục (không phải chứng thực nếu người được ủy quyền là ông, bà, cha, mẹ, "
        "con, vợ, chồng, anh, chị, em ruột)"
    ),
    "only when the data cannot be fetched with the personal identification number; never kept": (
        "Trường hợp không khai thác được dữ liệu bằng số định danh cá nhân (giấy tờ xuất trình)"
    ),
    "only when residence data cannot be fetched": (
        "Trường hợp không khai thác được dữ liệu về cư trú (giấy tờ xuất trình)"
    ),
    "when an agency or organisation asks": "Trường hợp cơ quan, tổ chức đề nghị",
    "neighbouring works": "Trường hợp có công trình liền kề",
}


def as_published(sample: Mapping[str, Any]) -> dict[str, Any]:
    """The row of the published catalogue that says the same."""
    channels = [CHANNELS[way["channel"]] for way in sample["channels"]]
    return {
        "code": sample["code"],
        "name": sample["name"],
        "field": sample["field"]["name"],
        "fields": [sample["field"]],
        "level": [level.upper() for level in sample["levels"]],
        "kind": "STANDARD",
        "status_in_portal": None,
        "promulgating_agency": {"code": None, "name": sample["ministry"]},
        "executing_agencies": [sample["competent"]],
        "authority_agencies": [sample["competent"]],
        "delegated_agencies": [],
        "coordinating_agencies": sample["linked_agencies"],
        "receiving_address": "; ".join(sample["receiving"]),
        "subjects": [SUBJECTS[each] for each in sample["applicants"]],
        "channels": channels,
        "processing_times": [_time(channel, sample["time"]) for channel in channels],
        "fees": [
            _fee(channel, sample["fee"]["kind"], item) for channel in channels for item in sample["fee"]["items"]
        ],
        "components": [_component(part) for part in sample["components"]],
        "steps": None,
        "conditions": None,
        "results": [{"name": result["name"], "code": result["code"]} for result in sample["results"]],
        "legal_bases": [
            {"number": None, "title": title, "date": None, "agency": None} for title in sample["legal_basis"]
        ],
        "decision": {"number": sample["publication_decision"], "date": None, "agency": sample["ministry"]},
        "service_level": _service_level(sample),
        "cases": [],
        "source": {"form": "sample", "portal_updated": sample["version"]["effective_from"]},
        "warnings": [],
    }


def _time(channel: str, time: Mapping[str, Any]) -> dict[str, Any]:
    unit = UNITS[time["unit"]]
    days = time["value"] if unit == "WORKING_DAY" else None
    return {"channel": channel, "value": time["value"], "unit": unit, "working_days": days, "text": None}


def _fee(channel: str, kind: str, item: Mapping[str, Any]) -> dict[str, Any]:
    amount = item.get("amount")
    return {
        "channel": channel,
        "kind": "FEE" if "phi" in kind else None,
        "amount": amount,
        "currency": "VND" if amount is not None else None,
        "amount_vnd": amount,
        "text": item.get("set_by") and f"Theo quy định của {item['set_by']}",
    }


def _component(part: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "case": CASES.get(part["condition"]),
        "name": part["name"],
        "originals": part["originals"],
        "copies": part["copies"],
        "forms": [],
        "code": None,
    }


def _service_level(sample: Mapping[str, Any]) -> str | None:
    online = [way.get("service_level") for way in sample["channels"] if way["channel"] == "online"]
    return LEVELS.get(online[0] or "") if online else "CHI_TRUC_TIEP"
