"""What a dossier's page offers of its way: a council's sitting, another process by decision."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.desk.offering import Further
from motcua.directory.actors import Actor
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.permissions import has_step, may_switch
from motcua.dossiers.routing import steps_before, steps_of
from motcua.dossiers.statuses import Status


def offer_council(dossier: Dossier, actor: Actor) -> Further | None:
    """To record the sitting at its step; afterwards to read what was concluded."""
    kinds = {step.kind for step in steps_of(dossier)} if dossier.step_id else set()
    if StepKind.COUNCIL not in kinds:
        return None
    url = reverse("desk:council", args=[dossier.public_id])
    if dossier.step and dossier.step.kind == StepKind.COUNCIL and has_step(dossier, actor):
        return Further(_("Record the council's conclusion"), url, _("waited for"), is_pressing=True)
    return Further(_("The council"), url)


def earlier_steps(dossier: Dossier, decision: Decision | None) -> list[tuple[str, str]]:
    """The steps to which the dossier may be sent back, as options, the nearest first."""
    steps = steps_of(dossier)
    earlier = steps_before(steps, dossier.step_id or 0, decision.outcome if decision else "")
    return [(str(step.id), f"{step.no}. {step.name}") for step in reversed(earlier)]


def offer_switch(dossier: Dossier, actor: Actor) -> Further | None:
    if dossier.status != Status.IN_PROGRESS or dossier.step_id is None or not may_switch(dossier, actor):
        return None
    return Further(_("Go on by another process"), reverse("desk:switch", args=[dossier.public_id]))
