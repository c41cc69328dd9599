"""Until when an office passes papers on to another (NĐ 61/2018 Điều 18, NĐ 309/2026 Điều 18.2): rules on values."""

from datetime import datetime, time

from motcua.lib.worktime import ZONE, Calendar

LAST_FOR_TODAY = time(15)
ACKNOWLEDGED_WITHIN = 120  # working minutes, for the next agency of a linked group (NĐ 301/2026)


def passed_on_by(received_at: datetime, calendar: Calendar) -> datetime:
    """The close of the same working day; of the next working morning for what came after 15:00 or on a day off."""
    local = received_at.astimezone(ZONE)
    if is_for_today(local, calendar):
        return calendar.close_of(local.date())
    morning = calendar.spans_on(calendar.next_working_day(local.date()))[0]
    return morning[1]


def is_for_today(local: datetime, calendar: Calendar) -> bool:
    """Whether papers received then are passed on the same day: not after 15:00, nor once the office has closed."""
    if not calendar.is_working_day(local.date()) or local.time() > LAST_FOR_TODAY:
        return False
    return local < calendar.close_of(local.date())  # where the afternoon is off, that is at noon
