from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.indicators.actions import recount
from motcua.indicators.checking import differences


class Command(BaseCommand):
    help = "Count the numbers of the board anew from the dossiers, or prove that they equal a full count."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fails when a number differs")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            self._check()
            return
        for done in recount():
            self.stderr.write(f"\r{done} …", ending="")
        self.stdout.write("every dossier counted")

    def _check(self) -> None:
        number = 0
        for number, sentence in enumerate(differences(), 1):  # noqa: B007  the last one is how many there are
            self.stderr.write(sentence)
        if number:
            raise CommandError(f"{number} cells differ from a full count")
        self.stdout.write("every cell equals a full count")
