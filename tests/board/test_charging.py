"""What the board's page of a closed dossier says of it stays as it was on the day it closed."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from motcua.board.charging import judged
from motcua.directory.actions import add_calendar_day
from motcua.directory.models import CalendarDay
from motcua.dossiers.clock import clock_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.printing import told_at_acceptance
from motcua.dossiers.statuses import Status
from tests.directory.makers import make_administrator
from tests.dossiers.makers import NINE, make_dossier, make_office
from tests.dossiers.test_outages import declare

pytestmark = pytest.mark.django_db


def by_law(dossier):
    return {str(row["term"]): str(row["value"]) for row in judged(dossier)}["Theo luật"]


def test_a_day_off_told_later_judges_no_closed_dossier_anew():
    dossier = make_dossier(make_office(), Status.RETURNED)
    assert by_law(dossier) == "đúng hạn"
    # As the date was reckoned then, before a day off was told: the clock of today gives a later one.
    Dossier.objects.filter(pk=dossier.pk).update(first_due_at=dossier.resolved_at - timedelta(minutes=1))
    dossier.refresh_from_db()
    assert clock_of(dossier).on_time
    assert by_law(dossier) == "quá hạn"


def by_the_nation(dossier: Dossier) -> str:
    return {str(row["term"]): str(row["value"]) for row in judged(dossier)}["Theo QĐ 766, chỉ số 2.1"]


@pytest.mark.parametrize(("late_by", "word"), [(timedelta(), "đúng hạn"), (timedelta(minutes=1), "quá hạn")])
def test_the_nation_compares_with_the_date_on_form_01_not_with_one_reckoned_today(
    late_by: timedelta, word: str
) -> None:
    office, begins = make_office(), NINE + timedelta(days=1)
    declare(at=NINE - timedelta(days=20), starts_at=begins, ends_at=begins + timedelta(days=1), is_planned=True)
    dossier = make_dossier(office, Status.RESOLVED)
    printed = told_at_acceptance(dossier)
    Dossier.objects.filter(pk=dossier.pk).update(resolved_at=printed + late_by)  # form 01 knew of the outage
    assert by_the_nation(Dossier.objects.get(pk=dossier.pk)) == word


def test_a_day_off_told_after_form_01_makes_nobody_timely_to_the_nation() -> None:
    dossier = make_dossier(make_office(), Status.RESOLVED)
    printed = told_at_acceptance(dossier)
    day_off = localdate(printed)
    row = CalendarDay(on=day_off, kind=CalendarDay.Kind.LOCAL_OFF, name="Nghỉ bão", basis="Công văn 1")
    add_calendar_day(row, by=make_administrator(on=NINE.date()), at=NINE)
    Dossier.objects.filter(pk=dossier.pk).update(resolved_at=printed + timedelta(hours=20))
    assert by_the_nation(Dossier.objects.get(pk=dossier.pk)) == "quá hạn"
