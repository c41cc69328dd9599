"""Failures of the system are declared, announced, ended: no officer's clock runs meanwhile (NĐ 224/2026 Điều 13)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.calendars import mark_changed
from motcua.directory.permissions import ADMINISTRATORS, serves_the_province
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.facts import OutageCalledOff, OutageDeclared, OutageEnded
from motcua.dossiers.models import Outage
from motcua.dossiers.texts import Asked, Fault, text_faults
from motcua.journal.recording import hold, record

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Declared:
    """An outage as typed; `body_id` None is the whole province, `ends_at` None not known yet."""

    body_id: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    ground: str
    basis: str
    is_planned: bool


@transaction.atomic
def declare_outage(typed: Declared, *, by: Actor, at: datetime) -> Outage:
    """Say that the system fails, failed or will be down; open dossiers are moved by the recompute job.

    Raises NotAllowed, or Incomplete with every fault.
    """
    _demand_administrator(by)
    hold("outages")
    if faults := [*_text_faults(typed), *_time_faults(typed, at), *_twin(typed)]:
        raise Incomplete(faults)
    assert by.officer_id is not None and typed.starts_at is not None
    outage = Outage.objects.create(
        body_id=typed.body_id,
        starts_at=typed.starts_at,
        ends_at=typed.ends_at,
        ground=typed.ground.strip(),
        basis=typed.basis.strip(),
        is_planned=typed.is_planned,
        declared_by_id=by.officer_id,
        declared_at=at,
    )
    mark_changed()
    fact = OutageDeclared(typed.body_id, typed.starts_at.isoformat(), _said(typed.ends_at), typed.is_planned)
    record(fact, subject=outage.subject, by=by.key, at=at, is_new=True)
    return outage


@transaction.atomic
def end_outage(outage_id: int, *, ends_at: datetime | None, by: Actor, at: datetime) -> Outage:
    """Say when the system really came back; an end that was announced may be set right the same way."""
    outage = _held(outage_id, by)
    if outage.called_off_at:
        raise Incomplete([("ends_at", _("This outage was called off."))])
    if fault := _end_fault(outage.starts_at, ends_at, at):
        raise Incomplete([("ends_at", fault)])
    assert ends_at is not None
    outage.ends_at = ends_at
    outage.save(update_fields=["ends_at"])
    mark_changed()
    record(OutageEnded(ends_at.isoformat()), subject=outage.subject, by=by.key, at=at)
    return outage


@transaction.atomic
def call_off_outage(outage_id: int, *, reason: str, by: Actor, at: datetime) -> Outage:
    """Take an announcement back before it begins; the row stays, and stops no clock."""
    outage = _held(outage_id, by)
    faults = text_faults({"reason": reason}, {"reason": Asked(500, _("Write why it is called off: people read it."))})
    if outage.called_off_at or outage.starts_at <= at:
        faults.append(("", _("Only an outage that has not begun is called off; one that has is ended.")))
    if faults:
        raise Incomplete(faults)
    outage.called_off_at = at
    outage.save(update_fields=["called_off_at"])
    mark_changed()
    record(OutageCalledOff(reason.strip()), subject=outage.subject, by=by.key, at=at)
    return outage


def _held(outage_id: int, by: Actor) -> Outage:
    _demand_administrator(by)
    return Outage.objects.select_for_update().get(pk=outage_id)


def _demand_administrator(by: Actor) -> None:
    if by.officer_id is None or not serves_the_province(by, ADMINISTRATORS):
        raise NotAllowed


def _text_faults(typed: Declared) -> list[Fault]:
    asked = {
        "ground": Asked(500, _("Write what failed or what is done: people read it.")),
        "basis": Asked(300, _("Name the announcement or decision: its number and date.")),
    }
    return text_faults({"ground": typed.ground, "basis": typed.basis}, asked)


def _time_faults(typed: Declared, at: datetime) -> list[Fault]:
    if typed.starts_at is None:
        return [("starts_at", _("Say when it begins, as day and hour."))]
    faults = []
    if typed.starts_at > at and not typed.is_planned:
        faults.append(("starts_at", _("A failure cannot be declared before it happens; a planned outage can.")))
    if typed.ends_at is not None and (fault := _span_fault(typed.starts_at, typed.ends_at)):
        faults.append(("ends_at", fault))
    if typed.ends_at is None and typed.is_planned:
        faults.append(("ends_at", _("Say when a planned outage ends: people must know how long to wait.")))
    if typed.ends_at is not None and typed.ends_at > at and not typed.is_planned:
        faults.append(("ends_at", _("Leave the end empty until the system is back.")))
    return faults


def _end_fault(starts_at: datetime, ends_at: datetime | None, at: datetime) -> str:
    if ends_at is None:
        return _("Say when the system came back, as day and hour.")
    if ends_at > at:
        return _("The end lies in the future: end the outage when the system is back.")
    return _span_fault(starts_at, ends_at)


def _span_fault(starts_at: datetime, ends_at: datetime) -> str:
    if ends_at <= starts_at:
        return _("The end must be later than the beginning.")
    return _("An outage of more than a year is a slip of the keyboard.") if ends_at - starts_at > LONGEST else ""


def _twin(typed: Declared) -> list[Fault]:
    """The same button pressed twice declares one outage."""
    if typed.starts_at is None:
        return []
    same = Outage.objects.declared().filter(body=typed.body_id, starts_at=typed.starts_at)
    words = _("An outage of the same office from this moment is declared already.")
    return [("starts_at", words)] if same.exists() else []


def _said(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
