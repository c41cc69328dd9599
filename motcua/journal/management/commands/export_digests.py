from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.journal.exporting import UnknownKey, accept_key, export
from motcua.journal.sealing import seal_finished_days


class Command(BaseCommand):
    help = "Seal what is over and bring the export up to date: signed lines to publish, fingerprints, public keys."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", default=settings.JOURNAL_EXPORT)
        parser.add_argument("--accept-key", action="store_true", help="after a change of the signing key")
        parser.add_argument("--print", action="store_true", help="print the signed lines of all days")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        if options["accept_key"]:
            self.stdout.write(f"key {accept_key(folder)} accepted: tell those who check the export")
        seal_finished_days(at=timezone.now())
        try:
            done = export(folder, at=timezone.now())
        except UnknownKey as fault:
            raise CommandError(f"{fault}. If the key was changed on purpose: --accept-key") from fault
        self.stdout.write(f"{done.days} days and {done.leaves} events exported")
        if options["print"]:
            self.stdout.write(
                (folder / "days.txt").read_text() if done.days or (folder / "days.txt").exists() else ""
            )
