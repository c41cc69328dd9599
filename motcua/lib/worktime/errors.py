"""What can go wrong with a time limit, each with a name."""


class WorktimeError(ValueError):
    """A time limit cannot be computed from what was given."""


class OutOfCalendar(WorktimeError):
    """The date is outside the years this calendar can speak about."""


class BadHours(WorktimeError):
    """Office hours that end before they begin, or halves that overlap."""


class BadLimit(WorktimeError):
    """A limit that is not a positive number of units within reason."""


class BadPause(WorktimeError):
    """A pause that ends before it begins."""


class NotAWorkingDay(WorktimeError):
    """Asked for the closing hour of a day on which the office is closed."""
