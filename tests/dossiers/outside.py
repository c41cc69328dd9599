"""Makers: offices whose route waits for the tax office, alone or beside other work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from motcua.directory.actors import Actor
from motcua.directory.models import Person
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Obligation, Pause
from tests.catalogue.makers import make_handling, make_route
from tests.directory.makers import make_officer
from tests.dossiers.makers import NINE, Office, make_dossier, make_office
from tests.dossiers.supplementing import answer_all, make_asked
from tests.dossiers.test_paying import ASKED
from tests.dossiers.walking import HERE, ISSUE, RECEIVE, RETURN, SIGN, K, R

Verb = Callable[[Office, Dossier, datetime], object]
TAXED: list[tuple[Any, ...]] = [
    RECEIVE,
    (2, "Thẩm định", R.CASE_OFFICER, HERE, 8, K.PROCESS),
    (3, "Cơ quan thuế xác định nghĩa vụ tài chính", R.CASE_OFFICER, HERE, 0, K.WAIT),
    (4, *SIGN[1:]),
    (5, *ISSUE[1:]),
    (6, *RETURN[1:]),
]
TAXED_BESIDE: list[tuple[Any, ...]] = [
    *TAXED[:2],
    (*TAXED[2], 1),
    (4, "Rà soát pháp lý", R.RECORDS_CLERK, HERE, 4, K.REVIEW, 1),
    (5, *SIGN[1:]),
    (6, *ISSUE[1:]),
    (7, *RETURN[1:]),
]
DRAFT = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}


def march(day: int, hour: int = 9) -> datetime:
    return NINE + timedelta(days=day - NINE.day, hours=hour - NINE.hour)


def make_taxed(steps: list[tuple[Any, ...]] = TAXED, **rule: Any) -> Office:
    """What comes there at NINE is due seven working days later, on Wednesday 11 March."""
    usual = {"limit_value": 7, "supplement_mode": "resume"} | rule
    return make_office(handling=make_handling(route=make_route(steps=steps), **usual))


def make_waiting(office: Office, at: datetime = NINE, person: Person | None = None) -> Dossier:
    """A dossier that came at NINE and was appraised by `at`: what follows is the other agency's."""
    dossier = make_dossier(office, person=person)
    actions.draft_decision(dossier.pk, **DRAFT, by=office.case, at=at)
    return actions.complete_step(dossier.pk, by=office.case, at=at)


def cashier_of(office: Office) -> Actor:
    return make_officer(office.service.one_stop, Role.CASHIER, on=NINE.date())[1]


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("step", "service", "competent").get(pk=dossier.pk)


def answer(office: Office, dossier: Dossier, at: datetime) -> object:
    return actions.complete_step(dossier.pk, by=office.case, at=at)


def send_back(office: Office, dossier: Dossier, at: datetime) -> object:
    return actions.send_back(dossier.pk, reason="Thiếu bản vẽ", by=office.case, at=at)


def sign_back(office: Office, dossier: Dossier, at: datetime) -> object:
    return actions.send_back(dossier.pk, reason="Hỏi lại thuế", by=office.signatory, at=at)


def switch(office: Office, dossier: Dossier, at: datetime) -> object:
    other = make_handling(version=office.service.handling.version, number=2, route=make_route(), limit_value=60)
    said = {"handling_id": other.pk, "ground": "Quy trình mới", "basis": "QĐ 9/2026"}
    return actions.switch_route(dossier.pk, **said, by=office.head, at=at)  # type: ignore[arg-type]


def owe(office: Office, dossier: Dossier, at: datetime) -> object:
    return actions.ask_payment(dossier.pk, **ASKED, by=office.case, at=at)


def pay(office: Office, dossier: Dossier, at: datetime) -> object:
    row = Obligation.objects.get(dossier=dossier)
    money = {"obligation_id": row.pk, "amount": row.amount, "receipt": "BL-1"}
    return actions.pay(dossier.pk, **money, by=cashier_of(office), at=at)


def ask_papers(office: Office, dossier: Dossier, at: datetime) -> object:
    return make_asked(office, at, dossier)


def supplement(office: Office, dossier: Dossier, at: datetime) -> object:
    answer_all(dossier, office.reception, at)
    return actions.send_supplement(dossier.pk, by=office.reception, at=at)


def need_consent(office: Office, dossier: Dossier, at: datetime) -> object:
    return actions.ask_consent(dossier.pk, basis="NĐ 301/2026/NĐ-CP", by=office.case, at=at)


def consent(office: Office, dossier: Dossier, at: datetime) -> object:
    return actions.record_consent(dossier.pk, by=office.case, at=at)


def withdraw(office: Office, dossier: Dossier, at: datetime) -> object:
    actions.ask_withdrawal(dossier.pk, reason="Đổi ý", by=Actor(person_id=dossier.applicant_person_id), at=at)
    return actions.withdraw(dossier.pk, by=office.reception, at=at)


def waits_of(dossier: Dossier) -> str:
    rows = Pause.objects.filter(dossier=dossier).order_by("stopped_at", "pk")
    ends = [(row, localtime(row.resumed_at).day if row.resumed_at else "") for row in rows]
    return ", ".join(f"{row.kind} {localtime(row.stopped_at).day}-{end}" for row, end in ends)
