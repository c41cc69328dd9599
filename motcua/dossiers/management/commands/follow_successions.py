"""Moves the open dossiers of closed bodies to their successors; a run that was cut off goes on where it stopped."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate, now

from motcua.directory.actors import SYSTEM
from motcua.dossiers.actions.succession import follow_successions
from motcua.dossiers.succession import left_behind, waiting_for_choice


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        total, moved = left_behind(localdate()).count(), 0
        for number in follow_successions(by=SYSTEM, at=now()):
            moved += number
            self.stdout.write(f"{moved} of {total} dossiers have followed")
        if split := waiting_for_choice(localdate()).count():
            self.stdout.write(f"{split} dossiers of bodies with several successors wait for a decision")
        if not total:
            self.stdout.write("no dossier was left behind")
