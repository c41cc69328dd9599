"""A dossier found to be another agency's goes there, once the head of that one-stop unit agrees (M22)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import fresh, keep, leave, locked, moved, steps_of
from motcua.dossiers.actions.outside import told_outside
from motcua.dossiers.actions.overtaking import drop_drafted
from motcua.dossiers.actions.steps import arrive
from motcua.dossiers.actions.stopping import AlreadySigned, demand_unsigned
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import Redirected, RedirectionAsked, RedirectionDeclined
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Branch, Decision, Dossier, Redirection, TaskEnd
from motcua.dossiers.permissions import awaits_competent, may_be_asked_to_take
from motcua.dossiers.redirecting import open_redirection, targets_of
from motcua.dossiers.texts import faults_in
from motcua.journal.recording import record

LONGEST = 2000  # characters of a reason


class AskedAlready(DossierError):
    """One agency is asked at a time."""

    def __init__(self, body: str) -> None:
        super().__init__(body)
        self.body = body

    def __str__(self) -> str:
        return _("%(body)s has been asked already. Wait for its answer.") % {"body": self.body}


class AnsweredBefore(DossierError):
    """A colleague answered the question first."""

    def __str__(self) -> str:
        return _("This question has been answered already.")


class SignedSoNotSent(AlreadySigned):
    def __str__(self) -> str:
        return _("The decision has been signed, so the dossier can no longer go to another agency.")


@transaction.atomic
def ask_redirection(
    dossier_id: int, *, service_id: int | None, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Redirection:
    """Ask another agency's one-stop head to take a dossier that is hers; it stays, and its clock runs, meanwhile."""
    dossier = locked(dossier_id, Move.REDIRECT, by=by, version=version)
    if awaits_competent(dossier):
        raise NotPossible(dossier.life, Move.REDIRECT)
    if before := open_redirection(dossier):
        raise AskedAlready(before.to_service.competent.name)
    demand_unsigned(dossier, SignedSoNotSent)
    target = targets_of(dossier, localtime(at).date()).filter(pk=service_id or 0).first()
    faults = faults_in("reason", reason, LONGEST, _("Write why it should go there: the other head reads it."))
    if target is None:
        faults.insert(0, ("service", _("Choose the agency that should settle it.")))
    if target is None or faults:
        raise Incomplete(faults)
    asked = {"reason": reason.strip(), "asked_by_id": by.officer_id, "asked_at": at}
    row = Redirection.objects.create(dossier=dossier, to_service=target, from_body_id=dossier.competent_id, **asked)
    keep(dossier)
    fact = RedirectionAsked(row.pk, body_id=target.competent_id, reason=row.reason)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return row


@transaction.atomic
def agree_to_redirection(redirection_id: int, *, by: Actor, at: datetime) -> Dossier:
    """Take the dossier over: another agency, its first step, a new leg; the clock keeps running."""
    row = _asked(redirection_id, by)
    dossier = fresh(row.dossier_id, Move.REDIRECT, version=None)
    _answer(row, is_agreed=True, by=by, at=at)
    demand_unsigned(dossier, SignedSoNotSent)
    Decision.objects.filter(dossier=dossier).delete()  # the draft of an agency that had nothing to decide
    drop_drafted(dossier, by=by, at=at)
    asker = Actor(officer_id=row.asked_by_id)
    waited = leave(dossier, by=asker, at=at, end=TaskEnd.HANDED_ON, note=row.reason)
    moved(dossier, Move.REDIRECT)
    dossier.service, dossier.competent = row.to_service, row.to_service.competent
    keep(dossier, "status", "service", "competent")
    task = arrive(dossier, routing.first_step(steps_of(dossier)), at)[0]
    Branch.objects.filter(child=dossier).update(service=row.to_service)
    due_at = task.due_at.isoformat()
    fact = Redirected(row.pk, row.to_service_id, body_id=dossier.competent_id, step_id=task.step_id, due_at=due_at)
    record(*waited, fact, *told_outside(dossier), subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def decline_redirection(redirection_id: int, *, reason: str, by: Actor, at: datetime) -> Dossier:
    """Leave the dossier where it is, with the reason that the head who asked reads."""
    if faults := faults_in("reason", reason, LONGEST, _("Write why you do not take it: the other head reads it.")):
        raise Incomplete(faults)
    row = _asked(redirection_id, by)
    dossier = Dossier.objects.lock(row.dossier_id)
    _answer(row, is_agreed=False, by=by, at=at)
    keep(dossier)
    fact = RedirectionDeclined(row.pk, body_id=row.to_service.competent_id, reason=reason.strip())
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _asked(redirection_id: int, by: Actor) -> Redirection:
    row = Redirection.objects.select_related("to_service__competent").filter(pk=redirection_id).first()
    if row is None or not may_be_asked_to_take(row.to_service, by):
        raise NotAllowed
    return row


def _answer(row: Redirection, *, is_agreed: bool, by: Actor, at: datetime) -> None:
    """Write the answer down; the dossier is locked, so nobody else answers meanwhile."""
    row.refresh_from_db(fields=["answered_at"])
    if row.answered_at:
        raise AnsweredBefore
    row.is_agreed, row.answered_by_id, row.answered_at = is_agreed, by.officer_id, at
    row.save(update_fields=["is_agreed", "answered_by", "answered_at"])
