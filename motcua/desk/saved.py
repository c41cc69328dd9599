"""Saved views as tabs above the work list and as rows of their page."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desk.asked import address_of, filters_in
from motcua.desk.choices import Options
from motcua.directory.actors import Actor
from motcua.directory.models import Body
from motcua.dossiers.models import SavedView
from motcua.dossiers.permissions import shares_with
from motcua.dossiers.worklist import Filters

MOST_TABS = 40  # one's own and those shared in one's bodies


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool


def tabs_of(actor: Actor, filters: Filters) -> list[Tab]:
    """The views that the actor sees, by name; the one whose filters are in force stands out; 1 query."""
    here = address_of(filters)
    rows = SavedView.objects.visible_to(actor).values_list("name", "query")[:MOST_TABS]
    return [Tab(name, f"?{query}", query == here) for name, query in rows]


def own_views(actor: Actor) -> list[SavedView]:
    """Those that the actor may rename and delete."""
    return list(SavedView.objects.filter(officer=actor.officer_id).select_related("body"))


def bodies_to_share_with(actor: Actor) -> Options:
    """The bodies whose officers a head may give a view, as options."""
    bodies = Body.objects.filter(pk__in=shares_with(actor), valid_to=None).order_by("name")
    return [(str(body.pk), body.name) for body in bodies]


def is_worth_saving(filters: Filters) -> bool:
    """Whether the list is another than those that the lanes show anyway."""
    plain = filters_in(f"lane={filters.lane.value}")
    return plain is None or address_of(filters) != address_of(plain)
