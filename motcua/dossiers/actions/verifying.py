"""Facts of a part of a linked group must be verified: its decree gives a longer limit for that (rulebook B.9.1)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import keep, locked
from motcua.dossiers.actions.pausing import PROMISED, renew_promise
from motcua.dossiers.errors import DossierError
from motcua.dossiers.facts import VerificationDeclared
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Extension
from motcua.dossiers.texts import Asked, read_texts
from motcua.dossiers.verifying import Longer, longer_limit
from motcua.journal.recording import record


class NoLongerLimit(DossierError):
    """No act gives this dossier more time for verifying, or it was given already."""

    def __str__(self) -> str:
        return _("No act gives this dossier a longer time limit for verifying now.")


class TooLateToVerify(DossierError):
    """A date that has passed, or was renewed with an apology, is not moved by verifying."""

    def __str__(self) -> str:
        return _("Verification must be declared before the first due date passes, and before any apology.")


@transaction.atomic
def declare_verification(
    dossier_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """Say what must be verified: the part gets the limit that its decree gives for it, once.

    The hours of its steps stay as the process has them: only the promise moves.
    """
    missing = _("Write what must be verified and why: the applicant reads it.")
    said = read_texts({"reason": reason}, {"reason": Asked(2000, missing)})
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    longer, before = _demand(dossier, at), dossier.due_at
    dossier.verified_workdays = longer.workdays
    renew_promise(dossier)
    keep(dossier, "verified_workdays", *PROMISED)
    assert before and dossier.due_at
    dates = {"old_due_at": before.isoformat(), "due_at": dossier.due_at.isoformat()}
    fact = VerificationDeclared(longer.workdays, said["reason"], longer.basis, **dates)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def longer_for(dossier: Dossier) -> Longer | None:
    """The longer limit that may still be given to a dossier; 1 query for a part of a group, none for another."""
    if dossier.parent_id is None or dossier.verified_workdays is not None:
        return None
    whole = Dossier.objects.values_list("procedure_code", flat=True).get(pk=dossier.parent_id)
    return longer_limit(whole, dossier.procedure_code)


def _demand(dossier: Dossier, at: datetime) -> Longer:
    longer = longer_for(dossier)
    if longer is None:
        raise NoLongerLimit
    signed = Extension.objects.filter(dossier=dossier, signed_at__isnull=False)
    if dossier.due_at is None or at > dossier.due_at or signed.exists():
        raise TooLateToVerify
    return longer
