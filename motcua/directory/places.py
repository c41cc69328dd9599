"""Finding places as people write them, and turning an address of before 01/07/2025 into today's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from motcua.directory.models import Commune, OldCommune, OldDistrict, OldProvince, PlaceSuccession, Province
from motcua.lib.text import fold

MOST = 20  # rows a list of suggestions shows
# Written long, short, with a dot or without; longest first, so that "thi tran" is not read as a name.
_TYPES = re.compile(
    r"^(thanh pho|thi tran|thi xa|dac khu|phuong|quan|huyen|tinh|xa|tp|tx|tt|dk|p|q|h|x|t)(\.\s*|\s+)"
)


@dataclass(frozen=True)
class FoundPlace:
    """A commune in force; `formerly` is the old name by which it was found, if it was."""

    commune: Commune
    formerly: str = ""


@dataclass(frozen=True)
class Converted:
    """The old place is now wholly in one commune."""

    commune: Commune


@dataclass(frozen=True)
class NeedsChoice:
    """The old place is now in several communes, or its name fits several: a person must say which."""

    candidates: tuple[Commune, ...]


@dataclass(frozen=True)
class Unknown:
    """The first part that is in no list: "province", "district" or "commune"."""

    part: str


def new_communes_of(old_commune_code: str) -> list[Commune]:
    """What became of an old commune: one, several when it was split, none for an unknown code."""
    successions = Commune.objects.filter(inheritances__old_commune__code=old_commune_code)
    return list(successions.select_related("province").order_by("code"))


def search_places(text: str, province: Province | None = None) -> list[FoundPlace]:
    """Communes whose name of today or of before holds the text, accents or not; those that begin with it first."""
    wanted = fold(text)
    if not wanted:
        return []
    of_today = _communes(province).filter(folded__contains=wanted)
    found = [FoundPlace(commune) for commune in _best_first(of_today, wanted)[:MOST]]
    seen = {place.commune.pk for place in found}
    found += [place for place in _found_by_old_name(wanted, province) if place.commune.pk not in seen]
    return found[:MOST]


def convert_address(*, commune: str, district: str = "", province: str = "") -> Converted | NeedsChoice | Unknown:
    """Today's commune for names or codes of before; parts left empty do not narrow the search.

    The five island districts had no communes: for them the commune is left empty.
    """
    provinces = _named(OldProvince.objects.all(), province)
    if not provinces:
        return Unknown("province")
    districts = _named(OldDistrict.objects.filter(**_within("province", province, provinces)), district)
    if not districts:
        return Unknown("district")
    inside = _within("district", district or province, districts)
    if not commune.strip():
        return _answer(
            PlaceSuccession.objects.filter(old_commune=None, old_district__in=districts) if district else ()
        )
    communes = _named(OldCommune.objects.filter(**inside), commune)
    return _answer(PlaceSuccession.objects.filter(old_commune__in=communes))


def _answer(successions: Iterable[PlaceSuccession]) -> Converted | NeedsChoice | Unknown:
    ids = {succession.commune_id for succession in successions}
    candidates = tuple(Commune.objects.filter(pk__in=ids).select_related("province").order_by("code"))
    if not candidates:
        return Unknown("commune")
    return Converted(candidates[0]) if len(candidates) == 1 else NeedsChoice(candidates)


def _within(level: str, written: str, units: list[Any]) -> dict[str, Any]:
    return {f"{level}__in": units} if written.strip() else {}


def _named(units: QuerySet[Any], written: str) -> list[Any]:
    """The units a person may have meant: by code, else by full name, else by the name without its type."""
    if not written.strip():
        return list(units)
    text = fold(written)
    if text.isdigit() and (by_code := list(units.filter(code=text))):
        return by_code
    return list(units.filter(folded=text)) or [
        unit for unit in _ending(units, text) if _bare(unit.folded) == _bare(text)
    ]


def _ending(units: QuerySet[Any], text: str) -> QuerySet[Any]:
    return units.filter(folded__endswith=_bare(text))


def _bare(folded: str) -> str:
    """The name without its type: "tp. lai chau" and "thanh pho lai chau" are both "lai chau"."""
    return _TYPES.sub("", folded)


def _communes(province: Province | None) -> QuerySet[Commune]:
    communes = Commune.objects.select_related("province")
    return communes.filter(province=province) if province else communes


def _best_first(communes: QuerySet[Commune], wanted: str) -> QuerySet[Commune]:
    """ "tan phong" finds Phường Tân Phong before Xã Tân Phong Hạ: a name that ends there is the nearer one."""
    rank = Case(
        When(Q(folded=wanted) | Q(folded__endswith=f" {wanted}"), then=Value(0)),
        When(Q(folded__startswith=wanted) | Q(folded__contains=f" {wanted}"), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return communes.order_by(rank, "folded", "code")


def _found_by_old_name(wanted: str, province: Province | None) -> list[FoundPlace]:
    successions = PlaceSuccession.objects.filter(old_commune__folded__contains=wanted)
    if province:
        successions = successions.filter(commune__province=province)
    rows = successions.select_related("commune__province", "old_commune").order_by(
        "old_commune__folded", "commune__code"
    )
    places = {row.commune_id: FoundPlace(row.commune, str(row.old_commune)) for row in rows[: 3 * MOST]}
    return list(places.values())


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The full names of communes by their codes, province last; unknown codes are left out."""
    wanted = [code for code in codes if code]
    rows = Commune.objects.filter(code__in=wanted).select_related("province") if wanted else []
    return {row.code: f"{row.full_name}, {row.province.full_name}" for row in rows}
