"""Who holds what: the open dossiers of each officer and of each body, as numbers that open their lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, Q
from django.urls import reverse

from motcua.desk.asked import address_of
from motcua.desk.choices import MANY_BODIES, house_of
from motcua.directory.actors import Actor
from motcua.directory.bodies import told_apart
from motcua.directory.models import Body, Post
from motcua.directory.roles import DESK_ROLES, Role
from motcua.dossiers.models import Dossier, is_late
from motcua.dossiers.worklist import Filters, Lane, is_soon


@dataclass(frozen=True)
class Number:
    """How many, and the list that shows them."""

    value: int
    url: str


@dataclass(frozen=True)
class Load:
    """One line: an officer or a body with what is in hand, soon late, late and taken by nobody."""

    name: str
    detail: str
    in_hand: Number
    soon: Number
    late: Number
    untaken: Number | None = None
    handover_url: str = ""  # where what an officer has can be given to another
    team_url: str = ""  # where the officers of a body are shown


def is_wide(actor: Actor) -> bool:
    """Whether the house has more bodies than one page can name the officers of."""
    return Body.objects.filter(house_of(actor)).count() > MANY_BODIES


def loads_of_officers(actor: Actor, on: date, now: datetime, *, body_id: int | None = None) -> list[Load]:
    """Every officer at a desk of the house or of one body of it, those without work too; two queries."""
    house = Body.objects.filter(house_of(actor), **({"pk": body_id} if body_id else {}))
    posts = Post.objects.in_force(on).filter(body__in=house, role__in=DESK_ROLES).select_related("officer", "body")
    rows = list(posts.order_by("officer__full_name", "officer", "role"))
    counted = _counted(actor, "holder", now, among={post.officer_id for post in rows} if body_id else None)
    return [_officer(list(own), counted) for _pk, own in groupby(rows, key=lambda post: post.officer_id)]


def loads_of_bodies(actor: Actor, now: datetime) -> list[Load]:
    """Every body of the house that holds something; two queries."""
    counted = _counted(actor, "holder_body", now)
    names = told_apart(Body.objects.filter(house_of(actor), pk__in=counted))
    return [_body(pk, name, counted[pk]) for pk, name in names.items()]


def _counted(actor: Actor, by: str, now: datetime, among: set[int] | None = None) -> dict[int, Mapping[str, int]]:
    """The lanes' own rules, counted in one pass for each officer or body, or for some of them."""
    chosen = {f"{by}__isnull": False} if among is None else {f"{by}__in": among}
    rows = Dossier.objects.running().visible_to(actor).filter(**chosen).values(by)
    numbers = rows.annotate(
        in_hand=Count("pk"),
        soon=Count("pk", filter=is_soon(now)),
        late=Count("pk", filter=is_late(now)),
        untaken=Count("pk", filter=Q(holder=None, step__isnull=False)),
    )
    return {row[by]: row for row in numbers}


def _officer(posts: list[Post], counted: Mapping[int, Mapping[str, int]]) -> Load:
    officer = posts[0].officer
    roles = "; ".join(f"{Role(post.role).label}, {post.body.short_name}" for post in posts)
    load = _load(officer.full_name, roles, Filters(officer_id=officer.pk), counted.get(officer.pk, {}))
    return replace(load, handover_url=reverse("desk:handover", args=[officer.pk]))


def _body(pk: int, name: str, numbers: Mapping[str, int]) -> Load:
    filters = Filters(body_id=pk)
    untaken = Number(numbers["untaken"], _url(filters, Lane.ALL, is_untaken=True))
    load = _load(name, "", filters, numbers, untaken)
    return replace(load, team_url=f"{reverse('desk:team')}?body={pk}#officers")


def _load(
    name: str, detail: str, filters: Filters, numbers: Mapping[str, int], untaken: Number | None = None
) -> Load:
    return Load(
        name=name,
        detail=detail,
        in_hand=Number(numbers.get("in_hand", 0), _url(filters, Lane.ALL)),
        soon=Number(numbers.get("soon", 0), _url(filters, Lane.SOON)),
        late=Number(numbers.get("late", 0), _url(filters, Lane.LATE)),
        untaken=untaken,
    )


def _url(filters: Filters, lane: Lane, **narrowed: bool) -> str:
    return f"{reverse('desk:worklist')}?{address_of(filters, lane=lane, **narrowed)}"
