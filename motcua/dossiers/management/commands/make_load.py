import os
from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.dossiers.demo.making import make_history
from motcua.dossiers.errors import DayIsFull


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
