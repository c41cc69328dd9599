"""Several results handed over at once: which of the chosen ones can be, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.actions.ending import RECEIVERS
from motcua.dossiers.bulk import Known, why_not
from motcua.dossiers.models import BulkAct, Dossier, Paper
from motcua.dossiers.ticked import item_of, ticked


@dataclass(frozen=True)
class Line:
    """One result of a preview: the originals that go back with it, and why it would not be handed over."""

    dossier: Dossier
    originals: list[str]
    why: str

    @property
    def item(self) -> str:
        return item_of(self.dossier)


def chosen_in(post: QueryDict, actor: Actor) -> list[Dossier]:
    """The ticked dossiers that the actor may see."""
    return list(ticked(post.getlist("chosen"), actor).select_related("service", "filer"))


def lines_of(dossiers: list[Dossier], actor: Actor) -> list[Line]:
    """Each with what would become of it; 1 query for all."""
    kept: dict[int, list[str]] = {}
    for paper in Paper.objects.filter(dossier__in=dossiers, originals__gt=0, given_back_at=None):
        kept.setdefault(paper.dossier_id, []).append(f"{paper.name} ({paper.originals})")
    known = Known()
    return [Line(row, kept.get(row.pk, []), why_not(BulkAct.RETURN, row, known, actor)) for row in dossiers]


def receivers() -> list[tuple[str, str]]:
    words = (_("the applicant"), _("the person who filed"), _("an authorised person"))
    return list(zip(RECEIVERS, words, strict=True))
