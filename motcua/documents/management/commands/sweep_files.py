from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils.timezone import now

from motcua.documents.sweeping import orphans

DAYS = 1  # longer than any transaction lives


class Command(BaseCommand):
    help = "Remove stored files, older than a day, that no row names."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = 0
        for path in orphans(now() - timedelta(days=DAYS)):
            default_storage.delete(path)
            removed += 1
        self.stdout.write(f"{removed} files removed")
