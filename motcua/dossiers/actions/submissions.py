"""Bringing a dossier before the People's Committee (R31): refused without the opinions and a clear position."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import locked
from motcua.dossiers.actions.steps import leave_done
from motcua.dossiers.consulting import position_faults
from motcua.dossiers.errors import Incomplete, NotPossible
from motcua.dossiers.facts import Submitted
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Consultation, Dossier, Opinion, Submission


@transaction.atomic
def submit(
    dossier_id: int,
    *,
    position: str,
    text: str,
    why_none: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Submit with a position, once every agency asked has spoken, and hand the dossier on."""
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    if dossier.step is None or dossier.step.kind != StepKind.SUBMIT:
        raise NotPossible(dossier.life, Move.STEP)
    _demand_ready(dossier, position, text, why_none, at)
    assert by.officer_id is not None
    submission = Submission.objects.create(
        dossier=dossier,
        step_id=dossier.step.pk,
        position=position,
        text=text.strip(),
        why_no_opinion=why_none.strip(),
        submitted_by_id=by.officer_id,
        submitted_at=at,
    )
    fact = Submitted(submission.pk, position)
    return leave_done(dossier, by=by, at=at, also=(fact,))


def _demand_ready(dossier: Dossier, position: str, text: str, why_none: str, at: datetime) -> None:
    faults = position_faults(position, text, has_opinions=has_opinions(dossier), why_none=why_none)
    if waiting := Consultation.objects.filter(dossier=dossier).waiting(at).count():
        sentence = ngettext(
            "%(number)s agency has not answered. Wait, hear it at a meeting, or call the question back.",
            "%(number)s agencies have not answered. Wait, hear them at a meeting, or call the questions back.",
            waiting,
        )
        faults.append(("opinions", sentence % {"number": waiting}))
    if faults:
        raise Incomplete(faults)


def has_opinions(dossier: Dossier) -> bool:
    """Whether an agency was asked in writing, and not called back, or heard at a meeting."""
    asked = Consultation.objects.filter(dossier=dossier, recalled_at=None)
    return asked.exists() or Opinion.objects.heard().filter(meeting__dossier=dossier).exists()
