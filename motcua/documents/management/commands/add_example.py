from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from motcua.catalogue.models import Component, ProcedureVersion
from motcua.documents.intake import store_bytes
from motcua.documents.looking.faults import BadFiles
from motcua.documents.models import Example


class Command(BaseCommand):
    help = "Show applicants how a paper should look: a picture or PDF with invented details."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("procedure", help="code of the procedure, such as 1.001193")
        parser.add_argument("no", type=int, help="number of the paper in the procedure's list")
        parser.add_argument("file", type=Path, help="a JPEG, PNG or PDF file")

    def handle(self, *args: Any, **options: Any) -> None:
        component = _component(options["procedure"], options["no"])
        try:
            data = options["file"].read_bytes()
            with transaction.atomic():
                file = store_bytes(options["file"].name, data, "", "system")
                Example.objects.update_or_create(component=component, defaults={"file": file})
        except OSError as missing:
            raise CommandError(str(missing)) from missing
        except BadFiles as bad:
            raise CommandError(" ".join(bad.sentences)) from bad
        self.stdout.write(f"example for “{component.name[:80]}”")


def _component(procedure: str, no: int) -> Component:
    """The line of the text in force today."""
    versions = ProcedureVersion.objects.in_force(timezone.localdate()).filter(procedure__code=procedure)
    component = Component.objects.filter(version__in=versions, no=no, is_note=False).first()
    if component is None:
        raise CommandError(f"{procedure} asks for no paper number {no} today")
    return component
