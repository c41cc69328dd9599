from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from motcua.directory.importing.places import FILE, import_places


class Command(BaseCommand):
    help = "Load provinces, communes and the units of before 01/07/2025; loading again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        counts = import_places(options["file"])
        self.stdout.write(
            f"{counts.provinces} provinces, {counts.communes} communes with {counts.names} names; "
            f"before 01/07/2025: {counts.old_provinces} provinces, {counts.old_districts} districts, "
            f"{counts.old_communes} communes; {counts.successions} successions, "
            f"{counts.kept_out} disputed and kept out"
        )
