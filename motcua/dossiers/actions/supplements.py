"""Asking to complete a dossier, once and for everything (M4, M10); again only by a named act and the head's word."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.directory.calendars import calendar_for
from motcua.documents.intake import store_bytes
from motcua.documents.models import File
from motcua.dossiers.actions.moving import fresh, keep, locked, moved, rule_of
from motcua.dossiers.actions.pausing import PAUSED, stop_clock
from motcua.dossiers.actions.stopping import AlreadySigned, demand_unsigned
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import (
    SupplementAsked,
    SupplementAskedBeforeAcceptance,
    SupplementDrafted,
    SupplementDropped,
)
from motcua.dossiers.judging import Point, points_of
from motcua.dossiers.models import Dossier, PauseKind, SupplementItem, SupplementRequest, SupplementStage
from motcua.dossiers.permissions import may_let_go_out
from motcua.dossiers.printing_life import supplement_request as form_02
from motcua.dossiers.supplements import (
    ASKING,
    LONGEST,
    Findings,
    answer_by,
    faults_of,
    modes_for,
    stage_of,
)
from motcua.dossiers.texts import faults_in
from motcua.journal.recording import record
from motcua.lib.worktime import Mode

APPRAISING = frozenset({StepKind.PROCESS.value, StepKind.VERIFY.value, StepKind.WAIT.value, StepKind.REVIEW.value})


class AskedBefore(DossierError):
    """The applicant was asked once already: what follows needs a legal basis and the head's approval."""

    def __str__(self) -> str:
        return _("The applicant was asked before. Name the act that allows it, and the head decides.")


class AnotherOpen(DossierError):
    """One request at a time."""

    def __str__(self) -> str:
        return _("Another request to complete this dossier is still open.")


