from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from motcua.journal.comparing import differences
from motcua.journal.models import Event
from motcua.journal.signing import read_public_keys
from motcua.journal.verifying import broken_days, broken_links


class Command(BaseCommand):
    help = "Check every chain and day of the journal, that replaying it gives today's state, and its export."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--against", type=Path, metavar="FOLDER", help="the folder written by export_digests")
        parser.add_argument(
            "--public-key", type=Path, action="append", default=[], help="trust this key, not those in the folder"
        )
        parser.add_argument("--since", type=date.fromisoformat, default=date.min, help="compare these days only")

    def handle(self, *args: Any, **options: Any) -> None:
        checks: list[Callable[[], Iterable[str]]] = [broken_links, broken_days]
        checks += [import_string(name) for name in settings.JOURNAL_CHECKS]
        if folder := options["against"]:
            keys = read_public_keys(options["public_key"])
            checks.append(lambda: differences(folder, keys=keys, since=options["since"]))
        faults = [fault for check in checks for fault in check()]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults in {Event.objects.count()} events")
        told = ", everything is as it was exported" if folder else ""
        self.stdout.write(f"{Event.objects.count()} events: every chain holds, replay equals status{told}")
