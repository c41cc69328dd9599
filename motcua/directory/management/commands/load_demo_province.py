from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua.directory.actors import SYSTEM
from motcua.directory.demo.loading import PROVINCE_CODE, load_demo_province
from motcua.directory.importing.calendar import import_calendar
from motcua.directory.importing.places import import_places
from motcua.directory.models import AnnouncedYear, Commune


class Command(BaseCommand):
    help = "Load the demonstration: bodies, officers and citizens of Lai Châu; refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("the demonstration province has no place in production")
        if not Commune.objects.filter(province__code=PROVINCE_CODE).exists():
            import_places()
        if not AnnouncedYear.objects.exists():
            import_calendar(by=SYSTEM, at=timezone.now())
        loaded = load_demo_province()
        self.stdout.write(
            f"{loaded.bodies} bodies, {loaded.officers} officers in {loaded.posts} posts, "
            f"{loaded.citizens} citizens, {loaded.organisations} organisations"
        )
