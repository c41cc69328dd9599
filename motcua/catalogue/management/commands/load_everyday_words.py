from typing import Any

from django.core.management.base import BaseCommand

from motcua.catalogue.importing.everyday import seed_everyday


class Command(BaseCommand):
    help = "Load the everyday words and guided paths that the product brings; what was changed here stays."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = seed_everyday()
        self.stdout.write(" · ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in counts.items()))
