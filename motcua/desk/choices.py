"""What a work list may be narrowed by: the bodies, officers and procedures of the reader's own house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.catalogue.models import Service, StepKind
from motcua.desk.asked import NOBODY
from motcua.directory.actors import Actor
from motcua.directory.models import Body, Officer, Post
from motcua.directory.roles import DESK_ROLES
from motcua.dossiers.models import working_bodies
from motcua.dossiers.statuses import RUNNING

Options = list[tuple[str, str]]
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


def choices_for(actor: Actor, on: date) -> Choices:
    """Three queries, whatever the size of the list."""
    house = house_of(actor)
    bodies = [(str(body.pk), body.short_name) for body in Body.objects.filter(house).order_by("name")]
    return Choices(
        procedures=_procedures([int(pk) for pk, _name in bodies]),
        bodies=bodies,
        officers=[(NOBODY, _("nobody yet")), *_officers([int(pk) for pk, _name in bodies], on)],
        statuses=[(str(status.value), str(status.label)) for status in sorted(RUNNING)],
        steps=[(kind.value, str(kind.label)) for kind in AT_A_DESK],
    )


def house_of(actor: Actor) -> Q:
    """The bodies in which the actor works, and their divisions; what was merged into them is not among them."""
    own = working_bodies(actor)
    return Q(Q(pk__in=own) | Q(parent__in=own), valid_to=None)


def _procedures(body_ids: list[int]) -> Options:
    served = Q(competent__in=body_ids) | Q(division__in=body_ids) | Q(one_stop__in=body_ids)
    rows = Service.objects.filter(served).values_list("handling__version__procedure__code", "handling__version__name")
    return [(code, f"{code} – {short(name, LONGEST_NAME)}") for code, name in sorted(dict(rows).items())]


def _officers(body_ids: list[int], on: date) -> Options:
    posts = Post.objects.in_force(on).filter(body__in=body_ids, role__in=DESK_ROLES)
    rows = Officer.objects.filter(pk__in=posts.values("officer")).order_by("full_name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "full_name")]


def short(name: str, length: int) -> str:
    """A name cut to so many letters, with a sign that it was."""
    return name if len(name) <= length else f"{name[:length].rstrip()}…"
