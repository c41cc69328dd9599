from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.dossiers.demo.making import make_history


class Command(BaseCommand):
    help = "Invent dossiers with a believable history, in bulk; for demonstrations and measurements only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dossiers", type=int, default=1000)
        parser.add_argument("--days", type=int, default=365)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("invented dossiers have no place in production")
        start = monotonic()
        made = make_history(
            options["dossiers"],
            days=options["days"],
            now=timezone.now(),
            seed=options["seed"],
            tell=lambda done: self.stderr.write(f"\r{done} …", ending=""),
        )
        if not made:
            raise CommandError("no open services or no people: load the demo province and its services first")
        seconds = monotonic() - start
        self.stdout.write(f"{made} dossiers in {seconds:.1f} s ({made / seconds:.0f} a second)")
