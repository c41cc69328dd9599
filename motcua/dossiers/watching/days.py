"""Every working morning: what is due today and what became late, by competent body, in the operator's log.

Officers see the same numbers on their own first page, counted when they look; a missed run loses nothing.
"""

from datetime import datetime

import structlog
from django.db.models import Count
from django.utils.timezone import localtime, now

from motcua.directory.calendars import calendar_for
from motcua.dossiers.models import Dossier
from motcua.dossiers.worklist import Day, due_on

log = structlog.get_logger(__name__)


def announce_day() -> None:
    """Say what the day brings; nothing on a day of rest, and nothing about a body that has nothing."""
    moment = now()
    if not calendar_for(None).is_working_day(localtime(moment).date()):
        return
    for body_id, numbers in day_of_bodies(moment).items():
        log.info("the day of a body", body=body_id, **numbers)


def day_of_bodies(moment: datetime) -> dict[int, dict[str, int]]:
    """By competent body: results and steps due today, and those late since yesterday; 1 query."""
    of_the_day = due_on(Day.RESULT, moment) | due_on(Day.STEP, moment) | due_on(Day.NEWLY_LATE, moment)
    running = Dossier.objects.running().filter(of_the_day)
    counted = {day.value: Count("pk", filter=due_on(day, moment)) for day in Day}
    names = [day.value for day in Day]
    rows = running.values("competent").annotate(**counted).order_by("competent").values_list("competent", *names)
    return {body_id: dict(zip(names, numbers, strict=True)) for body_id, *numbers in rows}
