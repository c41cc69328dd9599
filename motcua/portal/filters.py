"""The address of a search: what it says, and the same address without one of its conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.models import Field, ServiceLevel
from motcua.catalogue.search import Facets, Results, search
from motcua.directory.models import Body


@dataclass(frozen=True)
class Filters:
    """Empty lets everything through; `after` is the code of the last procedure of the page before."""

    q: str = ""
    field: str = ""
    body: str = ""
    subject: str = ""
    level: str = ""
    online: str = ""  # a service level, as the portal says it
    after: str = ""

    @property
    def is_set(self) -> bool:
        """Whether anything is asked for."""
        return self != Filters()

    @property
    def words_alone(self) -> str:
        """The address of the same words without any condition; "" when there is none to take away."""
        alone = Filters(q=self.q)
        return alone.url if replace(self, after="") != alone else ""

    @property
    def url(self) -> str:
        said = {one.name: value for one in fields(self) if (value := getattr(self, one.name))}
        return f"{reverse('portal:procedures')}?{urlencode(said)}" if said else reverse("portal:procedures")

    def url_after(self, code: str) -> str:
        """The page that follows the procedure of this code."""
        return replace(self, after=code).url

    def without(self, *names: str) -> Filters:
        return replace(self, **dict.fromkeys(names, ""))


@dataclass(frozen=True)
class Chip:
    label: str
    remove_url: str


def filters_in(query: QueryDict) -> Filters:
    """What the address says; numbers that are none are left out."""
    said = {one.name: query.get(one.name, "").replace("\x00", "").strip()[:300] for one in fields(Filters)}
    for name in ("field", "body"):
        said[name] = said[name] if said[name].isdecimal() and len(said[name]) < 10 else ""
    return Filters(**said)


def found_by(filters: Filters) -> Results:
    """The page of procedures that the address asks for."""
    return search(
        filters.q,
        field=int(filters.field) if filters.field else None,
        body_id=int(filters.body) if filters.body else None,
        subject=filters.subject or None,
        level=filters.level or None,
        service_level=filters.online or None,
        after=filters.after or None,
    )


def chips_of(filters: Filters) -> list[Chip]:
    """The conditions in force in words, each with the address without it."""
    return [Chip(label, filters.without(name, "after").url) for name, label in _said(filters)]


def options_of(facets: Facets) -> dict[str, list[tuple[Any, str]]]:
    """What each condition may be, with how many of the procedures found it would leave."""
    return {
        "fields": [(number, f"{name} ({count})") for number, name, count in facets.fields],
        "subjects": [(subject, f"{label} ({count})") for subject, label, count in facets.subjects],
        "online": [(key, f"{label} ({count})") for key, label, count in facets.service_levels],
        "levels": level_options(),
        "bodies": body_options(),
    }


def level_options() -> list[tuple[Any, str]]:
    return [("TINH", _("Province")), ("XA", _("Commune, ward"))]


def body_options() -> list[tuple[Any, str]]:
    """Every body that settles procedures: the province's first, then the communes by name."""
    bodies = Body.objects.filter(services__isnull=False, valid_to=None).distinct()
    return list(bodies.order_by("-level", "name").values_list("pk", "name"))


def _said(filters: Filters) -> Iterator[tuple[str, str]]:
    if filters.field:
        name = Field.objects.filter(pk=filters.field).values_list("name", flat=True).first()
        yield "field", name or filters.field
    if filters.body:
        name = Body.objects.filter(pk=filters.body).values_list("name", flat=True).first()
        yield "body", name or filters.body
    if filters.subject:
        yield "subject", filters.subject
    if filters.level:
        yield "level", dict(level_options()).get(filters.level, filters.level)
    if filters.online:
        yield "online", str(dict(ServiceLevel.choices).get(filters.online, filters.online))
