"""A world for the recount: open dossiers of every kind of clock, and a calendar that changed since."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from motcua.directory import actions as directory
from motcua.directory.actors import SYSTEM
from motcua.directory.models import CalendarDay
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from tests.dossiers.makers import NINE, Office, make_dossier, make_office

WAITED = {"name": "Lệ phí", "amount": 50_000, "account": "0123", "basis": "NQ 1/2026"}


@transaction.atomic
def make(number: int) -> None:
    """So many dossiers; one in three waited for a consent, one in seven waits for money, one in ten has ended."""
    office = make_office()
    for no in range(number):
        _live(make_dossier(office), office, no)
    day = CalendarDay(on=date(2026, 3, 4), kind="local_off", name="Bão", basis="12/CĐ-UBND")
    directory.add_calendar_day(day, by=SYSTEM, at=NINE + timedelta(days=1))


def _live(dossier: Dossier, office: Office, no: int) -> None:
    if no % 3 == 0:
        actions.ask_consent(dossier.pk, basis="NĐ 301/2026", by=office.case, at=NINE + timedelta(hours=1))
        actions.record_consent(dossier.pk, by=office.case, at=NINE + timedelta(hours=5))
    if no % 7 == 0:
        actions.ask_payment(dossier.pk, **WAITED, by=office.case, at=NINE + timedelta(hours=6))  # type: ignore[arg-type]
    elif no % 10 == 0:
        actions.stop(dossier.pk, ground="death", text="Đã mất", basis="Điều 19", by=office.head, at=NINE)
