"""Dossiers ticked on a list, and the form that confirms them: read back among what the actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from motcua.directory.actors import Actor
from motcua.dossiers.bulk import MOST
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.lib.text import uuid_in


def item_of(dossier: Dossier) -> str:
    """The dossier as it was seen, for the confirming form."""
    return f"{dossier.public_id}:{dossier.version}"


def ticked(names: Sequence[str], actor: Actor) -> DossierQuerySet:
    """The dossiers of these public numbers, the nearest due first."""
    wanted = [found for name in names[:MOST] if (found := uuid_in(name))]
    return Dossier.objects.visible_to(actor).filter(public_id__in=wanted).order_by("due_at", "id").for_pages()


def items_in(texts: Sequence[str], actor: Actor) -> list[tuple[int, int]]:
    """(number, version seen) of each confirmed dossier, the nearest due first."""
    seen = dict(_items(texts[:MOST]))
    rows = Dossier.objects.visible_to(actor).filter(public_id__in=seen).order_by("due_at", "id")
    return [(pk, seen[public_id]) for pk, public_id in rows.values_list("pk", "public_id")]


def _items(texts: Iterable[str]) -> Iterable[tuple[UUID, int]]:
    """A version that is no number is one that nobody has seen."""
    for text in texts:
        name, _colon, version = text.partition(":")
        if found := uuid_in(name):
            yield found, int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
