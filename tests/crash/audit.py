"""What the database and the disk must tell after the killing, read by a process of the product itself."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.config.reactions import REACTIONS
from motcua.directory.models import Account, Person
from motcua.documents.models import File
from motcua.dossiers.models import Counter, Dossier
from motcua.journal.facts import FACTS
from motcua.journal.models import Delivery, Event
from motcua.journal.queue import name_of
from motcua.notices.actions import tell_applicant
from motcua.notices.models import Notice

REPEATED = {"DecisionDrafted", "StepDone"}  # a step after another; a draft written over
LIFE = ["HandedIn", "Accepted", "Transferred"]
CODE_DIGITS = 4


def write(sent: str, told: str) -> None:
    """Compare with what the file `sent` says was sent; write a sentence for every fault into the file `told`.

    `forms` of the counter, `acts` that were acknowledged, `is_settled`: whether nothing may wait in the queue.
    """
    found = list(faults(**json.loads(Path(sent).read_text())))
    Path(told).write_text(json.dumps(found, ensure_ascii=False))


def faults(forms: list[dict[str, Any]], acts: list[dict[str, Any]], is_settled: bool) -> Iterator[str]:
    """Possible at any moment between two acts, not only in the end."""
    rows = Dossier.objects.select_related("declaration").prefetch_related("papers__files__file")
    found = {str(dossier.intake_key): dossier for dossier in rows if dossier.intake_key}
    yield from _journal()
    yield from _answers(forms, found)
    for form in forms:
        if dossier := found.get(form["key"]):
            yield from (f"{dossier.code}: {fault}" for fault in _incomplete(dossier, form))
    yield from _acts(acts)
    yield from _codes(rows)
    yield from _people()
    yield from _files()
    yield from _reactions()
    yield from _jobs() if is_settled else ()


def _journal() -> Iterator[str]:
    """Every chain holds, and replaying it gives the status of every dossier."""
    told = io.StringIO()
    try:
        call_command("verify_journal", stdout=told, stderr=told)
    except CommandError:
        yield from told.getvalue().splitlines()


def _answers(forms: list[dict[str, Any]], found: Mapping[str, Dossier]) -> Iterator[str]:
    """A form that was answered is there, at the address that the answer gave; nothing is there that nobody sent."""
    if set(found) - {form["key"] for form in forms}:
        yield "dossiers that no form was sent for"
    for form in forms:
        dossier = found.get(form["key"])
        if form["status"] == 302 and dossier is None:
            yield f"form {form['key']} was answered and is lost"
        elif dossier and set(form["places"]) - {f"/counter/dossiers/{dossier.public_id}/"}:
            yield f"form {form['key']} was answered with another dossier"


def _incomplete(dossier: Dossier, form: Mapping[str, Any]) -> Iterator[str]:
    kinds = list(Event.objects.filter(subject=dossier.subject).order_by("sequence").values_list("kind", flat=True))
    if kinds[: len(LIFE)] != LIFE:
        yield f"its events are {kinds}"
    if dossier.declaration.answers.get("request") != "Đề nghị giải quyết theo quy định.":
        yield "its answers are not those sent"
    if _scans(dossier) != form["scans"]:
        yield "its papers are not those sent"


def _scans(dossier: Dossier) -> dict[str, str]:
    """The SHA-256 of what lies on the disk, by paper; a row that tells another is no file."""
    files = [
        (f"paper-{paper.component_id}", each.file) for paper in dossier.papers.all() for each in paper.files.all()
    ]
    on_disk = [(name, _sha256(file.path), bytes(file.sha256).hex()) for name, file in files]
    return {name: disk for name, disk, row in on_disk if disk == row and len(on_disk) == len(dossier.papers.all())}


def _sha256(path: str) -> str:
    place = Path(settings.MEDIA_ROOT) / path
    return hashlib.sha256(place.read_bytes()).hexdigest() if place.exists() else "no file"


def _acts(acts: list[dict[str, Any]]) -> Iterator[str]:
    """What was acknowledged is on record, once."""
    subjects = dict(Dossier.objects.values_list("public_id", "pk"))
    told = Tally(Event.objects.filter(subject__startswith="dossier:").values_list("subject", "kind"))
    for act in acts:
        times = told[f"dossier:{subjects.get(UUID(act['dossier']))}", act["fact"]]
        if times != 1 and (times == 0 or act["fact"] not in REPEATED):
            yield f"{act['fact']} of {act['dossier']} was acknowledged and is on record {times} times"


def _files() -> Iterator[str]:
    """Every row of a file has its bytes, and they are those that were looked at."""
    for file in File.objects.all():
        if _sha256(file.path) != bytes(file.sha256).hex():
            yield f"file {file.pk} is not on the disk as its row says"


def _codes(dossiers: QuerySet[Dossier]) -> Iterator[str]:
    """Each unit and day gave the numbers 1 to n, and its counter stands at n."""
    given = Tally((dossier.code[: -CODE_DIGITS - 1]) for dossier in dossiers)
    codes = {dossier.code for dossier in dossiers}
    for start, number in given.items():
        if {f"{start}-{each:0{CODE_DIGITS}d}" for each in range(1, number + 1)} - codes:
            yield f"the numbers of {start} have a gap"
    counters = Counter.objects.exclude(scope__contains=":results:").values_list("last", flat=True)
    if sorted(counters) != sorted(given.values()):
        yield f"the counters {sorted(counters)} are not the numbers of dossiers {sorted(given.values())}"


def _people() -> Iterator[str]:
    """Every applicant was registered once, with one event of it; who has an account came with the world."""
    born = Tally(Event.objects.filter(kind="PersonRegistered").values_list("subject", flat=True))
    registered = Person.objects.exclude(pk__in=Account.objects.filter(person__isnull=False).values("person"))
    known = {f"person:{pk}" for pk in registered.values_list("pk", flat=True)}
    if set(born) != known or any(times > 1 for times in born.values()):
        yield "the register of people is not what its events tell"


def _reactions() -> Iterator[str]:
    """Each listed reaction to each event was carried once, and had its effect once."""
    events = {event.pk: FACTS[event.kind] for event in Event.objects.all()}
    wanted = Tally((pk, name_of(reaction)) for pk, fact in events.items() for reaction in REACTIONS[fact])
    carried = Tally(Delivery.objects.values_list("event", "reaction"))
    if missing := set(wanted - carried) - _waiting():
        yield f"{len(missing)} reactions were lost"
    if more := carried - wanted:
        yield f"{len(more)} reactions were carried that nobody asked for, or twice"
    notices = Tally(Notice.objects.values_list("event", flat=True))
    if notices != Tally(event for event, reaction in carried if reaction == name_of(tell_applicant)):
        yield "the notices are not one for each event that the applicant was told"


def _waiting() -> set[tuple[int, str]]:
    """The reactions that the queue still holds."""
    jobs = ProcrastinateJob.objects.filter(queue_name="reactions").exclude(status="failed")
    return {(args["event_id"], args["reaction"]) for args in jobs.values_list("args", flat=True)}


def _jobs() -> Iterator[str]:
    for job in ProcrastinateJob.objects.filter(queue_name="reactions"):
        yield f"job {job.pk} is still {job.status}"
