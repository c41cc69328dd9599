"""A fee waived or reduced: decided by who signs for the agency, on a ground of law; the axis of money stays true."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.counter.cash import to_receive
from motcua.dossiers import actions
from motcua.dossiers.actions.paying import FreeOfCharge
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.gathering import fee_words
from motcua.dossiers.models import Dossier, Obligation, Pause
from motcua.dossiers.printing import receipt
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Money, Status
from motcua.dossiers.waiving import Relief, relief_faults
from motcua.journal.models import Event
from tests.documents.test_forms import says, words
from tests.dossiers.makers import NINE, Office, make_dossier, make_office, resolve
from tests.dossiers.test_actions import kinds, refused
from tests.dossiers.test_paying import ASKED, asked, cashier_of, paid

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(hours=2)
ACT = "Điều 10 Luật Phí và lệ phí 2015"


@pytest.fixture
def office() -> Office:
    return make_office()


def relief(amount: int | None = 150_000, **said: str) -> Relief:
    usual = {"ground": "poor", "facts": "Giấy chứng nhận hộ nghèo số 12", "basis": ACT}
    return Relief(amount, **usual | said)


def waived(office: Office, amount: int = 150_000) -> tuple[Dossier, Obligation]:
    dossier, row = asked(office)
    dossier = actions.waive(dossier.pk, relief(amount), obligation_id=row.pk, by=office.head, at=LATER)
    return dossier, Obligation.objects.select_related("waiver").get(pk=row.pk)


@pytest.mark.parametrize(
    "said, places",
    [
        (relief(), []),
        (relief(1), []),
        (relief(0), ["amount"]),
        (relief(150_001), ["amount"]),
        (relief(None, ground="rich", facts=" ", basis=""), ["amount", "ground", "facts", "basis"]),
        (relief(basis="x" * 301), ["basis"]),
    ],
)
def test_every_fault_of_a_waiver_is_told_at_once(said: Relief, places: list[str]) -> None:
    assert [place for place, _sentence in relief_faults(said, 150_000)] == places


def test_freed_of_all_the_clock_runs_again_and_nothing_is_due(office: Office) -> None:
    dossier, row = waived(office)
    assert (dossier.status, dossier.money, row.to_pay) == (Status.IN_PROGRESS, Money.WAIVED, 0)
    assert Pause.objects.get(dossier=dossier).resumed_at == LATER
    assert kinds(dossier)[-1] == "FeeWaived" and list(check()) == []
    assert not to_receive(cashier_of(office)).exists()
    assert resolve(dossier, office).money == Money.WAIVED


def test_a_reduced_fee_stays_due_and_the_cashier_takes_the_rest(office: Office) -> None:
    dossier, row = waived(office, 100_000)
    assert (dossier.status, dossier.money, row.to_pay) == (Status.AWAITING_PAYMENT, Money.DUE, 50_000)
    cashier, taken = cashier_of(office), {"obligation_id": row.pk, "receipt": "BL-1"}
    assert [each.to_pay for each in to_receive(cashier)] == [50_000]
    refused(Incomplete, lambda: actions.pay(dossier.pk, **taken, amount=150_000, by=cashier, at=LATER))
    dossier = actions.pay(dossier.pk, **taken, amount=50_000, by=cashier, at=LATER)
    assert (dossier.status, dossier.money) == (Status.IN_PROGRESS, Money.PAID)
    assert Event.objects.get(subject=dossier.subject, kind="Paid").payload["amount"] == 50_000


@pytest.mark.parametrize(
    "amount, says_so",
    [
        (150_000, f"150.000 đồng, được miễn theo {ACT}"),
        (100_000, f"150.000 đồng, được giảm 100.000 đồng theo {ACT}, còn 50.000 đồng chưa nộp"),
    ],
)
def test_form_01_says_what_was_waived_and_by_which_act(office: Office, amount: int, says_so: str) -> None:
    dossier, _row = waived(office, amount)
    assert fee_words(dossier) == says_so
    says(words(receipt(dossier, by=office.reception, at=LATER)), "theo " + ACT)


def test_only_who_signs_for_the_agency_waives_and_only_once(office: Office) -> None:
    dossier, row = asked(office)
    said = {"obligation_id": row.pk, "at": LATER}
    for by in (office.case, office.reception, cashier_of(office), make_office().head):
        refused(NotAllowed, lambda by=by: actions.waive(dossier.pk, relief(), **said, by=by))
    refused(Incomplete, lambda: actions.waive(dossier.pk, relief(0), **said, by=office.head))
    actions.waive(dossier.pk, relief(1), **said, by=office.signatory)
    refused(NotPossible, lambda: actions.waive(dossier.pk, relief(1), **said, by=office.head))


def test_what_is_paid_or_not_asked_for_is_not_waived(office: Office) -> None:
    dossier, row = paid(office)
    act = {"obligation_id": row.pk, "by": office.head, "at": LATER}
    refused(NotPossible, lambda: actions.waive(dossier.pk, relief(), **act))
    other, _row = asked(office)
    refused(NotPossible, lambda: actions.waive(other.pk, relief(), **act))


def test_after_a_waiver_another_sum_may_be_asked_for_and_only_that_is_paid(office: Office) -> None:
    dossier, first = waived(office)
    dossier = actions.ask_payment(dossier.pk, **ASKED, by=office.case, at=LATER)
    second = Obligation.objects.filter(dossier=dossier).last()
    assert second is not None
    cashier = cashier_of(office)
    act = {"amount": 0, "receipt": "1", "by": cashier, "at": LATER}
    refused(NotPossible, lambda: actions.pay(dossier.pk, obligation_id=first.pk, **act))
    assert [row.pk for row in to_receive(cashier)] == [second.pk]
    act |= {"amount": second.amount}
    assert actions.pay(dossier.pk, obligation_id=second.pk, **act).money == Money.PAID


def test_the_last_of_several_waived_leaves_what_was_paid_as_paid(office: Office) -> None:
    dossier, _row = paid(office)
    at = LATER + timedelta(days=3)
    dossier = actions.ask_payment(dossier.pk, **ASKED, by=office.case, at=at)
    last = Obligation.objects.filter(dossier=dossier).last()
    assert last is not None
    dossier = actions.waive(dossier.pk, relief(), obligation_id=last.pk, by=office.head, at=at)
    assert (dossier.status, dossier.money) == (Status.IN_PROGRESS, Money.PAID)


def test_a_correction_is_free_and_needs_no_waiver(office: Office) -> None:
    settled = make_dossier(office, Status.RESOLVED)
    case = actions.open_correction(settled.pk, ground="Sai tên", by=office.head, at=LATER)
    refused(FreeOfCharge, lambda: actions.ask_payment(case.pk, **ASKED, by=office.case, at=LATER))
