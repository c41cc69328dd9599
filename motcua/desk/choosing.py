"""Several dossiers chosen on a list: what an act would do to each, told before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from motcua.desk.asked import tidied
from motcua.desk.beside import sides_of
from motcua.desk.moments import numbers_in
from motcua.directory.actors import Actor, posts_of
from motcua.directory.models import Officer
from motcua.dossiers.bulk import DESK_ACTS, Known, why_not
from motcua.dossiers.models import BulkAct, Decision, Dossier
from motcua.dossiers.routing import asks_for_draft, steps_of
from motcua.dossiers.ticked import item_of, ticked


@dataclass(frozen=True)
class Choice:
    """An act, the dossiers it is for, and for an assignment who gets the steps and who has them."""

    act: str
    dossiers: list[Dossier]
    officer: Officer | None
    from_officer_id: int | None
    list_address: str

    @property
    def is_assignment(self) -> bool:
        return self.act == BulkAct.ASSIGN


@dataclass(frozen=True)
class Line:
    """One dossier of a preview; `why` says why the act would be refused."""

    dossier: Dossier
    why: str

    @property
    def item(self) -> str:
        return item_of(self.dossier)


def choice_in(post: QueryDict, actor: Actor) -> Choice:
    """What was chosen, among what the actor may see; `all` stands for every dossier of the page."""
    names = post.getlist("page" if post.get("all") else "chosen")
    return Choice(
        act=act_in(post),
        dossiers=list(ticked(names, actor)),
        officer=officer_in(post, "officer"),
        from_officer_id=next(iter(numbers_in([post.get("from", "")])), None),
        list_address=tidied(post.get("list", "")),
    )


def lines_of(choice: Choice, actor: Actor, on: date) -> list[Line]:
    """Each dossier with what would become of it; the same number of queries for one and for all."""
    known = Known(
        drafted=set(Decision.objects.filter(dossier__in=choice.dossiers).values_list("dossier_id", flat=True)),
        asking_for_draft={row.pk for row in choice.dossiers if _asks(row)},
        sides=sides_of(choice.dossiers),
        posts=posts_of(choice.officer.pk, on) if choice.officer else frozenset(),
        from_officer_id=choice.from_officer_id,
    )
    return [Line(dossier, why_not(choice.act, dossier, known, actor)) for dossier in choice.dossiers]


def act_in(post: Mapping[str, str]) -> str:
    """The act, or "" for one that there is not."""
    return post.get("act", "") if post.get("act", "") in dict(DESK_ACTS) else ""


def officer_in(post: Mapping[str, str], name: str) -> Officer | None:
    numbers = numbers_in([post.get(name, "")])
    return Officer.objects.filter(pk__in=numbers).first() if numbers else None


def _asks(dossier: Dossier) -> bool:
    return dossier.step_id is not None and asks_for_draft(steps_of(dossier), dossier.step_id)
