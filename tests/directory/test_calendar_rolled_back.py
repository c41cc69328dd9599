"""The one test of the calendar that needs a transaction of its own; it leaves nothing in the database."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from motcua.directory import actions
from motcua.directory.actors import SYSTEM
from motcua.directory.calendars import calendar_for
from motcua.directory.models import CalendarDay

MONDAY = date(2026, 11, 23)


def test_a_change_that_is_rolled_back_leaves_nothing_behind(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        calendar_for(None)
        with pytest.raises(RuntimeError), transaction.atomic():
            day = CalendarDay(on=MONDAY, kind="local_off", name="Lễ hội", basis="12/TB-UBND")
            actions.add_calendar_day(day, by=SYSTEM, at=datetime(2026, 11, 20, tzinfo=UTC))
            assert not calendar_for(None).is_working_day(MONDAY)
            raise RuntimeError
        assert calendar_for(None).is_working_day(MONDAY)
