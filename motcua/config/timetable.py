"""What runs by the clock: when (minute hour day month weekday, Vietnamese time), and which function."""

from collections.abc import Sequence

TIMETABLE: Sequence[tuple[str, str]] = [
    ("* * * * *", "motcua.journal.tasks.free_stalled_jobs"),
    ("30 0 * * *", "motcua.journal.tasks.seal_yesterday"),
    ("0 2 * * *", "motcua.config.upkeep.clear_expired_sessions"),
    ("30 2 * * *", "motcua.config.upkeep.sweep"),
]
