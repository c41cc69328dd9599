"""Loads provinces, communes, the units of before 01/07/2025 and what became of each (19/2025/QĐ-TTg)."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from motcua.directory.models import (
    Commune,
    OldCommune,
    OldDistrict,
    OldProvince,
    PlaceName,
    PlaceSuccession,
    Province,
)
from motcua.lib.text import fold

FILE = Path(__file__).resolve().parents[1] / "data" / "admin-units.jsonl.gz"
Record = dict[str, Any]
_BATCH = 5000


@dataclass(frozen=True)
class Counts:
    """Rows in the tables after the import; pairs that only one source gives are kept out."""

    provinces: int
    communes: int
    names: int
    old_provinces: int
    old_districts: int
    old_communes: int
    successions: int
    kept_out: int


@transaction.atomic
def import_places(file: Path = FILE) -> Counts:
    """Add what is new and update what has changed; KeyError for another shape of file."""
    records = _records(file)
    _save(Province, [Province(**_unit(row)) for row in records["province"]], ["code"])
    _save_communes(records["commune"])
    _save_names(records)
    _save_old(records)
    _save_successions(records["mapping"])
    _analyse()
    return _counts(len(records["mapping_disputed"]))


def _records(file: Path) -> dict[str, list[Record]]:
    records: dict[str, list[Record]] = defaultdict(list)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            records[record["record"]].append(record)
    return records


def _save(model: type[models.Model], rows: list[Any], key: list[str]) -> None:
    """Insert, or update by the key."""
    others = [field.name for field in model._meta.concrete_fields if field.name not in {"id", *key}]
    model._default_manager.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=key, update_fields=others
    )


def _unit(row: Record) -> Record:
    kept = {name: row[name] for name in ("code", "name", "full_name", "unit_type")}
    return {**kept, "folded": fold(row["full_name"])}


def _old_unit(row: Record) -> Record:
    return {**_unit(row), "valid_to": date.fromisoformat(row["valid_to"])}


def _ids(model: type[models.Model]) -> dict[str, int]:
    return dict(model._default_manager.values_list("code", "pk"))


def _save_communes(rows: Iterable[Record]) -> None:
    provinces = _ids(Province)
    _save(Commune, [Commune(**_unit(row), province_id=provinces[row["province_code"]]) for row in rows], ["code"])


def _save_names(records: dict[str, list[Record]]) -> None:
    provinces, communes = _ids(Province), _ids(Commune)
    names = [
        *(
            _name(entry, province_id=provinces[row["code"]])
            for row in records["province"]
            for entry in row["history"]
        ),
        *(_name(entry, commune_id=communes[row["code"]]) for row in records["commune"] for entry in row["history"]),
    ]
    _save(PlaceName, names, ["province", "commune", "valid_from"])


def _name(entry: Record, **place: int) -> PlaceName:
    return PlaceName(
        full_name=entry["full_name"],
        unit_type=entry["unit_type"],
        valid_from=date.fromisoformat(entry["from"]),
        valid_to=date.fromisoformat(entry["to"]) if entry["to"] else None,
        basis=entry["basis"],
        **place,
    )


def _save_old(records: dict[str, list[Record]]) -> None:
    _save(OldProvince, [OldProvince(**_old_unit(row)) for row in records["old_province"]], ["code"])
    provinces = _ids(OldProvince)
    districts = [
        OldDistrict(**_old_unit(row), province_id=provinces[row["province_code"]]) for row in records["old_district"]
    ]
    _save(OldDistrict, districts, ["code"])
    by_code = _ids(OldDistrict)
    communes = [
        OldCommune(**_old_unit(row), district_id=by_code[row["district_code"]]) for row in records["old_commune"]
    ]
    _save(OldCommune, communes, ["code"])


def _save_successions(rows: Iterable[Record]) -> None:
    districts, olds, communes = _ids(OldDistrict), _ids(OldCommune), _ids(Commune)
    successions = [
        PlaceSuccession(
            old_district_id=districts[row["old_district"]],
            old_commune_id=olds[row["old_commune"]] if row["old_commune"] else None,
            commune_id=communes[row["new_commune"]],
            is_split=row["old_is_split"],
            is_confirmed=bool(row["confirmed_by_second_source"]),
        )
        for row in rows
    ]
    _save(PlaceSuccession, successions, ["old_district", "old_commune", "commune"])


def _analyse() -> None:
    """Without fresh statistics the first searches after so large a load may take minutes instead of milliseconds."""
    tables = [model._meta.db_table for model in (Commune, PlaceName, OldDistrict, OldCommune, PlaceSuccession)]
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def _counts(kept_out: int) -> Counts:
    return Counts(
        provinces=Province.objects.count(),
        communes=Commune.objects.count(),
        names=PlaceName.objects.count(),
        old_provinces=OldProvince.objects.count(),
        old_districts=OldDistrict.objects.count(),
        old_communes=OldCommune.objects.count(),
        successions=PlaceSuccession.objects.count(),
        kept_out=kept_out,
    )
