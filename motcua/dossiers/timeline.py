"""A dossier's life as sentences, each with who and when; made from the journal alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from motcua.directory.models import Body, Officer
from motcua.dossiers.models import Dossier
from motcua.dossiers.sentences import INSIDE, SENTENCES
from motcua.journal.models import Event


@dataclass(frozen=True)
class Entry:
    """One sentence of the life; `owner` is the body or person who acted, `note` a reason that was given."""

    sentence: str
    owner: str
    at: datetime
    note: str = ""
    due_at: datetime | None = None
    state: str = "done"
    when: str = ""
    url: str = ""


@dataclass(frozen=True)
class Names:
    """Who the numbers in the events are; `officers` is empty for readers who see bodies only."""

    bodies: Mapping[int, str]
    officers: Mapping[int, str]
    applicant: str
    dossier: Dossier
    branches: Mapping[int, tuple[str, int | None]]

    def branch(self, payload: Mapping[str, Any]) -> str:
        return self.branches.get(payload.get("branch_no", 0), ("", None))[0]

    def body(self, payload: Mapping[str, Any]) -> str:
        return self.bodies.get(payload.get("body_id", 0), "")

    def officer(self, payload: Mapping[str, Any]) -> str:
        return self.officers.get(payload.get("officer_id", 0), "")


def for_applicant(dossier: Dossier) -> list[Entry]:
    """The life as its applicant reads it: bodies, not colleagues; the newest first."""
    events = [event for event in _events(dossier) if event.kind not in INSIDE]
    return _told(dossier, _without_stays(events), with_officers=False)


def for_officers(dossier: Dossier) -> list[Entry]:
    """The whole life with the names of those who acted; the newest first."""
    return _told(dossier, _events(dossier), with_officers=True)


def _without_stays(events: Sequence[Event]) -> list[Event]:
    """Steps that stay inside one body say nothing to the applicant; `events` are the newest first."""
    told, body = [], None
    for event in reversed(events):
        if event.kind == "StepDone" and event.payload["body_id"] == body:
            continue
        body = event.payload.get("body_id", body)
        told.append(event)
    return told[::-1]


def _events(dossier: Dossier) -> list[Event]:
    return list(Event.objects.filter(subject=dossier.subject).order_by("-sequence"))


def _told(dossier: Dossier, events: Iterable[Event], *, with_officers: bool) -> list[Entry]:
    events = list(events)
    names = _names(dossier, events)
    return [_entry(event, names, with_officers=with_officers) for event in events]


def _names(dossier: Dossier, events: Iterable[Event]) -> Names:
    branches = _branches(dossier, events)
    bodies = {event.payload.get("body_id") for event in events} | {dossier.receiving_id, dossier.competent_id}
    bodies |= {body_id for _name, body_id in branches.values()}
    officers = {event.payload.get("officer_id") for event in events}
    officers |= {int(event.actor.split(":")[1]) for event in events if event.actor.startswith("officer:")}
    return Names(
        bodies=dict(Body.objects.filter(pk__in=bodies - {None}).values_list("pk", "name")),
        officers=dict(Officer.objects.filter(pk__in=officers - {None}).values_list("pk", "full_name")),
        applicant=dossier.applicant_name,
        dossier=dossier,
        branches=branches,
    )


def _branches(dossier: Dossier, events: Iterable[Event]) -> dict[int, tuple[str, int | None]]:
    """The parts of a linked group that the events speak of: name and agency by number."""
    if not any("branch_no" in event.payload for event in events):
        return {}
    rows = dossier.branches.values_list("no", "name", "child__competent")
    return {no: (name, body_id) for no, name, body_id in rows}


def _entry(event: Event, names: Names, *, with_officers: bool) -> Entry:
    payload = event.payload
    due_at = parse_datetime(payload["due_at"]) if payload.get("due_at") else None
    return Entry(
        sentence=_sentence(event.kind, payload, names),
        owner=_owner(event, names, with_officers=with_officers),
        at=localtime(event.at),
        note=payload.get("ground") or payload.get("reason") or payload.get("because") or "",
        due_at=localtime(due_at) if due_at else None,
    )


def _owner(event: Event, names: Names, *, with_officers: bool) -> str:
    if event.actor.startswith("person:"):
        return names.applicant
    body = names.bodies.get(_acting_body(event, names), "")
    if with_officers and event.actor.startswith("officer:"):
        officer = names.officers.get(int(event.actor.split(":")[1]), "")
        return f"{officer} – {body}" if body else officer
    return body or _("the system")


def _acting_body(event: Event, names: Names) -> int:
    at_the_counter = {"Lodged", "HandedIn", "Accepted", "Declined", "Transferred", "SettledOnTheSpot", "Returned"}
    at_the_counter |= {"SupplementAskedBeforeAcceptance", "SupplementedBeforeAcceptance", "Supplemented"}
    dossier = names.dossier
    if event.kind.startswith(("Branch", "Group")):
        agency = names.branches.get(event.payload.get("branch_no", 0), ("", None))[1]
        return agency or dossier.receiving_id
    if event.kind == "ConsultationAnswered":
        return int(event.payload["body_id"])
    return dossier.receiving_id if event.kind in at_the_counter else dossier.competent_id


def _sentence(kind: str, payload: Mapping[str, Any], names: Names) -> str:
    values = {"body": names.body(payload), "officer": names.officer(payload), "number": payload.get("number", "")}
    values["branch"] = names.branch(payload)
    return gettext(SENTENCES[kind]) % values if kind in SENTENCES else kind
