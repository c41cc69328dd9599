"""The check on the spot (NĐ 61/2018 Điều 19.3): arranged beforehand, held with findings, or cancelled."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.directory.calendars import calendar_for
from motcua.documents.models import File
from motcua.dossiers.actions.moving import keep, locked
from motcua.dossiers.consulting import LONGEST_TEXT, reason_faults
from motcua.dossiers.errors import Incomplete, NotPossible
from motcua.dossiers.facts import VisitArranged, VisitCancelled, VisitHeld
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Appointment, Dossier
from motcua.dossiers.texts import faults_in
from motcua.dossiers.visiting import Visit, is_open, visit_faults
from motcua.journal.recording import record


@transaction.atomic
def arrange_visit(
    dossier_id: int, visit: Visit, *, by: Actor, at: datetime, version: int | None = None
) -> Appointment:
    """Arrange a visit within office hours; the applicant is told when, where, who and what."""
    dossier = _checking(dossier_id, by, version)
    if faults := visit_faults(visit, calendar_for(dossier.holder_body_id), at):
        raise Incomplete(faults)
    assert visit.at is not None and by.officer_id is not None
    arranged = Appointment.objects.create(
        dossier=dossier,
        at=visit.at,
        place=visit.place.strip(),
        attendees=visit.attendees.strip(),
        content=visit.content.strip(),
        made_by_id=by.officer_id,
        made_at=at,
    )
    keep(dossier)
    fact = VisitArranged(arranged.pk, visit.at.isoformat())
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return arranged


@transaction.atomic
def hold_visit(
    visit_id: int,
    *,
    findings: str,
    minutes: File | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Appointment:
    """Record what was found, with the signed minutes as a file."""
    dossier, visit = _open_visit(visit_id, by, version)
    faults = list(faults_in("findings", findings, LONGEST_TEXT, _("Write what was found.")))
    if at < visit.at:
        faults.append(("findings", _("The visit has not taken place yet.")))
    if faults:
        raise Incomplete(faults)
    visit.held_at, visit.findings, visit.minutes = visit.at, findings.strip(), minutes
    visit.save(update_fields=["held_at", "findings", "minutes"])
    keep(dossier)
    record(VisitHeld(visit.pk), subject=dossier.subject, by=by.key, at=at)
    return visit


@transaction.atomic
def cancel_visit(visit_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Appointment:
    """Cancel a visit; the applicant is told, with the reason."""
    dossier, visit = _open_visit(visit_id, by, version)
    if faults := reason_faults(reason, _("Write why: the applicant reads it.")):
        raise Incomplete(faults)
    visit.cancelled_at = at
    visit.save(update_fields=["cancelled_at"])
    keep(dossier)
    record(VisitCancelled(visit.pk, reason.strip()), subject=dossier.subject, by=by.key, at=at)
    return visit


def _open_visit(visit_id: int, by: Actor, version: int | None) -> tuple[Dossier, Appointment]:
    dossier_id = Appointment.objects.values_list("dossier_id", flat=True).get(pk=visit_id)
    dossier = _checking(dossier_id, by, version)
    visit = Appointment.objects.get(pk=visit_id)
    if not is_open(visit):
        raise NotPossible(dossier.life, Move.STEP)
    return dossier, visit


def _checking(dossier_id: int, by: Actor, version: int | None) -> Dossier:
    dossier = locked(dossier_id, Move.STEP, by=by, version=version)
    if dossier.step is None or dossier.step.kind != StepKind.VERIFY:
        raise NotPossible(dossier.life, Move.STEP)
    return dossier
