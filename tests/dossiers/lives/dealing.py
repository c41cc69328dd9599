"""The acts of money, of dates, of other agencies, of ends before the result; and what befalls all dossiers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db.models import F

from motcua.directory import actions as directory
from motcua.directory.actors import SYSTEM, Actor
from motcua.directory.models import CalendarDay
from motcua.dossiers import actions
from motcua.dossiers.actions.outages import Declared
from motcua.dossiers.clock import calendar_of
from motcua.dossiers.extending import Apology, close_on
from motcua.dossiers.legs import reckoning_of
from motcua.dossiers.models import BulkAct, Consultation, Obligation, Outage, Redirection, SupplementRequest
from motcua.dossiers.recharging import Elsewhere
from motcua.dossiers.statuses import Status
from motcua.dossiers.verifying import RESIDENCE
from motcua.dossiers.waiving import Relief
from tests.dossiers.lives.act import Act, Doing, at, never, on_step, there, verb, works
from tests.dossiers.lives.living import MONEY, Living

STOP: dict[str, Any] = {"ground": "death", "text": "Người nộp đã mất.", "basis": "Điều 19"}


def pay(life: Living, by: Actor) -> Any:
    unpaid = Obligation.objects.filter(dossier=life.dossier, paid_at=None)
    owed = unpaid.exclude(waiver__amount=F("amount")).first()
    number, amount = (owed.pk, owed.to_pay) if owed else (0, 1)
    return actions.pay(life.dossier.pk, obligation_id=number, amount=amount, receipt="BL-1", by=by, at=life.at)


def refund(life: Living, by: Actor) -> Any:
    paid = Obligation.objects.filter(dossier=life.dossier, paid_at__isnull=False).last()
    number = paid.pk if paid else 0
    return actions.refund(life.dossier.pk, obligation_id=number, voucher="PC-1", by=by, at=life.at)


def waive(life: Living, by: Actor) -> Any:
    return relieve(life, by, 1)


def reduce(life: Living, by: Actor) -> Any:
    return relieve(life, by, 2)


def relieve(life: Living, by: Actor, parts: int) -> Any:
    """Of the whole sum, or of its half."""
    owed = Obligation.objects.filter(dossier=life.dossier, paid_at=None).first()
    number, amount = (owed.pk, owed.amount) if owed else (0, 1)
    said = Relief(amount // parts, "poor", "Sổ hộ nghèo số 3", "NQ 1/2026")
    return actions.waive(life.dossier.pk, said, obligation_id=number, by=by, at=life.at)


def apology(life: Living) -> Apology:
    due_at = life.dossier.due_at or life.at
    day = due_at.date() + timedelta(days=7)
    return Apology("step", "Hồ sơ phức tạp.", close_on(day, calendar_of(life.dossier)))


def draft_extension(life: Living, by: Actor) -> Any:
    return actions.draft_extension(life.dossier.pk, apology(life), by=by, at=life.at)


def extend(life: Living, by: Actor) -> Any:
    return actions.extend(life.dossier.pk, apology(life), by=by, at=life.at)


def recharge(life: Living, by: Actor) -> Any:
    """The worst leg is charged to the rule."""
    charged = reckoning_of(life.dossier, life.at).charged() if life.dossier.accepted_at else []
    said = Elsewhere(charged[0][0].key if charged else "", "rule", None, "Thời hạn không thể giữ", "BB 1")
    return actions.recharge(life.dossier.pk, said, by=by, at=life.at)


def ask_redirection(life: Living, by: Actor) -> Any:
    """To the other place that settles the same procedure, or back."""
    services = life.people.services
    target = services["plain" if life.dossier.service_id == services["twin"].pk else "twin"]
    return actions.ask_redirection(life.dossier.pk, service_id=target.pk, reason="Đất xã bên", by=by, at=life.at)


def agree(life: Living, by: Actor) -> Any:
    return actions.agree_to_redirection(last_redirection(life), by=by, at=life.at)


def decline(life: Living, by: Actor) -> Any:
    return actions.decline_redirection(last_redirection(life), reason="Không phải", by=by, at=life.at)


def last_redirection(life: Living) -> int:
    return Redirection.objects.filter(dossier=life.dossier).values_list("pk", flat=True).order_by("-pk").first() or 0


def bulk(act: BulkAct, *, undo: bool = False, **how: Any) -> Doing:
    """One act on the one dossier; each item is refused by itself, so the run never is."""

    def do(life: Living, by: Actor) -> Any:
        chosen = [(life.dossier.pk, life.dossier.version)]
        run = actions.run_bulk(uuid4(), act, chosen, **how, by=by, at=life.at)
        return actions.undo_bulk(run.pk, by=by, at=life.at) if undo else run

    return do


def declare_outage(life: Living, by: Actor) -> Any:
    """The last hours were lost; it is over."""
    return _declare(life, by, life.at)


def declare_failure(life: Living, by: Actor) -> Any:
    """It fails, and nobody knows until when."""
    return _declare(life, by, None)


def _declare(life: Living, by: Actor, ends_at: Any) -> Any:
    body_id = life.dossier.competent_id
    down = Declared(body_id, life.at - timedelta(hours=7), ends_at, "Mất điện", "1/TB", is_planned=False)
    return changed(life, actions.declare_outage(down, by=by, at=life.at))


def end_outage(life: Living, by: Actor) -> Any:
    last = there(Outage.objects.order_by("pk").last())
    return changed(life, actions.end_outage(last.pk, ends_at=life.at, by=by, at=life.at))


def close_offices(life: Living, by: Actor) -> Any:
    """The next weekday that is not off yet."""
    on = life.at.date() + timedelta(days=1)
    while on.weekday() > 4 or on in life.days_off:
        on += timedelta(days=1)
    day = CalendarDay(on=on, kind="local_off", name="Bão", basis="12/CĐ-UBND")
    directory.add_calendar_day(day, by=by, at=life.at)
    life.days_off.append(on)
    return changed(life, day)


def changed(life: Living, what: Any) -> Any:
    life.is_stale = True
    return what


def recompute(life: Living, by: Actor) -> Any:
    run = actions.start_recompute(because="Bão", by=by, at=life.at)
    while run.finished_at is None:
        run = actions.recompute_batch(run.pk, at=life.at, size=2)
    life.is_stale = False
    return run


def watch(life: Living) -> None:
    """What the timetable does: silences noted, stops proposed."""
    for asked in Consultation.objects.silent(life.at):
        actions.note_silence(asked.pk, by=SYSTEM, at=life.at)
    for number in SupplementRequest.objects.overdue(life.at).values_list("pk", flat=True):
        actions.propose_stop(number, at=life.at)


def is_offered(life: Living) -> bool:
    return works(life) and "offer to another agency" in life.done


def is_stale(life: Living) -> bool:
    return life.is_stale


def is_over(life: Living) -> bool:
    """Late in the end, and nobody has decided on it yet."""
    dossier, ended = life.dossier, life.dossier.resolved_at or life.dossier.ended_at
    is_late = ended is not None and dossier.first_due_at is not None and ended > dossier.first_due_at
    return is_late and "charge elsewhere" not in life.done


def late_in_life(life: Living) -> bool:
    return works(life) and len(life.done) > 8


def is_owed_back(life: Living) -> bool:
    if life.dossier.status not in (Status.STOPPED, Status.WITHDRAWN):
        return False
    return Obligation.objects.filter(dossier=life.dossier, refundable_at__isnull=False, refunded_at=None).exists()


def is_wanted_back(life: Living) -> bool:
    return works(life) and life.dossier.withdrawal_asked_at is not None


def may_verify(life: Living) -> bool:
    """The part of the group to which its decree gives a longer limit for it."""
    return works(life) and life.dossier.procedure_code == RESIDENCE and life.dossier.verified_workdays is None


DEALING: dict[str, Act] = {
    "ask for money": Act("step", on_step("process"), verb(actions.ask_payment, **MONEY)),
    "pay": Act("cashier", at(Status.AWAITING_PAYMENT), pay, 5),
    "waive": Act("head", at(Status.AWAITING_PAYMENT), waive),
    "reduce": Act("head", at(Status.AWAITING_PAYMENT), reduce),
    "give back": Act("cashier", is_owed_back, refund, 3),
    "draft an apology": Act("step", on_step("process"), draft_extension),
    "sign an apology": Act("head", on_step("process"), extend),
    "declare verification": Act("step", may_verify, verb(actions.declare_verification, reason="Chỗ ở"), 6),
    "charge elsewhere": Act("control", is_over, recharge),
    "offer to another agency": Act("one_stop_head", on_step("process"), ask_redirection),
    "agree to take": Act("other one_stop_head", is_offered, agree, 2),
    "decline to take": Act("other one_stop_head", is_offered, decline),
    "take in bulk": Act("step", on_step(), bulk(BulkAct.TAKE)),
    "take in bulk and undo": Act("step", on_step(), bulk(BulkAct.TAKE, undo=True)),
    "approve in bulk": Act("step", on_step("sign"), bulk(BulkAct.APPROVE)),
    "hand over in bulk": Act("returning", at(Status.RESOLVED), bulk(BulkAct.RETURN, receiver="applicant")),
    "complete in bulk": Act("step", never, bulk(BulkAct.COMPLETE)),
    "declare an outage": Act("administrator", on_step(), declare_outage),
    "declare a failure": Act("administrator", never, declare_failure),
    "end the outage": Act("administrator", never, end_outage),
    "close the offices": Act("administrator", on_step("process"), close_offices),
    "count again": Act("administrator", is_stale, recompute, 4),
    "ask to withdraw": Act("citizen", late_in_life, verb(actions.ask_withdrawal, reason="Không cần nữa")),
    "confirm withdrawal": Act("reception", is_wanted_back, verb(actions.withdraw), 6),
    "stop": Act("head", late_in_life, verb(actions.stop, **STOP)),
}
