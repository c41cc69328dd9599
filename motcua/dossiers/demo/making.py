"""Making many invented dossiers: who files what, when, spread as in a real province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localtime

from motcua.catalogue.models import Handling, Service
from motcua.directory.models import Person, Post
from motcua.documents.intake import store
from motcua.documents.models import File
from motcua.dossiers.demo.lives import Staff, live
from motcua.dossiers.demo.writing import Codes, write

BATCH = 500
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


def make_history(count: int, *, days: int, now: datetime, seed: int = 1, tell: Callable[[int], None] = print) -> int:
    """Invent `count` dossiers lodged over the last `days` days; gives how many were written."""
    luck, services, people = Random(seed), _services(), list(Person.objects.order_by("pk")[:5000])
    if not services or not people:
        return 0
    staff, codes, sample = _staff(), Codes(), _sample()
    for done in range(0, count, BATCH):
        filed = [_moment(luck, days, now) for _ in range(min(BATCH, count - done))]
        owners = [luck.choice(people) for _ in filed]
        lives = [
            live(luck, _popular(luck, services), owner.pk, staff, lodged_at=at, now=now)
            for owner, at in zip(owners, filed, strict=True)
        ]
        write(lives, owners, codes, sample, staff, luck)
        tell(done + len(filed))
    return count


def _services() -> list[Service]:
    served = Service.objects.filter(handling__handled_by=Handling.HandledBy.PROVINCE, valid_to=None)
    served = served.filter(handling__parts=None)  # a linked group lives through its parts
    return list(served.select_related("one_stop", "competent").order_by("handling_id", "competent_id"))


def _popular(luck: Random, services: Sequence[Service]) -> Service:
    """A few procedures make most of the work: the square of an even chance."""
    return services[int(len(services) * luck.random() ** 2)]


def _moment(luck: Random, days: int, now: datetime) -> datetime:
    """A moment of an office day, more of them lately."""
    day = localtime(now) - timedelta(days=int(days * luck.random() ** 1.3))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    minute = luck.randint(OPENING, CLOSING)
    at = day.replace(hour=minute // 60, minute=minute % 60, second=luck.randint(0, 59), microsecond=0)
    return at if at < now else at - timedelta(days=1 if day.weekday() else 3)


def _staff() -> Staff:
    posts: dict[tuple[int, str], list[int]] = defaultdict(list)
    for body_id, role, officer_id in Post.objects.filter(valid_to=None).values_list("body_id", "role", "officer_id"):
        posts[body_id, role].append(officer_id)
    return Staff(dict(posts))


def _sample() -> File:
    """One stored page that stands for every paper of the invented dossiers."""
    found = File.objects.filter(sent_by="demo").first()
    return found or store([SimpleUploadedFile("tai-lieu-mau.pdf", SAMPLE, "application/pdf")], sent_by="demo")[0]
