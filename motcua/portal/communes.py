"""Communes to choose from: those of the province, whatever was chosen before, and what was searched for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from motcua.catalogue.eforms.definition import Definition, Widget
from motcua.directory.models import Commune, Province
from motcua.directory.places import FoundPlace, search_places


def own_province() -> Province | None:
    """The province this portal serves."""
    return Province.objects.filter(name=settings.PROVINCE_NAME).first()


def communes_for(definition: Definition, answers: Mapping[str, Any], wanted: str = "") -> list[tuple[str, str]]:
    """(code, name) for the lists of a form: found ones first, then those chosen elsewhere, then the province's.

    All communes of the country would be 200 KB on a weak network, so others are found by their name.
    """
    found = [(place.commune.code, _found_name(place)) for place in search_places(wanted)]
    chosen = [(one.code, in_full(one)) for one in _chosen(definition, answers)]
    own = Commune.objects.filter(province=own_province()).order_by("folded")
    listed = [*found, *((one.code, one.full_name) for one in own), *chosen]
    options: dict[str, str] = {}
    for code, name in listed:
        options.setdefault(code, name)
    return list(options.items())


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names of communes by their codes."""
    rows = Commune.objects.filter(code__in=list(codes)).select_related("province")
    return {row.code: in_full(row) for row in rows}


def chosen_codes(definition: Definition, answers: Mapping[str, Any]) -> list[str]:
    """The communes that the answers name."""
    fields = [field for field in definition.fields if field.widget is Widget.COMMUNE]
    return [str(answers[field.name]) for field in fields if answers.get(field.name)]


def in_full(commune: Commune) -> str:
    return f"{commune.full_name}, {commune.province.full_name}"


def _chosen(definition: Definition, answers: Mapping[str, Any]) -> list[Commune]:
    codes = chosen_codes(definition, answers)
    return list(Commune.objects.filter(code__in=codes).select_related("province")) if codes else []


def _found_name(place: FoundPlace) -> str:
    name = in_full(place.commune)
    return f"{name} ({place.formerly})" if place.formerly else name
