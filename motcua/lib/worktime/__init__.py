"""Working time: the calendar of offices, time limits, due moments that explain themselves."""

from motcua.lib.worktime.amounts import (
    Remaining,
    add_workdays,
    add_working_minutes,
    remaining,
    workdays_between,
    working_minutes_between,
)
from motcua.lib.worktime.calendar import Calendar, DayKind, DayRow, Half, HoursFrom
from motcua.lib.worktime.due import Due, due, due_after
from motcua.lib.worktime.errors import (
    BadHours,
    BadLimit,
    BadPause,
    NotAWorkingDay,
    OutOfCalendar,
    WorktimeError,
)
from motcua.lib.worktime.holidays_file import calendar_from
from motcua.lib.worktime.hours import CLOSED, PROVINCE_HOURS, DayHours, OfficeHours
from motcua.lib.worktime.limit import SAME_DAY, Cutoff, Limit, Unit
from motcua.lib.worktime.lines import Line, Measure
from motcua.lib.worktime.moments import ZONE
from motcua.lib.worktime.pause import Mode, Pause
from motcua.lib.worktime.reasons import Awaited, Note, Reason

__all__ = [
    "CLOSED",
    "PROVINCE_HOURS",
    "SAME_DAY",
    "ZONE",
    "Awaited",
    "BadHours",
    "BadLimit",
    "BadPause",
    "Calendar",
    "Cutoff",
    "DayHours",
    "DayKind",
    "DayRow",
    "Due",
    "Half",
    "HoursFrom",
    "Limit",
    "Line",
    "Measure",
    "Mode",
    "NotAWorkingDay",
    "Note",
    "OfficeHours",
    "OutOfCalendar",
    "Pause",
    "Reason",
    "Remaining",
    "Unit",
    "WorktimeError",
    "add_workdays",
    "add_working_minutes",
    "calendar_from",
    "due",
    "due_after",
    "remaining",
    "workdays_between",
    "working_minutes_between",
]
