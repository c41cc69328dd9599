"""Money: asked for, paid once, given back; the clock stands still in between."""

from datetime import timedelta

import pytest

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions.paying import AlreadyPaid
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.models import Dossier, Obligation, Pause
from motcua.dossiers.statuses import Money, Status
from tests.directory.makers import make_officer
from tests.dossiers.makers import NINE, Office, make_dossier, make_office, resolve
from tests.dossiers.test_actions import kinds, refused

pytestmark = pytest.mark.django_db
ASKED = {
    "name": "Lệ phí cấp giấy phép",
    "amount": 150_000,
    "account": "Kho bạc Nhà nước tỉnh, số 3511.0.1234567",
    "basis": "Thông tư số 01/2026/TT-BTC",
}
LATER = NINE + timedelta(days=2)


@pytest.fixture
def office() -> Office:
    return make_office()


def cashier_of(office: Office) -> Actor:
    return make_officer(office.service.one_stop, Role.CASHIER, on=NINE.date())[1]


def asked(office: Office) -> tuple[Dossier, Obligation]:
    dossier = actions.ask_payment(make_dossier(office).pk, **ASKED, by=office.case, at=NINE)
    return dossier, Obligation.objects.get(dossier=dossier)


def paid(office: Office, receipt: str = "BL-0001") -> tuple[Dossier, Obligation]:
    dossier, row = asked(office)
    taken = {"obligation_id": row.pk, "amount": row.amount, "receipt": receipt}
    dossier = actions.pay(dossier.pk, **taken, by=cashier_of(office), at=LATER)
    return dossier, Obligation.objects.get(pk=row.pk)


def test_asking_for_money_stops_the_clock(office: Office) -> None:
    dossier, row = asked(office)
    assert (dossier.status, dossier.money, dossier.step_due_at) == (Status.AWAITING_PAYMENT, Money.DUE, None)
    assert Pause.objects.get(dossier=dossier).basis == row.basis
    assert kinds(dossier)[-1] == "PaymentAsked"
    assert [task.end for task in dossier.tasks.all()] == ["done", "paused"]


def test_every_fault_of_a_demand_is_told_at_once(office: Office) -> None:
    dossier = make_dossier(office)
    wrong = {"name": " ", "amount": None, "account": "x" * 201, "basis": "\x00"}
    with pytest.raises(Incomplete) as refusal:
        actions.ask_payment(dossier.pk, **wrong, by=office.case, at=NINE)
    assert [place for place, _sentence in refusal.value.faults] == ["amount", "name", "account", "basis"]
    for amount in (0, -1, 10**13):
        refused(Incomplete, lambda amount=amount: actions.ask_payment(
            dossier.pk, **ASKED | {"amount": amount}, by=office.case, at=NINE))  # fmt: skip


def test_only_who_has_the_step_asks_for_money_and_not_twice(office: Office) -> None:
    dossier = make_dossier(office)
    refused(NotAllowed, lambda: actions.ask_payment(dossier.pk, **ASKED, by=office.clerk, at=NINE))
    actions.ask_payment(dossier.pk, **ASKED, by=office.case, at=NINE)
    refused(NotPossible, lambda: actions.ask_payment(dossier.pk, **ASKED, by=office.case, at=NINE))


def test_payment_lets_the_clock_run_on_by_the_days_lost(office: Office) -> None:
    promised = make_dossier(office).due_at
    dossier, row = paid(office)
    assert (dossier.status, dossier.money) == (Status.IN_PROGRESS, Money.PAID)
    assert dossier.due_at == dossier.first_due_at == promised + timedelta(days=4)  # two working days and a weekend
    assert dossier.step_due_at > LATER and dossier.tasks.last().done_at is None
    assert (row.receipt, row.paid_at, kinds(dossier)[-1]) == ("BL-0001", LATER, "Paid")
    assert resolve(dossier, office).status == Status.RESOLVED


def test_the_same_receipt_twice_is_once_and_another_is_refused(office: Office) -> None:
    dossier, row = paid(office)
    again = {"obligation_id": row.pk, "amount": row.amount, "by": cashier_of(office), "at": LATER}
    version = dossier.version
    assert actions.pay(dossier.pk, **again, receipt="BL-0001", version=1).version == version
    refused(AlreadyPaid, lambda: actions.pay(dossier.pk, **again, receipt="BL-0002"))


def test_the_amount_must_be_the_one_asked_for(office: Office) -> None:
    dossier, row = asked(office)
    cashier = cashier_of(office)
    for amount, receipt in [(149_999, "BL-1"), (None, "BL-1"), (150_000, " "), (150_000, "x" * 101)]:
        taken = {"obligation_id": row.pk, "amount": amount, "receipt": receipt}
        refused(Incomplete, lambda taken=taken: actions.pay(dossier.pk, **taken, by=cashier, at=LATER))


def test_money_of_another_dossier_or_by_another_role_is_not_taken(office: Office) -> None:
    dossier, row = asked(office)
    taken = {"obligation_id": row.pk, "amount": row.amount, "receipt": "BL-1", "at": LATER}
    refused(NotAllowed, lambda: actions.pay(dossier.pk, **taken, by=office.reception))
    refused(NotAllowed, lambda: actions.pay(dossier.pk, **taken, by=cashier_of(make_office())))
    other = make_dossier(office)
    refused(NotAllowed, lambda: actions.pay(other.pk, **taken, by=cashier_of(office)))


def test_what_was_paid_goes_back_when_the_dossier_is_withdrawn(office: Office) -> None:
    dossier, row = paid(office)
    citizen = Actor(person_id=dossier.applicant_person_id)
    actions.ask_withdrawal(dossier.pk, reason="Đổi ý", by=citizen, at=LATER)
    back = {"obligation_id": row.pk, "voucher": "PC-7", "by": cashier_of(office), "at": LATER}
    refused(NotAllowed, lambda: actions.refund(dossier.pk, **back))
    dossier = actions.withdraw(dossier.pk, by=office.reception, at=LATER)
    assert Obligation.objects.get(pk=row.pk).is_to_refund and dossier.money == Money.PAID
    refused(Incomplete, lambda: actions.refund(dossier.pk, **back | {"voucher": ""}))
    dossier = actions.refund(dossier.pk, **back)
    assert (dossier.money, kinds(dossier)[-1]) == (Money.REFUNDED, "Refunded")
    assert actions.refund(dossier.pk, **back).version == dossier.version
    refused(AlreadyPaid, lambda: actions.refund(dossier.pk, **back | {"voucher": "PC-8"}))


def test_a_dossier_withdrawn_before_it_is_paid_owes_nothing(office: Office) -> None:
    dossier, _row = asked(office)
    actions.ask_withdrawal(dossier.pk, reason="Đổi ý", by=Actor(person_id=dossier.applicant_person_id), at=LATER)
    dossier = actions.withdraw(dossier.pk, by=office.reception, at=LATER)
    assert (dossier.status, dossier.money) == (Status.WITHDRAWN, Money.NONE)
    assert not Pause.objects.filter(dossier=dossier, resumed_at=None).exists()


def test_a_withdrawal_leaves_what_may_not_go_back(office: Office) -> None:
    dossier, row = paid(office)
    Dossier.objects.filter(pk=dossier.pk).update(withdrawal_asked_at=LATER)
    actions.withdraw(dossier.pk, refunds=(), by=office.case, at=LATER)
    row.refresh_from_db()
    assert row.refundable_at is None
