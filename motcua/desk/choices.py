"""What a work list may be narrowed by: the bodies, officers and procedures of the reader's own house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.catalogue.models import Handling, Service, StepKind
from motcua.desk.asked import NOBODY
from motcua.directory.actors import Actor
from motcua.directory.bodies import told_apart
from motcua.directory.models import Body, Officer, Post
from motcua.directory.roles import DESK_ROLES
from motcua.dossiers.models import working_bodies
from motcua.dossiers.statuses import RUNNING
from motcua.lib.text import shortened

Options = list[tuple[str, str]]
MANY_BODIES = 60  # of which nobody looks an officer up in one list
LONGEST_NAME = 90  # letters; a procedure's full name fills a screen
AT_A_DESK = (StepKind.PROCESS, StepKind.WAIT, StepKind.REVIEW, StepKind.SIGN, StepKind.ISSUE)


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
    names = told_apart(Body.objects.filter(house_of(actor)))
    house = list(names)
    is_by_body = len(house) > MANY_BODIES
    return Choices(
        procedures=_procedures(None if actor.oversees_all else house),
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


def _offered(house: list[int], on: date, body_id: int | None, officer_id: int | None) -> Options:
    if len(house) <= MANY_BODIES:
        return _officers(Q(body__in=house), on)
    chosen = Q(body=body_id) | Q(officer=officer_id)
    return _officers(chosen & Q(body__in=house), on) if body_id or officer_id else []


def _procedures(of: list[int] | None) -> Options:
    """What these bodies serve; None: all bodies."""
    served = Q() if of is None else Q(competent__in=of) | Q(division__in=of) | Q(one_stop__in=of)
    served_by = Handling.objects.filter(pk__in=Service.objects.filter(served).values("handling"))
    rows = served_by.values_list("version__procedure__code", "version__name")
    return [(code, f"{code} – {shortened(name, LONGEST_NAME)}") for code, name in sorted(dict(rows).items())]


def _officers(where: Q, on: date) -> Options:
    posts = Post.objects.in_force(on).filter(where, role__in=DESK_ROLES)
    rows = Officer.objects.filter(pk__in=posts.values("officer")).order_by("full_name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "full_name")]
