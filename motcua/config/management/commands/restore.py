from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from motcua.config.embedded import DATABASE
from motcua.config.keeping.files import complete_until
from motcua.config.keeping.folder import Base, Folder, KeepingFault
from motcua.config.keeping.proving import counts, is_of_an_earlier_release, lay_back, look_at
from motcua.config.keeping.restoring import base_for, bring_back, check_base, check_wal, need_empty
from motcua.config.keeping.taking import key_marks
from motcua.config.postgres import Cluster

NO_KEY = "An identity key of the backup is not at hand: put it in place, or the numbers that it sealed stay so."
MISSING = "files are missing; all else is restored. Every file was copied for moments until"
UPGRADE_FIRST = "The backup is of an earlier release: bin/run upgrades it; then run bin/manage verify_journal."


class Command(BaseCommand):
    help = "Restore a backup into an empty folder, as of its end or of a moment, and prove it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="source", type=Path, required=True, help="the backup folder")
        parser.add_argument("--into", type=Path, required=True, help="an empty folder: the new data folder")
        parser.add_argument("--at", type=_moment, help="for example 2026-11-22T10:15:00+07:00; without: the end")

    def handle(self, *args: Any, **options: Any) -> None:
        folder, into, at = Folder(options["source"].resolve()), options["into"].resolve(), options["at"]
        try:
            need_empty(into)
            base = self._checked(folder, at)
            cluster = bring_back(folder, base, into, at)
        except KeepingFault as fault:
            raise CommandError(str(fault)) from None
        try:
            self._prove(cluster, folder, base, into)
        finally:
            connection.close()
            cluster.stop()
        self.stdout.write(f"Restored. Start it: bin/run --data {into}")

    def _checked(self, folder: Folder, at: datetime | None) -> Base:
        base = base_for(folder.bases(), at)
        self.stdout.write(f"base {base.name}: checking its sums …")
        check_base(folder, base)
        check_wal(folder, base, at)
        return base

    def _prove(self, cluster: Cluster, folder: Folder, base: Base, into: Path) -> None:
        look_at(cluster.url(DATABASE))
        laid = lay_back(folder.files, into / "files")
        self.stdout.write(f"{laid.files} files, {laid.bytes / 1e6:.1f} MB, each with its sum")
        if is_of_an_earlier_release():
            self.stdout.write(UPGRADE_FIRST)
        else:
            call_command("verify_journal", stdout=self.stdout, stderr=self.stderr)
            self.stdout.write(", ".join(f"{count} {name}" for name, count in counts()))
        if set(base.key_marks) - set(key_marks()):
            self.stderr.write(NO_KEY)
        if laid.faults:
            missing = f"{len(laid.faults)} {MISSING} {complete_until(folder.files)}"
            raise CommandError("\n".join([*laid.faults, missing]))


def _moment(text: str) -> datetime:
    """A moment without an offset is Vietnamese time. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
