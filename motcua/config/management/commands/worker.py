import asyncio
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.config.pool import warn
from motcua.config.worker import work


class Command(BaseCommand):
    help = "Carry what follows from the facts, and the timetable."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at a time")

    def handle(self, *args: Any, **options: Any) -> None:
        warn()
        asyncio.run(work(concurrency=options["concurrency"]))
