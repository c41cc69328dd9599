"""A batch of invented dossiers as rows: who files what, when, spread as in a real province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue.models import Handling, Service
from motcua.catalogue.services import published
from motcua.directory.models import Post
from motcua.documents.intake import store
from motcua.documents.models import File
from motcua.dossiers.clock import Known
from motcua.dossiers.demo import people
from motcua.dossiers.demo.copying import taken
from motcua.dossiers.demo.lives import Staff, World
from motcua.dossiers.demo.living import live
from motcua.dossiers.demo.numbers import Numbers
from motcua.dossiers.demo.people import Applicant
from motcua.dossiers.demo.writing import Writer
from motcua.lib.worktime import ZONE

SIZE = 1000
OPENING, CLOSING = 7 * 60 + 35, 16 * 60 + 55
# A one-page PDF that says it is a sample.
SAMPLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Contents 4 0 R"
    b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    b"4 0 obj<</Length 58>>stream\nBT /F1 28 Tf 60 150 Td (Tai lieu mau - demo only) Tj ET  \nendstream endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class Plan:
    """What every batch of a load needs; read once, so that the processes made after it share it."""

    services: Sequence[Service]
    citizens: list[Applicant]
    staff: Staff
    numbers: Numbers
    sample_id: int
    days: int
    now: datetime
    seed: int
    with_new_people: bool
    known: Known = field(default_factory=dict)


def plan(*, days: int, now: datetime, seed: int, with_new_people: bool) -> Plan | None:
    """Everything read; None where there is nobody or nothing to file."""
    services, citizens = _services(), people.citizens()
    if not services or not citizens:
        return None
    for handling_id in {service.handling_id for service in services}:
        published(handling_id)  # kept: no process asks for it again
    numbers = Numbers(services, now, days)
    return Plan(services, citizens, _staff(), numbers, _sample().pk, days, now, seed, with_new_people)


def batch(plan: Plan, no: int, size: int) -> dict[str, bytes]:
    """The rows of a batch for COPY, by sheet; its lives depend on the seed and its number alone."""
    luck, newcomers = Random(f"{plan.seed}:{no}"), people.sheet()
    new = people.invented(luck, -(-size // people.EACH), newcomers) if plan.with_new_people else []
    owners = people.owners(luck, size, plan.citizens, new)
    world = World(luck, plan.staff, plan.now, plan.known)
    lives = [live(world, _popular(luck, plan.services), owner.pk, _moment(luck, plan)) for owner in owners]
    writer = Writer(world, plan.numbers, plan.sample_id)
    writer.write(lives, owners)
    return taken([newcomers, *writer.sheets])


def _services() -> list[Service]:
    served = Service.objects.filter(handling__handled_by=Handling.HandledBy.PROVINCE, valid_to=None)
    served = served.filter(handling__parts=None)  # a linked group lives through its parts
    return list(served.select_related("one_stop", "competent").order_by("handling_id", "competent_id"))


def _popular(luck: Random, services: Sequence[Service]) -> Service:
    """A few procedures make most of the work: the square of an even chance."""
    return services[int(len(services) * luck.random() ** 2)]


def _moment(luck: Random, plan: Plan) -> datetime:
    """A moment of an office day, more of them lately."""
    day = plan.now.astimezone(ZONE) - timedelta(days=int(plan.days * luck.random() ** 1.3))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    minute = luck.randint(OPENING, CLOSING)
    at = day.replace(hour=minute // 60, minute=minute % 60, second=luck.randint(0, 59), microsecond=0)
    return at if at < plan.now else at - timedelta(days=1 if day.weekday() else 3)


def _staff() -> Staff:
    posts: dict[tuple[int, str], list[int]] = defaultdict(list)
    in_order = Post.objects.filter(valid_to=None).order_by("pk")
    for body_id, role, officer_id in in_order.values_list("body_id", "role", "officer_id"):
        posts[body_id, role].append(officer_id)
    return Staff(dict(posts))


def _sample() -> File:
    """One stored page that stands for every paper of the invented dossiers."""
    found = File.objects.filter(sent_by="demo").first()
    return found or store([SimpleUploadedFile("tai-lieu-mau.pdf", SAMPLE, "application/pdf")], sent_by="demo")[0]
