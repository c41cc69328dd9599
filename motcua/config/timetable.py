"""What runs by the clock: when (minute hour day month weekday, Vietnamese time), and which function."""

from collections.abc import Sequence

TIMETABLE: Sequence[tuple[str, str]] = [
    ("* * * * *", "motcua.journal.tasks.free_stalled_jobs"),
    ("* * * * *", "motcua.config.keeping.timely.copy_files"),
    ("*/15 * * * *", "motcua.dossiers.watching.consultations.watch_consultations"),
    ("5 * * * *", "motcua.dossiers.watching.supplements.propose_stops"),
    ("25 * * * *", "motcua.dossiers.watching.supplements.free_overtaken"),
    ("35 * * * *", "motcua.dossiers.watching.outside.stop_clocks"),
    ("20 6-18 * * *", "motcua.dossiers.watching.forecasts.watch_forecasts"),
    ("10 0 * * *", "motcua.dossiers.watching.successions.follow_successions"),
    ("15 0 * * *", "motcua.dossiers.watching.forecasts.watch_pace"),
    ("0 7 * * *", "motcua.dossiers.watching.days.announce_day"),
    ("20 0 * * *", "motcua.dossiers.watching.filings.count_filings"),
    ("30 0 * * *", "motcua.journal.tasks.seal_yesterday"),
    ("40 * * * *", "motcua.journal.tasks.export_seals"),
    ("30 1 * * *", "motcua.config.keeping.timely.take_base"),
    ("0 2 * * *", "motcua.config.upkeep.clear_expired_sessions"),
    ("30 2 * * *", "motcua.config.upkeep.sweep"),
]
