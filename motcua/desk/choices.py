"""What a work list may be narrowed by: the bodies, officers and procedures of the reader's own house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue.models import Handling, Service, StepKind
from motcua.desk.asked import NOBODY
from motcua.directory.actors import Actor
from motcua.directory.bodies import NAMED, names_apart, told_apart
from motcua.directory.models import Body, Officer, Post
from motcua.directory.roles import DESK_ROLES
from motcua.dossiers.models import working_bodies
from motcua.dossiers.statuses import RUNNING
from motcua.lib.text import shortened
from motcua.rows import Asked, OneOf

Options = list[tuple[str, str]]
MANY_BODIES = 60  # of which nobody looks an officer up in one list
LONGEST_NAME = 90  # letters; a procedure's full name fills a screen
AT_A_DESK = (StepKind.PROCESS, StepKind.WAIT, StepKind.REVIEW, StepKind.SIGN, StepKind.ISSUE)

_OFFERED = ("version__procedure__code", "version__name")
# The lists of who works in few bodies, which are most lists.
_HOUSE = Asked(
    lambda own: (
        Body.objects.filter(Q(OneOf(F("pk"), own)) | Q(OneOf(F("parent"), own)), valid_to=None)
        .order_by()
        .values_list(*NAMED)
    )
)
_SERVED = Asked(
    lambda bodies: _handlings(
        Q(OneOf(F("competent"), bodies)) | Q(OneOf(F("division"), bodies)) | Q(OneOf(F("one_stop"), bodies))
    )
)
_OFFICERS = Asked(lambda bodies, on: _at_desks(Q(OneOf(F("body"), bodies)), on))


@dataclass(frozen=True)
class Choices:
    """The options of each filter, as (value in the address, words)."""

    procedures: Options
    bodies: Options
    officers: Options
    statuses: Options
    steps: Options
    is_by_body: bool = False  # the officers are those of the chosen body alone


def choices_for(actor: Actor, on: date, *, body_id: int | None = None, officer_id: int | None = None) -> Choices:
    """Three queries at most, whatever the list's size; who sees many bodies is offered the officers of the chosen."""
    names = _names(actor)
    house = list(names)
    is_by_body = len(house) > MANY_BODIES
    served = _handlings(Q()) if actor.oversees_all else _SERVED.rows(bodies=house)
    return Choices(
        procedures=_procedures(served),
        bodies=[(str(pk), name) for pk, name in names.items()],
        officers=[(NOBODY, _("nobody yet")), *_offered(house, on, body_id, officer_id)],
        statuses=[(str(status.value), str(status.label)) for status in sorted(RUNNING)],
        steps=[(kind.value, str(kind.label)) for kind in AT_A_DESK],
        is_by_body=is_by_body,
    )


def house_of(actor: Actor) -> Q:
    """The bodies in which the actor works, and their divisions; what was merged into them is not among them."""
    if actor.oversees_all:
        return Q(valid_to=None)
    own = working_bodies(actor)
    return Q(Q(pk__in=own) | Q(parent__in=own), valid_to=None)


def _names(actor: Actor) -> dict[int, str]:
    if actor.oversees_all:
        return told_apart(Body.objects.filter(house_of(actor)))
    return names_apart(_HOUSE.rows(own=list(working_bodies(actor))))


def _offered(house: list[int], on: date, body_id: int | None, officer_id: int | None) -> Options:
    if len(house) <= MANY_BODIES:
        return _as_options(_OFFICERS.rows(bodies=house, on=on))
    chosen = Q(body=body_id) | Q(officer=officer_id)
    return _as_options(_at_desks(chosen & Q(body__in=house), on)) if body_id or officer_id else []


def _handlings(served: Q) -> QuerySet[Handling, tuple[str, str]]:
    """Code and name of what is served."""
    handlings = Handling.objects.filter(pk__in=Service.objects.filter(served).values("handling"))
    return handlings.values_list(*_OFFERED)


def _procedures(rows: Iterable[tuple[str, str]]) -> Options:
    return [(code, f"{code} – {shortened(name, LONGEST_NAME)}") for code, name in sorted(dict(rows).items())]


def _at_desks(where: Q, on: date) -> QuerySet[Officer, tuple[int, str]]:
    posts = Post.objects.in_force(on).filter(where, role__in=DESK_ROLES)
    return Officer.objects.filter(pk__in=posts.values("officer")).order_by("full_name").values_list("pk", "full_name")


def _as_options(rows: Iterable[tuple[int, str]]) -> Options:
    return [(str(pk), name) for pk, name in rows]
