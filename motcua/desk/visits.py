"""The form of a visit, and which visits a dossier has."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.catalogue.eforms.values import tidy
from motcua.catalogue.models import StepKind
from motcua.desk.moments import moment_in
from motcua.directory.actors import Actor
from motcua.dossiers.models import Appointment, Dossier
from motcua.dossiers.permissions import has_step
from motcua.dossiers.visiting import Visit

NAMES = ("when_on", "when_hour", "place", "attendees", "content", "findings", "reason")


def visits_of(dossier: Dossier) -> list[Appointment]:
    """The latest first; 1 query."""
    return list(dossier.appointments.select_related("made_by", "minutes").order_by("-at", "-id"))


def may_visit(dossier: Dossier, actor: Actor) -> bool:
    """Whether the dossier stands at a step of checking that is the actor's to do."""
    is_checking = dossier.step is not None and dossier.step.kind == StepKind.VERIFY
    return is_checking and has_step(dossier, actor) and dossier.holder_id in (None, actor.officer_id)


def visit_in(post: Mapping[str, str]) -> Visit:
    return Visit(
        at=moment_in(post.get("when_on", ""), post.get("when_hour", "")),
        place=tidy(post.get("place", "")),
        attendees=tidy(post.get("attendees", "")),
        content=tidy(post.get("content", "")),
    )


def typed_visit(post: Mapping[str, str], dossier: Dossier) -> dict[str, str]:
    """What stands in the fields: as typed, else who certainly should be there."""
    usual = {**dict.fromkeys(NAMES, ""), "when_hour": "08:00", "attendees": dossier.applicant_name}
    return {name: post.get(name, begun) for name, begun in usual.items()}
