"""Who opened a person's data, and why, for the person to read (rulebook G.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.models import Body, BodyKind, Post
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event

OF_THE_PERSON = ("PersonLookedUp", "NumberRead")
MOST_DOSSIERS = 500  # the newest; a company may have any number


@dataclass(frozen=True)
class Reading:
    """One time that an officer looked: his bodies, not his name; `code` and `public_id` are those of the dossier."""

    pk: int
    at: datetime
    sentence: str
    bodies: Sequence[str]
    code: str = ""
    public_id: UUID | None = None


def readings_of(actor: Actor, *, before: int | None, most: int) -> list[Reading]:
    """The newest first, those before a number of an event; 3 queries."""
    dossiers = _dossiers(actor)
    of_the_person = Q(subject=f"person:{actor.person_id}", kind__in=OF_THE_PERSON)
    events = Event.objects.filter(of_the_person | Q(subject__in=list(dossiers)))
    # A sum, so that the server gathers the few rows by their subjects and never walks the journal backwards.
    newest = (events.filter(pk__lt=before) if before else events).order_by((F("pk") + 0).desc())
    rows = list(newest[:most])
    bodies = _bodies(rows)
    return [_reading(event, bodies, dossiers.get(event.subject)) for event in rows]


def _dossiers(actor: Actor) -> dict[str, tuple[str, UUID]]:
    """Code and public number by the subject under which readings of a dossier's papers stand."""
    newest = Dossier.objects.visible_to(actor).order_by("-pk").values_list("pk", "code", "public_id")
    return {f"dossier:{pk}:reads": (code, public_id) for pk, code, public_id in newest[:MOST_DOSSIERS]}


def _reading(event: Event, bodies: dict[int, list[Post]], dossier: tuple[str, UUID] | None) -> Reading:
    code, public_id = dossier or ("", None)
    at = localtime(event.at)
    held = bodies.get(_officer(event), [])
    return Reading(event.pk, at, _sentence(event), _names(held, at.date()), code, public_id)


def _sentence(event: Event) -> str:
    why = {"why": event.payload.get("why", "")}
    if event.kind == "PersonLookedUp":
        return _("Looked you up by your identity number, for procedure %(why)s") % why
    if event.kind == "NumberRead":
        return _("Read your whole identity number: %(why)s") % why
    return _("Opened a paper of your dossier")


def _officer(event: Event) -> int:
    kind, _colon, number = event.actor.partition(":")
    return int(number) if kind == "officer" else 0


def _bodies(events: Iterable[Event]) -> dict[int, list[Post]]:
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(officer__in={_officer(event) for event in events}).select_related("body__parent"):
        posts.setdefault(post.officer_id, []).append(post)
    return posts


def _names(posts: Iterable[Post], on: date) -> list[str]:
    """Where the officer served on that day."""
    then = (post for post in posts if post.valid_from <= on and (post.valid_to is None or on <= post.valid_to))
    return sorted({_name(post.body) for post in then})


def _name(body: Body) -> str:
    """Of a division, with the committee or department whose division it is: every commune has an office."""
    is_part = body.kind in (BodyKind.DIVISION, BodyKind.ONE_STOP_CENTRE)
    return f"{body.name}, {body.parent.name}" if is_part and body.parent else body.name