@transaction.atomic
def ask_supplement(
    dossier_id: int, *, findings: Findings, by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """Ask for everything at once (form 02): the reception before acceptance (M4), the officer at appraisal (M10)."""
    dossier = _asking(dossier_id, by, version)
    if dossier.supplement_requests.exists():
        raise AskedBefore
    return _send_out(dossier, _write(dossier, findings, by, at), by=by, at=at)


@transaction.atomic
def draft_supplement(
    dossier_id: int, *, findings: Findings, by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """Draft a further request with the act that allows it; it goes out when the head says so."""
    dossier = _asking(dossier_id, by, version)
    earlier = SupplementRequest.objects.filter(dossier=dossier)
    if not earlier.exists():
        raise NotPossible(dossier.life, ASKING[stage_of(dossier.status)])
    if earlier.open().exists():
        raise AnotherOpen
    request = _write(dossier, findings, by, at)
    keep(dossier)
    record(SupplementDrafted(request_id=request.pk, no=request.no), subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def approve_supplement(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The head of the competent body lets a further request go out."""
    dossier, request = _drafted(dossier_id, by, version)
    _demand_appraisal(dossier)
    request.approved_by_id = by.officer_id
    return _send_out(dossier, request, by=by, at=at)


@transaction.atomic
def drop_supplement(dossier_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The head does not let a further request go out, and says why."""
    reason = reason.strip()
    if faults := faults_in("reason", reason, LONGEST["reason"], _("Write why: your colleague reads it.")):
        raise Incomplete(faults)
    dossier, request = _drafted(dossier_id, by, version)
    request.approved_by_id, request.dropped_at = by.officer_id, at
    request.save(update_fields=["approved_by", "dropped_at"])
    keep(dossier)
    record(SupplementDropped(request_id=request.pk, reason=reason), subject=dossier.subject, by=by.key, at=at)
    return dossier


def _asking(dossier_id: int, by: Actor, version: int | None) -> Dossier:
    """The dossier, held, for whoever asks at the point where it stands."""
    status = Dossier.objects.values_list("status", flat=True).get(pk=dossier_id)
    dossier = locked(dossier_id, ASKING[stage_of(status)], by=by, version=version)
    _demand_appraisal(dossier)
    return dossier


def _demand_appraisal(dossier: Dossier) -> None:
    """Nothing more is asked for once the draft lies before the signatory, or is signed (rulebook C.7)."""
    move = ASKING[stage_of(dossier.status)]
    if dossier.step is not None and dossier.step.kind not in APPRAISING:
        raise NotPossible(dossier.life, move)
    try:
        demand_unsigned(dossier)
    except AlreadySigned:
        raise NotPossible(dossier.life, move) from None


def _drafted(dossier_id: int, by: Actor, version: int | None) -> tuple[Dossier, SupplementRequest]:
    request = SupplementRequest.objects.drafted().filter(dossier=dossier_id).first()
    stage = SupplementStage(request.stage) if request else SupplementStage.APPRAISAL
    dossier = fresh(dossier_id, ASKING[stage], version=version)
    if not may_let_go_out(dossier, by):
        raise NotAllowed
    request = SupplementRequest.objects.drafted().filter(dossier=dossier).select_related("drafted_by").first()
    if request is None:
        raise NotPossible(dossier.life, ASKING[stage])
    return dossier, request


def _write(dossier: Dossier, findings: Findings, by: Actor, at: datetime) -> SupplementRequest:
    """The request with its items, not yet gone out; Incomplete with every fault."""
    points, rule, no = points_of(dossier), rule_of(dossier), dossier.supplement_requests.count() + 1
    keys = [point.key for point in points]
    assert by.officer_id is not None  # both moves are officers'
    faults = faults_of(findings, keys, modes=modes_for(rule.supplement_mode), is_further=no > 1)
    if faults:
        raise Incomplete(faults)
    request = SupplementRequest.objects.create(
        dossier=dossier,
        no=no,
        stage=stage_of(dossier.status),
        mode=findings.mode or rule.supplement_mode,
        reason=findings.reason,
        basis=findings.basis if no > 1 else "",
        verdicts={key: findings.verdicts[key].is_right for key in keys},
        drafted_by_id=by.officer_id,
        drafted_at=at,
    )
    SupplementItem.objects.bulk_create(_items(request, findings, points))
    return request


def _items(request: SupplementRequest, findings: Findings, points: list[Point]) -> list[SupplementItem]:
    wrong = [point for point in points if findings.verdicts[point.key].is_right is False]
    return [
        SupplementItem(
            request=request,
            no=no,
            paper=point.paper,
            field="" if point.paper else point.key.partition(":")[2],
            name=point.name,
            fault=findings.verdicts[point.key].fault,
            copies=findings.verdicts[point.key].copies,
        )
        for no, point in enumerate(wrong, 1)
    ]


def _send_out(dossier: Dossier, request: SupplementRequest, *, by: Actor, at: datetime) -> Dossier:
    """The request reaches the applicant: the status moves and, after acceptance, the clock stops."""
    workdays = rule_of(dossier).supplement_workdays
    request.asked_at = at
    request.answer_by = answer_by(at, workdays, calendar_for(dossier.receiving_id))
    request.file = _form_02(request, by=by, at=at)
    request.save()
    moved(dossier, ASKING[SupplementStage(request.stage)])
    items, until = request.items.count(), request.answer_by.isoformat() if request.answer_by else None
    fact: SupplementAsked | SupplementAskedBeforeAcceptance
    if request.stage == SupplementStage.RECEPTION:
        fact = SupplementAskedBeforeAcceptance(request_id=request.pk, items=items, answer_by=until)
    else:
        _stop(dossier, request, by=by, at=at)
        fact = SupplementAsked(request.pk, request.no, items, request.mode, request.basis, until)
    keep(dossier, *PAUSED)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _form_02(request: SupplementRequest, *, by: Actor, at: datetime) -> File:
    """The paper as the applicant gets it; what is printed later is this file."""
    pdf = form_02(request, by=by, at=at)
    return store_bytes(f"yeu-cau-bo-sung-{request.dossier.code}-{request.no}.pdf", pdf, "application/pdf", by.key)


def _stop(dossier: Dossier, request: SupplementRequest, *, by: Actor, at: datetime) -> None:
    # The leg that ends is the officer's who asked, not the head's who approved.
    drafter = Actor(officer_id=request.drafted_by_id)
    mode = Mode(request.mode)
    stop_clock(dossier, PauseKind.SUPPLEMENT, mode=mode, basis=request.basis, by=drafter, at=at)
    dossier.step_due_at = None
