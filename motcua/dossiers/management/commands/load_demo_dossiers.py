from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.dossiers.demo.asking import ask_some
from motcua.dossiers.demo.consulting import ask_agencies
from motcua.dossiers.demo.examples import draw_examples
from motcua.dossiers.demo.making import make_history
from motcua.dossiers.models import Dossier

ENOUGH = 400


class Command(BaseCommand):
    help = "Give the demo province some hundred dossiers at every point of their life, once."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("demo dossiers have no place in production")
        if Dossier.objects.exists():
            self.stdout.write("the province already has dossiers")
            return
        made = make_history(ENOUGH, days=45, now=timezone.now(), tell=lambda done: None)
        asked = ask_some(timezone.now())
        draw_examples()
        consulted = ask_agencies(timezone.now())
        self.stdout.write(f"{made} demo dossiers, {asked} of them to be completed, {consulted} with other agencies")
