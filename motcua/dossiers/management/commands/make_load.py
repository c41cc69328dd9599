import os
import shutil
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from motcua.dossiers.demo.making import make_history
from motcua.dossiers.errors import DayIsFull

EACH = 10_000  # bytes a dossier takes while it is loaded: 7.5 kB stay, the rest is the server's log of changes


class Command(BaseCommand):
    help = (
        "Invent dossiers with a believable history, in bulk; for demonstrations and measurements only. All or "
        "nothing: until it ends nobody else takes dossiers in, and from 20,000 on nobody reads any either."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dossiers", type=int, default=1000)
        parser.add_argument("--days", type=int, default=365)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("invented dossiers have no place in production")
        _demand_room(options["dossiers"])
        self.start, self.wanted = monotonic(), options["dossiers"]
        made = self._make(options)
        if not made:
            raise CommandError("no open services or no people: load the demo province and its services first")
        seconds = monotonic() - self.start
        self.stdout.write(f"{made} dossiers in {seconds:.1f} s ({made / seconds:.0f} a second)")

    def _make(self, options: dict[str, Any]) -> int:
        try:
            return make_history(
                options["dossiers"],
                days=options["days"],
                now=timezone.now(),
                seed=options["seed"],
                processes=options["processes"],
                with_new_people=True,
                tell=self._tell,
            )
        except DayIsFull:
            raise CommandError("a unit would receive more than 9,999 dossiers on a day: name more --days") from None

    def _tell(self, done: int) -> None:
        """How far it is; the last step, the indexes, takes about a fifth of the time."""
        left = (monotonic() - self.start) * (self.wanted - done) / done
        self.stderr.write(f"\r{done} of {self.wanted}, {left:.0f} s left before the indexes … ", ending="")
        self.stderr.flush()


def _demand_room(count: int) -> None:
    """A disk that fills up on the way takes the server with it; one on another machine cannot be looked at."""
    with connection.cursor() as cursor:
        # No row for a user who may not know where the server keeps its data.
        cursor.execute("SELECT setting FROM pg_settings WHERE name = 'data_directory'")
        place = next((place for (place,) in cursor.fetchall()), "")
    free = shutil.disk_usage(place).free if os.path.isdir(place) else None
    if free is not None and count * EACH > free:
        needed, left = count * EACH / 1e9, free / 1e9
        raise CommandError(f"{count} dossiers take about {needed:.1f} GB, and {left:.1f} GB are free in {place}")
