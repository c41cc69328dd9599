import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from motcua.directory.importing.calendar import FILE as HOLIDAYS
from motcua.dossiers.explaining import as_data
from motcua.lib.worktime import Cutoff, Due, Limit, Unit, calendar_from, due
from motcua.lib.worktime.errors import WorktimeError

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Command(BaseCommand):
    help = "When is a result due, and why? Reckoned with the national calendar; needs no database and no server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accepted", required=True, help="local time, 2026-02-12T10:00")
        parser.add_argument("--limit", type=int, default=1)
        parser.add_argument("--unit", choices=[unit.value for unit in Unit], required=True)
        parser.add_argument("--cutoff", choices=[cutoff.value for cutoff in Cutoff], default=Cutoff.NONE.value)
        parser.add_argument("--explain", action="store_true")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--language", choices=["vi", "en"], default="vi")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            told = self._due(options)
            lines = [as_data(line) for line in told.lines]
        assert told.due_at is not None
        if options["json"]:
            answer = {"due_at": told.due_at.isoformat(), "explanation": lines}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        self.stdout.write(told.due_at.isoformat())
        if options["explain"]:
            for line in lines:
                basis = f" [{line['basis']}]" if line["basis"] else ""
                self.stdout.write(f"- {line['sentence']}{basis}")

    def _due(self, options: dict[str, Any]) -> Due:
        try:
            accepted_at = datetime.fromisoformat(options["accepted"])
            if accepted_at.tzinfo is None:
                accepted_at = accepted_at.replace(tzinfo=ZONE)
            unit = Unit(options["unit"])
            cutoff = Cutoff.SAME_DAY if unit is Unit.SAMEDAY else Cutoff(options["cutoff"])
            calendar = calendar_from(json.loads(HOLIDAYS.read_text()))
            return due(Limit(options["limit"], unit), accepted_at.astimezone(ZONE), calendar, cutoff=cutoff)
        except (WorktimeError, ValueError) as fault:
            raise CommandError(str(fault)) from None
