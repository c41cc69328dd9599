"""Received away from the competent body: by one office for another, whose clock starts when it has it (B.8)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from motcua.catalogue.models import Service
from motcua.catalogue.services import published, reach_of
from motcua.directory.actors import Actor
from motcua.directory.calendars import calendar_for
from motcua.directory.models import Body, BodyKind
from motcua.dossiers.actions.filing import already, new_row, offered, reception_leg, write_new
from motcua.dossiers.actions.moving import due_from, fresh, keep, leave, leg_due, promise_on, rule_of
from motcua.dossiers.actions.reception import hand_on
from motcua.dossiers.errors import NotAllowed, NotOffered
from motcua.dossiers.facts import Accepted, HandedIn, HandedToCompetent, PassedToCompetent, ReceivedForOther
from motcua.dossiers.intake import Intake
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Task, TaskEnd
from motcua.dossiers.passing import passed_on_by
from motcua.dossiers.permissions import RECEPTION, may_pass_over, may_take_over
from motcua.journal.recording import record

AT = ("holder_body", "holder", "step_due_at")
STARTED = ("clock_started_at", "first_due_at", "due_at")


def receive_for_other(
    intake: Intake, *, receiving_id: int, by: Actor, at: datetime, pass_now: bool = True
) -> Dossier:
    """Take in at one one-stop unit what another settles, when the list allows it (NĐ 309/2026 Điều 14.4).

    Form 01 carries a date reckoned from the last moment at which the papers may be passed on (docs/adr/0010).
    The same `intake.key` sent twice gives the dossier of the first. Raises NotAllowed, NotOffered, Incomplete.
    """
    if first := already(intake):
        return first
    try:
        return _receive(intake, receiving_id=receiving_id, by=by, at=at, pass_now=pass_now)
    except IntegrityError:
        if first := already(intake):  # the twin was quicker
            return first
        raise


@transaction.atomic
def pass_to_competent(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Send the papers on to the competent one-stop unit (B.5 step 6): here the receiving unit's leg ends."""
    dossier = fresh(dossier_id, Move.TRANSFER, version=version)
    if not may_pass_over(dossier, by):
        raise NotAllowed
    return _pass_over(dossier, by=by, at=at)


@transaction.atomic
def take_over(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The competent one-stop unit has it: its clock starts, the promise is known, the agency gets it at once."""
    dossier = fresh(dossier_id, Move.TRANSFER, version=version)
    if not may_take_over(dossier, by):
        raise NotAllowed
    dossier.clock_started_at = at
    dossier.first_due_at = dossier.due_at = due_from(dossier, at)
    keep(dossier, *STARTED)
    fact = HandedToCompetent(body_id=dossier.service.one_stop_id, due_at=dossier.due_at.isoformat())
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return hand_on(dossier, by=by, at=at)


@transaction.atomic
def _receive(intake: Intake, *, receiving_id: int, by: Actor, at: datetime, pass_now: bool) -> Dossier:
    service, receiving = offered(intake.service_id, at), _receiving(receiving_id, by)
    _demand_reach(service, receiving, at)
    dossier = new_row(service, intake, Move.HAND_IN, at, receiving=receiving, helper_id=by.officer_id)
    passed_by = passed_on_by(at, calendar_for(receiving_id))
    promise = _promise(dossier, at, passed_by, intake)
    leg = reception_leg(dossier, at)
    leg.due_at = passed_by
    write_new(dossier, service, intake, [leg])
    facts = (HandedIn(intake.channel, service.pk, receiving_id), promise, ReceivedForOther(service.competent_id))
    record(*facts, subject=dossier.subject, by=by.key, at=at, is_new=True)
    return _pass_over(dossier, by=by, at=at) if pass_now else dossier


def _promise(dossier: Dossier, at: datetime, passed_by: datetime, intake: Intake) -> Accepted:
    """The date that form 01 can promise today: as if the competent unit had it at the last lawful moment."""
    dossier.clock_started_at = passed_by
    promise = promise_on(dossier, passed_by, chosen=intake.parts)
    dossier.clock_started_at, dossier.accepted_at = None, at
    return promise


def _pass_over(dossier: Dossier, *, by: Actor, at: datetime) -> Dossier:
    leave(dossier, by=by, at=at, end=TaskEnd.HANDED_ON)
    unit_id, step = dossier.service.one_stop_id, rule_of(dossier).steps[0]
    due_at = leg_due(step, at, unit_id) or at
    Task.objects.create(dossier=dossier, step_id=step.id, body_id=unit_id, received_at=at, due_at=due_at)
    dossier.holder_body_id, dossier.holder_id, dossier.step_due_at = unit_id, None, due_at
    keep(dossier, *AT)
    record(PassedToCompetent(unit_id, due_at.isoformat()), subject=dossier.subject, by=by.key, at=at)
    return dossier


def _receiving(receiving_id: int, by: Actor) -> Body:
    """The one-stop unit that receives, where the actor must have reception."""
    if not any((receiving_id, role) in by.posts for role in RECEPTION):
        raise NotAllowed
    body = Body.objects.get(pk=receiving_id)
    if body.kind != BodyKind.ONE_STOP_CENTRE:
        raise NotAllowed
    return body


def _demand_reach(service: Service, receiving: Body, at: datetime) -> None:
    code = published(service.handling_id).procedure_code
    if service.one_stop_id == receiving.pk or reach_of(code, localtime(at).date()) is None:
        raise NotOffered
