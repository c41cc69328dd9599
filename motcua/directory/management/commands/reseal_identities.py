from typing import Any

from django.core.management.base import BaseCommand

from motcua.directory.actions.people import reseal_numbers


class Command(BaseCommand):
    help = "Encrypt every personal number again with the newest identity key, a thousand at a time."

    def handle(self, *args: Any, **options: Any) -> None:
        last, done = 0, 0
        while True:
            last, batch = reseal_numbers(last)
            if not batch:
                break
            done += batch
        self.stdout.write(f"{done} personal numbers sealed with the newest key")
