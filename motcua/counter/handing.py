"""Several results handed over at once: which of the chosen ones can be, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.actions.ending import RECEIVERS
from motcua.dossiers.bulk import MOST, Known, why_not
from motcua.dossiers.models import BulkAct, Dossier, Paper


@dataclass(frozen=True)
class Line:
    """One result of a preview: the originals that go back with it, and why it would not be handed over."""

    dossier: Dossier
    originals: list[str]
    why: str

    @property
    def item(self) -> str:
        """The dossier as it was seen, for the confirming form."""
        return f"{self.dossier.public_id}:{self.dossier.version}"


def chosen_in(post: QueryDict, actor: Actor) -> list[Dossier]:
    """The ticked dossiers that the actor may see, in the order of their numbers."""
    wanted = [found for name in post.getlist("chosen")[:MOST] if (found := uuid_in(name))]
    rows = Dossier.objects.visible_to(actor).filter(public_id__in=wanted)
    return list(rows.order_by("pk").for_pages().select_related("service", "filer"))


def lines_of(dossiers: list[Dossier], actor: Actor) -> list[Line]:
    """Each with what would become of it; 1 query for all."""
    kept: dict[int, list[str]] = {}
    for paper in Paper.objects.filter(dossier__in=dossiers, originals__gt=0, given_back_at=None):
        kept.setdefault(paper.dossier_id, []).append(f"{paper.name} ({paper.originals})")
    known = Known()
    return [Line(row, kept.get(row.pk, []), why_not(BulkAct.RETURN, row, known, actor)) for row in dossiers]


def items_in(post: QueryDict, actor: Actor) -> list[tuple[int, int]]:
    """(number, version seen) of each confirmed dossier that the actor may see."""
    seen: dict[UUID, int] = {}
    for text in post.getlist("item")[:MOST]:
        name, _bar, version = text.partition(":")
        if found := uuid_in(name):
            seen[found] = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    rows = Dossier.objects.visible_to(actor).filter(public_id__in=seen).order_by("pk")
    return [(pk, seen[public_id]) for pk, public_id in rows.values_list("pk", "public_id")]


def receivers() -> list[tuple[str, str]]:
    words = (_("the applicant"), _("the person who filed"), _("an authorised person"))
    return list(zip(RECEIVERS, words, strict=True))


def uuid_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
