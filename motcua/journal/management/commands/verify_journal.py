from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from motcua.journal.models import Event
from motcua.journal.verifying import broken_days, broken_links


class Command(BaseCommand):
    help = "Check every chain and day of the journal, and that replaying it gives today's state."

    def handle(self, *args: Any, **options: Any) -> None:
        checks = [broken_links, broken_days, *(import_string(name) for name in settings.JOURNAL_CHECKS)]
        faults = [fault for check in checks for fault in check()]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} faults in {Event.objects.count()} events")
        self.stdout.write(f"{Event.objects.count()} events: every chain holds, replay equals status")
