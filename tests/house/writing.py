"""Dossiers with real files, taken in by processes of the product itself while something else goes on."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localdate, now

from bench.receiving import scan
from motcua.catalogue.models import Service
from motcua.catalogue.services import published
from motcua.directory import actions as directory
from motcua.directory.actors import SYSTEM, Actor, actor_of
from motcua.directory.calendars import calendar_for
from motcua.directory.models import CalendarDay, Person, Post
from motcua.directory.roles import Role
from motcua.documents.intake import store
from motcua.dossiers import actions
from motcua.dossiers.intake import PaperIn
from motcua.lib.worktime import add_workdays
from tests.crash import world
from tests.directory.makers import make_person
from tests.dossiers.makers import make_intake

LONGEST = 300  # seconds, if nobody ever says that it is enough
PACE = 0.2  # seconds between two dossiers: what is written must be read again


def open_office(told: str) -> None:
    world.make(1, told)
    make_person()


def take_in(count: int) -> None:
    """So many dossiers, one transaction each."""
    for _ in range(count):
        _take_in_one(now())


def close_for_a_day() -> None:
    """The second working day from now becomes a day off: what is received today is due a working day later."""
    on = add_workdays(localdate(), 2, calendar_for(None))
    day = CalendarDay(on=on, kind=CalendarDay.Kind.LOCAL_OFF, name="Lễ hội", basis="12/TB-UBND")
    directory.add_calendar_day(day, by=SYSTEM, at=now())


def take_in_until(enough: str, begun: str) -> None:
    """One dossier after another until the file `enough` is there; the file `begun` tells that the first is in."""
    until = time.monotonic() + LONGEST
    while not Path(enough).exists() and time.monotonic() < until:
        _take_in_one(now())
        Path(begun).touch()
        time.sleep(PACE)


@transaction.atomic
def _take_in_one(at: datetime) -> None:
    service, by = Service.objects.get(), _receptionist()
    parts = [part for part in published(service.handling_id).components if not part.is_note]
    page = scan()
    scans = [SimpleUploadedFile("trang.png", page + str(part.id).encode(), "image/png") for part in parts]
    files = store(scans, sent_by=by.key)
    papers = [PaperIn(component_id=part.id, files=[file]) for part, file in zip(parts, files, strict=True)]
    actions.receive(
        make_intake(service, Person.objects.order_by("pk").first(), papers=papers), by=by, at=at, transfer_now=True
    )


def _receptionist() -> Actor:
    post = Post.objects.filter(role=Role.RECEPTION_OFFICER).select_related("officer__account").order_by("pk").last()
    assert post is not None
    return actor_of(post.officer.account, now().date())
