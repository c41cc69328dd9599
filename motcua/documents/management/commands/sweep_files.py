from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from motcua.documents.places import StoreAway
from motcua.documents.sweeping import remove_orphans


class Command(BaseCommand):
    help = "Remove stored files, older than a day, that no row names."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            removed = remove_orphans(at=now())
        except StoreAway as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{removed} files removed")
