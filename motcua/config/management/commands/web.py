from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from motcua.config.pool import warn
from motcua.config.web import serve


class Command(BaseCommand):
    help = "Serve the pages."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="processes")

    def handle(self, *args: Any, **options: Any) -> None:
        warn()
        serve(host=options["host"], port=options["port"], workers=options["workers"])
