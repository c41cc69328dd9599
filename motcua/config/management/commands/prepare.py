import io
import time
import traceback
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.reloader import translation_file_changed

from motcua.config.assets import compile_translations, stale_translations, static_is_stale, static_mark
from motcua.config.embedded import database_url
from motcua.config.stamps import Stamps, stale
from motcua.config.steps import Step, amount_wanted, steps_for


class Command(BaseCommand):
    help = "Make ready what is missing or out of date: translations, tables, static files, reference data, demo."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--empty", action="store_true", help="no reference data at all")
        parser.add_argument("--no-demo", action="store_true", help="reference data, but no demo province")

    def handle(self, *args: Any, **options: Any) -> None:
        if paths := stale_translations():
            self._timed("translations", lambda: compile_translations(paths))
            translation_file_changed(None, paths[0].with_suffix(".mo"))  # what was read before is forgotten
        steps = steps_for(amount_wanted(empty=options["empty"], no_demo=options["no_demo"]))
        stamps = Stamps(database_url(settings.DATA), settings.SCHEMA)
        with stamps.one_at_a_time():
            for step in stale(steps, stamps, settings.DATA):
                self._run(step, stamps)
        if static_is_stale(settings.STATIC_ROOT):
            self._timed("static files", self._collect)

    def _run(self, step: Step, stamps: Stamps) -> None:
        said = io.StringIO()
        try:
            self._timed(step.title, lambda: call_command(step.command, *step.arguments, stdout=said))
        except CommandError:
            raise
        except Exception as fault:  # whatever it is, the operator gets a sentence and the place of the rest
            details = settings.DATA / "logs" / "preparation.log"
            details.parent.mkdir(exist_ok=True)
            details.write_text(traceback.format_exc())
            raise CommandError(f"the step {step.title!r} failed: {fault} (more in {details})") from None
        if step.keeps:
            (settings.DATA / step.keeps).write_text(said.getvalue())
        stamps.write(step)

    def _collect(self) -> None:
        mark = static_mark()
        call_command("collectstatic", interactive=False, verbosity=0)
        Path(settings.STATIC_ROOT, ".stamp").write_text(mark)

    def _timed(self, title: str, act: Any) -> None:
        self.stdout.write(f"  {title} …", ending="")
        self.stdout.flush()
        started = time.monotonic()
        act()
        self.stdout.write(f" {time.monotonic() - started:.1f} s")
        self.stdout.flush()
