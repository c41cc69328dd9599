from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.dossiers.actions.charging import BATCH, charge, differing, next_to_charge


class Command(BaseCommand):
    help = (
        "Reckon anew who bears the lateness of every dossier that ended late. It may be stopped and begun again: "
        "what it wrote stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; say where what is kept differs")
        parser.add_argument("--after", type=int, default=0, help="go on behind the dossier of this number")
        parser.add_argument("--batch", type=int, default=BATCH, help="dossiers in one transaction (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        seen, found, after = 0, 0, options["after"]
        wrong: list[int] = []
        while batch := next_to_charge(after, options["batch"]):
            if options["check"]:
                wrong += differing(batch)
            else:
                found += charge(batch)
            seen, after = seen + len(batch), batch[-1]
            self.stderr.write(f"\r{seen} looked at, up to number {after} …", ending="")
        self.stderr.write("")
        if wrong:
            raise CommandError(f"{len(wrong)} of {seen} dossiers differ, the first with number {wrong[0]}")
        said = "all as reckoned" if options["check"] else f"{found} charges written"
        self.stdout.write(f"{seen} late dossiers looked at, {said}")
