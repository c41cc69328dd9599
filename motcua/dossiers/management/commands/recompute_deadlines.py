from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from motcua.directory.actors import SYSTEM
from motcua.dossiers.actions.recomputing import BATCH, recompute_batch, start_recompute
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import RecomputeRun
from motcua.dossiers.recomputing import on_the_clock, redone


class Command(BaseCommand):
    help = (
        "The calendar changed: count the due dates of all open dossiers again. Killed, it goes on where it was when "
        "it is started again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--because", default="Lịch làm việc thay đổi", help="what changed; the journal keeps it")
        parser.add_argument("--dry-run", action="store_true", help="only say how many dates would move")
        parser.add_argument("--batch", type=int, default=BATCH, help="dossiers in one transaction (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        start = monotonic()
        if options["dry_run"]:
            seen, changed = self._try(options["batch"])
            words = "would move"
        else:
            run = self._carry(_open_run() or self._begin(options["because"]), options["batch"])
            seen, changed, words = run.seen, run.changed, "moved"
        seconds = monotonic() - start
        self.stdout.write(f"{seen} open dossiers looked at, {changed} due dates {words}, {seconds:.1f} s")

    def _begin(self, because: str) -> RecomputeRun:
        try:
            return start_recompute(because=because, by=SYSTEM, at=now())
        except Incomplete as fault:
            raise CommandError(str(fault)) from None

    def _carry(self, run: RecomputeRun, size: int) -> RecomputeRun:
        if run.seen:
            self.stderr.write(f"going on behind dossier {run.bookmark}")
        while run.finished_at is None:
            run = recompute_batch(run.pk, at=now(), size=size)
            self.stderr.write(f"\r{run.seen} of {run.total} …", ending="")
        self.stderr.write("")
        return run

    def _try(self, size: int) -> tuple[int, int]:
        seen = changed = bookmark = 0
        rows = on_the_clock().select_related("service").order_by("pk")
        while batch := list(rows.filter(pk__gt=bookmark)[:size]):
            bookmark, seen = batch[-1].pk, seen + len(batch)
            changed += sum(each.is_moved for each in redone(batch))
            self.stderr.write(f"\r{seen} …", ending="")
        self.stderr.write("")
        return seen, changed


def _open_run() -> RecomputeRun | None:
    return RecomputeRun.objects.filter(finished_at=None).first()
