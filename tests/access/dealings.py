"""The acts of money, consent, stopping, correcting and posting, as rows of the table in `test_acts`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from motcua.directory.actors import Actor
from motcua.directory.roles import Role as R
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from motcua.dossiers.waiving import Relief
from tests.dossiers.makers import NINE, Office, make_dossier
from tests.dossiers.test_paying import ASKED, asked, cashier_of

LATER = NINE + timedelta(hours=2)
GROUND = {"ground": "death", "text": "Đã chết.", "basis": "Điều 1"}
BASIS = "NĐ 301/2026/NĐ-CP"
RETURNING = {R.RETURN_OFFICER, R.RECEPTION_OFFICER, R.ONE_STOP_HEAD}
Act = Callable[[Dossier, Actor], Any]


def owing(office: Office) -> Dossier:
    return asked(office)[0]


def to_refund(office: Office) -> Dossier:
    dossier, row = asked(office)
    taken = {"obligation_id": row.pk, "amount": row.amount, "receipt": "1"}
    actions.pay(dossier.pk, **taken, by=cashier_of(office), at=NINE)
    return actions.stop(dossier.pk, **GROUND, refunds=[row.pk], by=office.head, at=LATER)


def awaiting_consent(office: Office) -> Dossier:
    return actions.ask_consent(make_dossier(office).pk, basis=BASIS, by=office.case, at=NINE)


def to_post(office: Office) -> Dossier:
    dossier = make_dossier(office, Status.RESOLVED)
    Dossier.objects.filter(pk=dossier.pk).update(delivery="post")
    return dossier


def posted(office: Office) -> Dossier:
    return actions.post_result(to_post(office).pk, tracking="RR1", by=office.returning, at=LATER)


def settled(office: Office) -> Dossier:
    return make_dossier(office, Status.RESOLVED)


def _pay(dossier: Dossier, actor: Actor) -> None:
    row = dossier.obligations.get()
    actions.pay(dossier.pk, obligation_id=row.pk, amount=row.amount, receipt="1", by=actor, at=LATER)


def _refund(dossier: Dossier, actor: Actor) -> None:
    actions.refund(dossier.pk, obligation_id=dossier.obligations.get().pk, voucher="1", by=actor, at=LATER)


def _by(verb: Callable[..., Any], **values: Any) -> Act:
    return lambda dossier, actor: verb(dossier.pk, by=actor, at=LATER, **values)


def _waive(dossier: Dossier, actor: Actor) -> None:
    said = Relief(1, "poor", "Giấy số 1", "Điều 10")
    actions.waive(dossier.pk, said, obligation_id=dossier.obligations.get().pk, by=actor, at=LATER)


DEALINGS: dict[str, tuple[Callable[[Office], Dossier], Act, set[R]]] = {
    "ask for money": (make_dossier, _by(actions.ask_payment, **ASKED), {R.CASE_OFFICER}),
    "take money": (owing, _pay, {R.CASHIER}),
    "waive a fee": (owing, _waive, {R.SIGNATORY, R.HEAD}),
    "give money back": (to_refund, _refund, {R.CASHIER}),
    "stop": (make_dossier, _by(actions.stop, **GROUND), {R.SIGNATORY, R.HEAD}),
    "wait for consent": (make_dossier, _by(actions.ask_consent, basis=BASIS), {R.CASE_OFFICER}),
    "record consent": (awaiting_consent, _by(actions.record_consent), {R.CASE_OFFICER}),
    "go on without consent": (awaiting_consent, _by(actions.end_consent, reason="Không"), {R.CASE_OFFICER}),
    "correct": (settled, _by(actions.open_correction, ground="Sai"), {R.SIGNATORY, R.HEAD, R.CASE_OFFICER}),
    "post": (to_post, _by(actions.post_result, tracking="RR1"), RETURNING),
    "take back from the post": (posted, _by(actions.note_post_failure, reason="Vắng"), RETURNING),
}
