"""Rows as the portal's readers write them; a test states only what matters to it."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.catalogue.importing import import_file

NOON = datetime.fromisoformat("2026-11-20T12:00:00+07:00")
NEWER = {"form": "portal-api-json", "portal_updated": "2026-06-22", "retrieved": "2026-07-18"}
OLDER = {"form": "portal-page-text", "portal_updated": None, "retrieved": "2026-07"}


def time(**facts: Any) -> dict[str, Any]:
    return {"channel": "DIRECT", "value": 5, "unit": "WORKING_DAY", "working_days": 5, "text": None, **facts}


def fee(**facts: Any) -> dict[str, Any]:
    defaults = {"channel": "DIRECT", "kind": "FEE", "amount": 8000, "currency": "VND", "amount_vnd": None}
    return {**defaults, "text": "8.000 đồng/bản sao", **facts}


def paper(**facts: Any) -> dict[str, Any]:
    return {"case": None, "name": "Tờ khai", "originals": 1, "copies": 0, "forms": [], "code": None, **facts}


def procedure(**facts: Any) -> dict[str, Any]:
    return {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "field": "Hộ tịch",
        "fields": [{"code": "G15-TP07", "name": "Hộ tịch"}],
        "level": ["XA"],
        "kind": "STANDARD",
        "status_in_portal": "UPDATED",
        "promulgating_agency": {"code": None, "name": "Bộ Tư pháp"},
        "executing_agencies": ["Ủy ban nhân dân cấp xã"],
        "authority_agencies": [],
        "delegated_agencies": [],
        "coordinating_agencies": ["Công an cấp xã", "Bảo hiểm xã hội"],
        "receiving_address": None,
        "subjects": ["Công dân Việt Nam", "Người nước ngoài"],
        "channels": ["DIRECT", "ONLINE"],
        "processing_times": [time(), time(channel="ONLINE")],
        "fees": [fee(), fee(channel="ONLINE", amount=4000, text="4.000 đồng/bản sao")],
        "components": [paper(), paper(name="Giấy chứng sinh"), paper(name="Giấy tờ phải nộp:", originals=0)],
        "steps": "Bước 1: Nộp hồ sơ.\nBước 2: Trong 05 ngày, nhận kết quả.",
        "conditions": "Không quá 60 ngày kể từ ngày sinh",
        "results": [{"name": "Giấy khai sinh", "code": "KQ.G15.000031"}],
        "legal_bases": [
            {"number": "60/2014/QH13", "title": "Luật Hộ tịch", "date": None, "agency": "Quốc hội"},
            {"number": "123/2015/NĐ-CP", "title": "Nghị định", "date": None, "agency": "Chính phủ"},
        ],
        "decision": {"number": "163/QĐ-BTP", "date": "2026-01-16", "agency": "Bộ Tư pháp"},
        "service_level": "MOT_PHAN",
        "cases": [],
        "source": dict(NEWER),
        "warnings": [],
        **facts,
    }


def entry(**facts: Any) -> dict[str, Any]:
    return {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "fields": ["Hộ tịch"],
        "executing_agencies": ["Ủy ban nhân dân cấp xã"],
        "promulgating_agency": "Bộ Tư pháp",
        "subjects": ["Công dân Việt Nam"],
        "kind": "STANDARD",
        "status_in_portal": "ACTIVE",
        "portal_id": "019f6f67",
        "has_detail": False,
        **facts,
    }


def import_rows(folder: Path, rows: Iterable[Mapping[str, Any] | str], **options: Any) -> dict[str, Any]:
    """Import rows (or raw lines); the report: {"rows", "counts", "stopped"}."""
    path, report = folder / "rows.jsonl", folder / "report.json"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    import_file(path, at=NOON, report=report, **options)
    return dict(json.loads(report.read_text()))


def outcomes(report: Mapping[str, Any]) -> list[str]:
    return [row["outcome"] for row in report["rows"]]
