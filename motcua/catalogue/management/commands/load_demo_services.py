from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.catalogue.demo.bodies import NoProvince
from motcua.catalogue.demo.loading import load_demo_services
from motcua.catalogue.demo.phrases import load_phrases

# The day on which the communes of today began their work.
SINCE = datetime(2025, 7, 1, tzinfo=timezone.get_default_timezone())


class Command(BaseCommand):
    help = "Publish the demonstration's services of Lai Châu; refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("the demonstration's services have no place in production")
        try:
            loaded = load_demo_services(on=timezone.localdate(), at=SINCE)
        except NoProvince as missing:
            raise CommandError(str(missing)) from missing
        phrases = load_phrases()
        self.stdout.write(
            f"{loaded.procedures} procedures offered by {loaded.services} services, "
            f"{loaded.routes} routes, {loaded.forms} forms, {phrases} phrases"
        )
