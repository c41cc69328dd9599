from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from motcua.directory.actors import SYSTEM
from motcua.directory.importing.calendar import FILE, import_calendar


class Command(BaseCommand):
    help = "Add the announced days off and swaps that are missing; rows entered by an administrator stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        days, years = import_calendar(options["file"], by=SYSTEM, at=timezone.now())
        self.stdout.write(f"{days} days and {years} years added to the calendar")
