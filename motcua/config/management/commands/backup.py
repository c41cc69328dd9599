from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from motcua.config.embedded import database_url
from motcua.config.keeping.files import Copied
from motcua.config.keeping.folder import Folder, KeepingFault
from motcua.config.keeping.taking import take, top_up


class Command(BaseCommand):
    help = "Copy the database and the files of the papers into a backup folder; from then on its WAL goes there too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.BACKUP, help="the backup folder (MOTCUA_BACKUP)")
        parser.add_argument("--keep", type=int, default=settings.BACKUP_KEEP, help="bases that stay")
        parser.add_argument("--top-up", action="store_true", help="no new base: only what is new since the last one")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["to"] is None:
            raise CommandError("Name a folder on another disk: --to DIR or MOTCUA_BACKUP=DIR")
        if options["keep"] < 1:
            raise CommandError("At least one base is kept: --keep 1 or more")
        folder, url = Folder(options["to"].resolve()), database_url(settings.DATA)
        try:
            copied = top_up(url, folder) if options["top_up"] else self._take(url, folder, options["keep"])
        except KeepingFault as fault:
            raise CommandError(str(fault)) from None
        self._tell(copied, folder)

    def _take(self, url: str, folder: Folder, keep: int) -> Copied:
        taken = take(url, folder, keep=keep)
        self.stdout.write(f"base {taken.base}; {taken.kept} kept; {taken.forgotten} files of no kept base taken away")
        if taken.advice:
            self.stdout.write(taken.advice)
        return taken.copied

    def _tell(self, copied: Copied, folder: Folder) -> None:
        self.stdout.write(f"{copied.files} new files, {copied.bytes / 1e6:.1f} MB, in {folder.path}")
        if copied.faults:
            raise CommandError("\n".join([*copied.faults, f"{len(copied.faults)} files are not in the backup"]))
        self.stdout.write("The keys are not in it: keep MOTCUA_IDENTITY_KEY apart; without it numbers stay sealed.")
