import json
import sys
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from motcua.directory.importing.calendar import FILE as HOLIDAYS
from motcua.dossiers.explaining import as_data, explained
from motcua.lib.life import Clock, clock, life_from
from motcua.lib.worktime import calendar_from


class Command(BaseCommand):
    help = "When is a dossier due after all that happened to it, and was it in time? Needs no database and no server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("life", metavar="LIFE.json", help="limit and events (docs/clock.md); - for the input")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--language", choices=["vi", "en"], default="vi")

    def handle(self, *args: Any, **options: Any) -> None:
        told = _clock(_text(options["life"]))
        with translation.override(options["language"]):
            answer = _answer(told)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        self.stdout.write(answer["due_at"] or "–")
        for line in answer["explanation"]:
            basis = f" [{line['basis']}]" if line["basis"] else ""
            self.stdout.write(f"- {line['sentence']}{basis}")
        for warning in answer["warnings"]:
            self.stdout.write(f"! {warning}")


def _text(name: str) -> str:
    try:
        source = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return source.decode("utf-8-sig")
    except (OSError, ValueError) as fault:
        raise CommandError(f"{name}: {fault}") from None


def _clock(text: str) -> Clock:
    calendar = calendar_from(json.loads(HOLIDAYS.read_text(encoding="utf-8")))
    try:
        life, as_of = life_from(json.loads(text))
        return clock(life, calendar, as_of=as_of)
    except json.JSONDecodeError as fault:
        raise CommandError(f"this is not JSON: {fault}") from None
    except (ValueError, RecursionError) as fault:
        raise CommandError(str(fault)) from None


def _answer(told: Clock) -> dict[str, Any]:
    return {
        "first_due_at": _written(told.first_due_at),
        "due_at": _written(told.due_at),
        "ended_at": _written(told.ended_at),
        "on_time": told.on_time,
        "on_time_766": told.on_time_766,
        "explanation": [as_data(line) for line in told.lines],
        "warnings": [explained(line).sentence for line in told.warnings],
    }


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
