"""A council advises (M9): who sat and what was concluded are recorded, and the dossier goes on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import locked
from motcua.dossiers.actions.steps import leave_done
from motcua.dossiers.errors import Incomplete, NotPossible
from motcua.dossiers.facts import CouncilHeld
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import CouncilSitting, Dossier
from motcua.dossiers.texts import faults_in

LONGEST = {"members": 2000, "conclusion": 4000}  # characters


@transaction.atomic
def conclude_council(
    dossier_id: int,
    *,
    sat_at: datetime | None,
    members: str,
    conclusion: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Record the sitting and finish the council's step; `members` has one person a line."""
    if faults := _faults(sat_at, members, conclusion, at):
        raise Incomplete(faults)
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    if dossier.step is None or dossier.step.kind != StepKind.COUNCIL:
        raise NotPossible(dossier.life, Move.STEP)
    names = [line.strip() for line in members.splitlines() if line.strip()]
    assert sat_at is not None and by.officer_id is not None
    sitting = CouncilSitting.objects.create(
        dossier=dossier,
        step_id=dossier.step.pk,
        sat_at=sat_at,
        members="\n".join(names),
        conclusion=conclusion.strip(),
        recorded_by_id=by.officer_id,
        recorded_at=at,
    )
    return leave_done(dossier, by=by, at=at, also=(CouncilHeld(sitting_id=sitting.pk, members=len(names)),))


def _faults(sat_at: datetime | None, members: str, conclusion: str, at: datetime) -> list[tuple[str, str]]:
    if sat_at is None:
        faults = [("sat_at", _("Say when the council sat."))]
    else:
        faults = [("sat_at", _("The council cannot have sat in the future."))] if sat_at > at else []
    faults += faults_in("members", members, LONGEST["members"], _("Name who sat, one person a line."))
    faults += faults_in("conclusion", conclusion, LONGEST["conclusion"], _("Write what the council concluded."))
    return faults
