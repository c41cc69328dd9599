"""Officers: who holds which post in a body, who is away, who can be named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from motcua.directory.models import Body, Delegation, Officer, Post, Substitution
from motcua.lib.text import words

MOST = 30


@dataclass(frozen=True)
class Held:
    """A post of a body, and the substitutions and delegations of it that are not over yet."""

    post: Post
    absences: Sequence[Substitution]
    delegations: Sequence[Delegation] = ()


def posts_of(body: Body, on: date) -> list[Held]:
    """Posts in force on a day or later, by role; 3 queries."""
    rows = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), body=body).select_related("officer")
    posts = list(rows.order_by("role", "officer__full_name"))
    away: dict[int, list[Substitution]] = {}
    coming = Substitution.objects.filter(absent__in=[post.officer_id for post in posts], valid_to__gte=on)
    for absence in coming.select_related("substitute").order_by("valid_from"):
        away.setdefault(absence.absent_id, []).append(absence)
    lent: dict[int, list[Delegation]] = {}
    kept = Q(revoked_on=None) | Q(revoked_on__gt=on)
    given = Delegation.objects.filter(kept, post__in=posts, valid_to__gte=on).select_related("delegate")
    for one in given.order_by("valid_from"):
        lent.setdefault(one.post_id, []).append(one)
    return [Held(post, away.get(post.officer_id, []), lent.get(post.pk, [])) for post in posts]


def posts_held_by(officer: Officer, on: date) -> list[Post]:
    """An officer's posts in force on a day or later, by body; 1 query."""
    rows = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), officer=officer)
    return list(rows.select_related("body").order_by("body__code", "role"))


def officers_named(typed: str, *, near: Body | None = None, on: date) -> QuerySet[Officer]:
    """Officers whose name or user name has these words; without words, those who serve in the body; 30 at most."""
    active = Officer.objects.filter(account__is_active=True)
    if words(typed):
        ids = [pk for pk, *said in _names(active) if _has_all(" ".join(said), typed)]
    elif near is not None:
        ids = list(Post.objects.in_force(on).filter(body=near).values_list("officer_id", flat=True))
    else:
        ids = []
    return active.filter(pk__in=list(dict.fromkeys(ids))[:MOST]).order_by("full_name", "pk")


def officers_after(typed: str, after: int) -> QuerySet[Officer]:
    """Everybody, closed accounts too, or those with these words; by name, behind the officer `after`; 2 queries."""
    rows = Officer.objects.select_related("account").order_by("full_name", "pk")
    if words(typed):
        ids = [pk for pk, *said in _names(Officer.objects.all()) if _has_all(" ".join(said), typed)]
        rows = rows.filter(pk__in=ids)
    if last := Officer.objects.filter(pk=after).first():
        rows = rows.filter(Q(full_name__gt=last.full_name) | Q(full_name=last.full_name, pk__gt=last.pk))
    return rows


def _names(officers: QuerySet[Officer]) -> list[tuple[int, str, str]]:
    return list(officers.order_by("full_name").values_list("pk", "full_name", "account__username"))


def _has_all(said: str, typed: str) -> bool:
    known = words(said)
    return all(any(word.startswith(asked) for word in known) for asked in words(typed))
