import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.directory.actions.resealing import (
    Column,
    factors_waiting,
    forget_old_links,
    reseal_factors,
    reseal_values,
    sealed_columns,
    waiting,
)

ROUNDS, PAUSE = 60, 1  # a row that others hold is come back to: so often, after so many seconds


class Command(BaseCommand):
    help = (
        "Seal everything anew with the newest identity key, in batches, while the product runs. "
        "Stopped at any point, it goes on where it was. With --check: say what still needs an older key."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fails while anything waits")
        parser.add_argument("--batch", type=int, default=500, metavar="ROWS")

    def handle(self, *args: Any, **options: Any) -> None:
        for _ in range(0 if options["check"] else ROUNDS):
            self._seal_anew(options["batch"])
            if not self._left():
                break
            time.sleep(PAUSE)
        if left := self._left():
            raise CommandError(f"{left} values still need an older key: keep it, and run this again")
        self.stdout.write("Everything is sealed with the newest key: older ones may be dropped")

    def _seal_anew(self, size: int) -> None:
        for column in sealed_columns():
            self._column(column, size)
        self.stdout.write(f"second factors: {reseal_factors()} sealed anew")
        forget_old_links()

    def _column(self, column: Column, size: int) -> None:
        total, last, done, batch = waiting(column), 0, 0, 1
        while batch:
            last, batch = reseal_values(column, last, size)
            done += batch
            if batch and done % (size * 100) == 0:
                self.stdout.write(f"{column.name}: {done} of {total}")
        self.stdout.write(f"{column.name}: {done} sealed anew")

    def _left(self) -> int:
        return sum(map(waiting, sealed_columns())) + factors_waiting()
