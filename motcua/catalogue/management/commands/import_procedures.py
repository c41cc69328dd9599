from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from motcua.catalogue.importing import BrokenFile, import_file


class Command(BaseCommand):
    help = "Read published procedures, or the portal's list of them, from JSON lines (plain or gzip)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--report", type=Path, help="write every row's outcome, reasons and changes to this file")
        parser.add_argument(
            "--effective-from", type=date.fromisoformat, help="the day new texts count from, if not the published one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = import_file(
                options["file"],
                at=timezone.now(),
                report=options["report"],
                effective_from=options["effective_from"],
            )
        except (BrokenFile, OSError) as fault:
            raise CommandError(f"{options['file'].name}: {fault}") from fault
        self.stdout.write(" · ".join(f"{name} {count:,}" for name, count in counts.items()))
