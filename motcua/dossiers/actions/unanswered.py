"""A request that nobody answers in time: the system proposes to stop, an officer decides (M12)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.models import OnSilence
from motcua.directory.actors import SYSTEM, Actor
from motcua.dossiers.actions.moving import END, close, keep, locked, moved, rule_of
from motcua.dossiers.actions.pausing import PROMISED, end_waits
from motcua.dossiers.actions.paying import settle_money
from motcua.dossiers.actions.stopping import issue_stop_notice
from motcua.dossiers.codes import allocate_decision_number
from motcua.dossiers.errors import DossierError, Incomplete, NotPossible
from motcua.dossiers.facts import RefusedUnanswered, StopProposed, SupplementNotAnswered
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Decision, Dossier, SupplementRequest, SupplementStage
from motcua.dossiers.printing import refusal_file
from motcua.dossiers.statuses import Outcome
from motcua.dossiers.supplements import LONGEST
from motcua.dossiers.texts import faults_in
from motcua.journal.recording import record

RESULT = (*END, "outcome", "resolved_at")


class StillInTime(DossierError):
    """The applicant may still answer."""

    def __str__(self) -> str:
        return _("The time to answer is not over yet.")


@transaction.atomic
def propose_stop(request_id: int, *, at: datetime) -> None:
    """Note once that the time is over; nothing changes until an officer decides."""
    dossier = Dossier.objects.lock(SupplementRequest.objects.values_list("dossier", flat=True).get(pk=request_id))
    request = SupplementRequest.objects.overdue(at).filter(pk=request_id, stop_proposed_at=None).first()
    if request is None:
        return
    request.stop_proposed_at = at
    request.save(update_fields=["stop_proposed_at"])
    record(StopProposed(request_id=request.pk), subject=dossier.subject, by=SYSTEM.key, at=at)


@transaction.atomic
def stop_unanswered(
    dossier_id: int,
    *,
    ground: str,
    refunds: Collection[int] | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Confirm that the dossier ends unanswered (M12, form 05).

    `refunds` are the paid obligations that go back, None for all that the law gives back.
    """
    ground = _worded(ground)
    dossier, request = _overdue(dossier_id, Move.SUPPLEMENT_OVERDUE, by, at, version)
    settle_money(dossier, refunds=refunds, at=at)
    issue_stop_notice(dossier, ground=ground, basis="", by=by, at=at)
    moved(dossier, Move.SUPPLEMENT_OVERDUE)
    end_waits(dossier, at)
    close(dossier, at)
    keep(dossier, *END, *PROMISED, "money")
    fact = SupplementNotAnswered(request_id=request.pk, ground=ground)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def refuse_unanswered(
    dossier_id: int, *, ground: str, by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """Where the procedure's law refuses instead of stopping, the signatory refuses: a result with its paper (M12)."""
    ground = _worded(ground)
    dossier, request = _overdue(dossier_id, Move.REFUSE_UNANSWERED, by, at, version)
    moved(dossier, Move.REFUSE_UNANSWERED)
    end_waits(dossier, at)
    close(dossier, at, is_final=False)
    dossier.outcome, dossier.resolved_at = Outcome.REFUSED, at
    decision = _refusal(dossier, ground, by=by, at=at)
    keep(dossier, *RESULT, *PROMISED)
    assert decision.file is not None
    fact = RefusedUnanswered(request.pk, ground, decision.number, decision.file.pk)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def move_of(dossier: Dossier, request: SupplementRequest) -> Move:
    """What silence leads to: before acceptance there is nothing to refuse, so the dossier is stopped."""
    refuses = rule_of(dossier).on_silence == OnSilence.REFUSE and request.stage == SupplementStage.APPRAISAL
    return Move.REFUSE_UNANSWERED if refuses else Move.SUPPLEMENT_OVERDUE


def _overdue(
    dossier_id: int, move: Move, by: Actor, at: datetime, version: int | None
) -> tuple[Dossier, SupplementRequest]:
    dossier = locked(dossier_id, move, by=by, version=version)
    request = SupplementRequest.objects.waiting().filter(dossier=dossier).first()
    if request is None or move_of(dossier, request) is not move:
        raise NotPossible(dossier.life, move)
    if request.answer_by is None or at <= request.answer_by:
        raise StillInTime
    return dossier, request


def _refusal(dossier: Dossier, ground: str, *, by: Actor, at: datetime) -> Decision:
    number = allocate_decision_number(dossier.competent.code, localtime(at).date())
    words = {"outcome": Outcome.REFUSED, "title": dossier.title[:500], "ground": ground, "number": number}
    signed = {"approved_by_id": by.officer_id, "approved_at": at, "drafted_by_id": by.officer_id, "drafted_at": at}
    decision, _made = Decision.objects.update_or_create(dossier=dossier, defaults=words | signed)
    decision = Decision.objects.select_related("approved_by").get(pk=decision.pk)
    decision.issued_by_id, decision.issued_at = by.officer_id, at
    decision.file = refusal_file(dossier, decision, by=by, at=at)
    decision.save()
    return decision


def _worded(ground: str) -> str:
    if faults := faults_in("ground", ground, LONGEST["reason"], _("Write the ground: the applicant reads it.")):
        raise Incomplete(faults)
    return ground.strip()
