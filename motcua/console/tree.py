"""The bodies as lists show them: a tree by level, or what a search finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.directory.models import Body, BodyKind, Level
from motcua.lib.text import fold, words

MOST = 100


@dataclass(frozen=True)
class Branch:
    """A body of the province and those directly below it that are the province's too."""

    body: Body
    below: Sequence[Body]


@dataclass(frozen=True)
class Tree:
    province: Sequence[Branch]
    communes: Sequence[Body]


def tree(on: date) -> Tree:
    """The bodies in force: the province's with their divisions, the communes by name; 1 query."""
    below: dict[int | None, list[Body]] = defaultdict(list)
    bodies = list(Body.objects.in_force(on).order_by("code"))
    for body in bodies:
        if body.level == Level.PROVINCE:
            below[body.parent_id].append(body)
    tops = [body for body in bodies if body.level == Level.PROVINCE and body.kind != BodyKind.DIVISION]
    communes = [body for body in bodies if body.kind == BodyKind.COMMUNE_COMMITTEE]
    province = [Branch(body, [one for one in below[body.pk] if one.kind == BodyKind.DIVISION]) for body in tops]
    return Tree(province, sorted(communes, key=lambda body: fold(body.name)))


def found(typed: str, *, only_provisional: bool = False) -> list[Body]:
    """Bodies whose name or code, present or former, has all these words; closed ones last; 2 queries."""
    bodies = Body.objects.prefetch_related("former_codes").order_by("valid_to", "code")
    if only_provisional:
        bodies = bodies.filter(Q(is_code_provisional=True), valid_to=None)
    asked = words(typed)
    fitting = (body for body in bodies if all(word in _searched(body) for word in asked))
    return sorted(fitting, key=lambda body: body.valid_to is not None)[: MOST + 1]


def _searched(body: Body) -> str:
    return " ".join([fold(body.name), fold(body.short_name), *_codes(body)])


def _codes(body: Body) -> Iterable[str]:
    # Codes hold full stops, at which the words of a query are cut.
    codes = [body.code, *(former.code for former in body.former_codes.all())]
    return (" ".join(words(code)) for code in codes)
