from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import localdate, now

from motcua.directory import actions
from motcua.directory.actions.bodies import NewBody
from motcua.directory.actors import SYSTEM
from motcua.directory.errors import DirectoryError, NotFilledIn
from motcua.directory.models import Body, BodyKind, Level, Officer
from motcua.directory.roles import Role


class Command(BaseCommand):
    help = "Give the province an administrator, and its own committee when it has none: where a new province begins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("--code", required=True, help="of the provincial People's Committee, H35")
        parser.add_argument("--name", help="of the committee, when it is not here yet: UBND tỉnh Lai Châu")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                phrase = self._add(options)
        except NotFilledIn as missing:
            raise CommandError("; ".join(f"{name}: {why}" for name, why in missing.faults.items())) from None
        except DirectoryError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(
            f"{options['username']} signs in with this pass phrase, once, then chooses another:\n{phrase}"
        )

    def _add(self, options: dict[str, Any]) -> str:
        by, at = SYSTEM, now()
        body = Body.objects.filter(code=options["code"], level=Level.PROVINCE).first() or self._open(options)
        officer: Officer = actions.enrol_officer(
            username=options["username"], full_name=options["full_name"], by=by, at=at
        )
        actions.appoint(officer, body, Role.ADMINISTRATOR, valid_from=localdate(at), by=by, at=at)
        return actions.give_password(officer, by=by, at=at)

    def _open(self, options: dict[str, Any]) -> Body:
        if not options["name"]:
            raise CommandError(f"no provincial body has the code {options['code']}: give its --name to open it")
        kind, level = BodyKind.PROVINCE_COMMITTEE.value, Level.PROVINCE.value
        new = NewBody(options["code"], options["name"], "UBND tỉnh", kind, level, localdate())
        return actions.open_body(new, by=SYSTEM, at=now())
