"""Whose the lateness was: what the legs of dossiers that ended late bear, summed by body and by person (F.5, R27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product

from django.db.models import Count, F, QuerySet, Sum

from motcua.board.scope import Scope
from motcua.board.spans import Span
from motcua.directory.actors import Actor
from motcua.directory.bodies import told_apart
from motcua.directory.models import Body, Officer
from motcua.dossiers.legs import reckonings
from motcua.dossiers.models import Cause, Charge, Dossier, Recharge

PERSONS = 50  # those who bear most
LIVE = 50  # open late dossiers reckoned at once, the longest late first
Whom = tuple[int | None, str]  # body (None: outside every body), cause
Told = tuple[int | None, int | None, str, int, int]


@dataclass
class Borne:
    """Office minutes: as reckoned, of those as an agency that was asked, and as decisions leave it."""

    legs: int = 0
    minutes: int = 0
    consulted: int = 0
    decided: int = 0

    def add(self, other: Borne) -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def __bool__(self) -> bool:
        return any(vars(self).values())


@dataclass(frozen=True)
class Person:
    """An officer with what his legs bear in one body."""

    name: str
    body: str
    legs: int
    minutes: int


@dataclass(frozen=True)
class Live:
    """What open late dossiers bear as of now, by body; `is_cut` when only the longest late were reckoned."""

    by_body: dict[int | None, int]
    number: int
    is_cut: bool


def charges_in(scope: Scope, span: Span) -> QuerySet[Charge]:
    """The charges of these days against the bodies that are steered; whoever steers the province reads all."""
    rows = Charge.objects.filter(ended_at__gte=span.since, ended_at__lt=span.until)
    return rows if scope.bodies is None else rows.filter(body__in=scope.bodies)


def told(scope: Scope, span: Span) -> list[Told]:
    """(body, officer, cause, legs, minutes) of these days: bodies and persons are summed from it; 1 query."""
    rows = charges_in(scope, span).order_by().values_list("body", "officer", "cause")
    return list(rows.annotate(legs=Count("pk"), sum=Sum("minutes")))


def borne_by(rows: Iterable[Told], scope: Scope, span: Span) -> dict[Whom, Borne]:
    """What each body bears, for each cause; 1 query."""
    found: dict[Whom, Borne] = defaultdict(Borne)
    for body_id, _officer_id, cause, legs, minutes in rows:
        consulted = minutes if cause == Cause.CONSULTED else 0
        found[body_id, cause].add(Borne(legs, minutes, consulted, minutes))
    for whom, minutes in _moved(span):
        if scope.bodies is None or whom[0] in scope.bodies:
            found[whom].decided += minutes
    return found


def persons(rows: Iterable[Told], bodies: frozenset[int] | None = None) -> list[Person]:
    """Those who bear most; of a consulted agency its head (R121). 2 queries."""
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for body_id, officer_id, _cause, legs, minutes in rows:
        if officer_id and body_id and (bodies is None or body_id in bodies):
            sums[officer_id, body_id][0] += legs
            sums[officer_id, body_id][1] += minutes
    most = sorted(sums, key=lambda each: (-sums[each][1], each))[:PERSONS]
    return _named([(*each, sums[each][0], sums[each][1]) for each in most])


def live(actor: Actor, now: datetime, bodies: frozenset[int] | None = None) -> Live:
    """Open late dossiers have no charges yet: the longest late are reckoned as they stand; 8 queries."""
    late = Dossier.objects.visible_to(actor).late(now)
    late = late if bodies is None else late.of_bodies(bodies)
    found = list(late.order_by("due_at", "pk")[: LIVE + 1])
    by_body: dict[int | None, int] = defaultdict(int)
    for reckoned in reckonings(found[:LIVE], now):
        for leg, minutes in reckoned.charged():
            by_body[leg.body_id] += minutes
    return Live(dict(by_body), min(len(found), LIVE), len(found) > LIVE)


def summed(borne: Mapping[Whom, Borne], bodies: Iterable[int | None]) -> Borne:
    """All that these bodies bear together, each looked up by itself: a page sums hundreds of them."""
    whole = Borne()
    for whom in product(bodies, Cause.values):
        if part := borne.get(whom):
            whole.add(part)
    return whole


def _moved(span: Span) -> Iterable[tuple[Whom, int]]:
    """What decisions take from one and give to another: the last decision on each leg counts. 1 query."""
    on_leg = {"dossier__charges__leg": F("leg")}
    of_days = {"dossier__charges__ended_at__gte": span.since, "dossier__charges__ended_at__lt": span.until}
    rows = Recharge.objects.filter(**on_leg, **of_days).order_by("dossier", "leg", "-pk").distinct("dossier", "leg")
    charge = ("dossier__charges__body", "dossier__charges__cause", "dossier__charges__minutes")
    for to_body, to_cause, body, cause, minutes in rows.values_list("body", "cause", *charge):
        yield (body, cause), -minutes
        yield (to_body, to_cause), minutes


def _named(most: Sequence[tuple[int, int, int, int]]) -> list[Person]:
    names = dict(Officer.objects.filter(pk__in=[row[0] for row in most]).values_list("pk", "full_name"))
    bodies = told_apart(Body.objects.filter(pk__in=[row[1] for row in most]))
    return [Person(names[who], bodies[where], legs, minutes) for who, where, legs, minutes in most]
