"""Waiting for a consent on VNeID, the applicant's or a third person's (rulebook B.7.2-8).

The status stays "in progress", for the law has none of its own for this wait; the stage says it, and nobody can work
on the dossier meanwhile.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import STAGES, keep, locked, unchanged
from motcua.dossiers.actions.outside import told_outside
from motcua.dossiers.actions.pausing import PAUSED, RESUMED, run_clock, stop_clock
from motcua.dossiers.errors import NotPossible
from motcua.dossiers.facts import ConsentAsked, Consented, ConsentNotGiven
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, PauseKind
from motcua.dossiers.permissions import demand
from motcua.dossiers.statuses import Stage
from motcua.dossiers.texts import Asked, read_texts
from motcua.journal.facts import Fact
from motcua.journal.recording import record
from motcua.lib.worktime import Mode


@transaction.atomic
def ask_consent(dossier_id: int, *, basis: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Stop the clock until somebody consents on VNeID; only where an act is named that lets the time stand still."""
    missing = _("Name the act by which this wait does not count: without it the clock must run.")
    said = read_texts({"basis": basis}, {"basis": Asked(300, missing)})
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    stop_clock(dossier, PauseKind.CONSENT, mode=Mode.RESUME, basis=said["basis"], by=by, at=at)
    dossier.step_due_at, dossier.stage = None, Stage.AWAITING_CONSENT
    keep(dossier, *PAUSED, "stage")
    record(ConsentAsked(basis=said["basis"]), subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def record_consent(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The consent is there: the clock runs again."""
    dossier = _waiting(dossier_id, by, version)
    due_at = _go_on(dossier, at)
    return _told(dossier, Consented(due_at=due_at.isoformat()), by, at)


@transaction.atomic
def end_consent(dossier_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The consent was refused or did not come: the clock runs again, and the agency decides without it."""
    said = read_texts({"reason": reason}, {"reason": Asked(2000, _("Say why there is no consent."))})
    dossier = _waiting(dossier_id, by, version)
    due_at = _go_on(dossier, at)
    return _told(dossier, ConsentNotGiven(reason=said["reason"], due_at=due_at.isoformat()), by, at)


def _waiting(dossier_id: int, by: Actor, version: int | None) -> Dossier:
    dossier = unchanged(dossier_id, version=version)
    demand(Move.STEP, dossier, by)
    if not dossier.awaits_consent:
        raise NotPossible(dossier.life, Move.STEP)
    return dossier


def _go_on(dossier: Dossier, at: datetime) -> datetime:
    assert dossier.step is not None
    dossier.stage = STAGES[dossier.step.kind]
    return run_clock(dossier, PauseKind.CONSENT, at=at)


def _told(dossier: Dossier, fact: Fact, by: Actor, at: datetime) -> Dossier:
    keep(dossier, *RESUMED, "stage")
    record(fact, *told_outside(dossier), subject=dossier.subject, by=by.key, at=at)
    return dossier
