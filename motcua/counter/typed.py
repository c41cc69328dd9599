"""What the receptionist has typed so far: read whole, kept whole, whatever is wrong with it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils.timezone import make_aware

from motcua.catalogue.eforms.prefilling import prefilled
from motcua.catalogue.eforms.reading import read_post
from motcua.catalogue.eforms.values import read_date, tidy
from motcua.catalogue.services import Published, published
from motcua.counter.elsewhere import unit_for_others
from motcua.counter.kept import PaperTyped, papers_typed
from motcua.directory.access import Request
from motcua.directory.models import Commune
from motcua.dossiers.statuses import Delivery
from motcua.lib.card import CardError, read_card
from motcua.lib.numbers import read_personal_number
from motcua.lib.text import uuid_in
from motcua.rows import Asked

_COMMUNE = Asked(lambda code: Commune.objects.filter(code=code))
DELIVERY = "receive_by"  # forms that ask how the result is to be returned
SETTLE = "settle"  # the value of the button "receive, then settle now"
PERSON = ("number", "full_name", "born_on", "sex", "phone", "email", "address", "commune")
ORGANISATION = ("code", "name")


@dataclass(frozen=True)
class BookLine:
    """A line of the paper book as typed: when it was received, and which line it is."""

    on: str = ""
    hour: str = ""
    no: str = ""

    @property
    def received_at(self) -> datetime | None:
        """The true moment of reception; None when day or hour cannot be read."""
        hour = re.fullmatch(r"(\d{1,2})[:hg.](\d{2})", self.hour.strip())
        try:
            on, at = date.fromisoformat(read_date(self.on)), time(int(hour[1]), int(hour[2])) if hour else None
            return make_aware(datetime.combine(on, at)) if at else None
        except ValueError:
            return None


@dataclass
class Typed:
    """The reception form as typed; `who` are the applicant's fields as text."""

    service_id: int
    handling_id: int
    key: uuid.UUID
    who: dict[str, str]
    organisation: dict[str, str]
    is_for_organisation: bool
    case: str
    delivery: str
    transfer_now: bool
    answers: dict[str, Any]
    papers: list[PaperTyped]
    faults: list[tuple[str, str]] = field(default_factory=list)
    parts: frozenset[int] = frozenset()  # of a linked group: the optional ones that are wanted
    receiving_id: int | None = None  # the actor's unit, when it receives for another one
    book: BookLine | None = None  # received on paper during an outage

    @property
    def born_on(self) -> date | None:
        try:
            return date.fromisoformat(read_date(self.who["born_on"]))
        except ValueError:
            return None

    @property
    def commune(self) -> Commune | None:
        return _COMMUNE.first(code=self.who["commune"]) if self.who["commune"] else None


def read(request: Request, service_id: int, handling_id: int) -> Typed:
    """Read the form of a service; files that stand are stored now, so that a fault elsewhere loses none."""
    post, rule = request.POST, published(handling_id)
    typed = Typed(
        service_id=service_id,
        handling_id=handling_id,
        key=uuid_in(post.get("key", "")) or uuid.uuid4(),
        who=_from_card({name: tidy(post.get(f"who-{name}", "")) for name in PERSON}),
        organisation={name: tidy(post.get(f"organisation-{name}", "")) for name in ORGANISATION},
        is_for_organisation=post.get("applicant") == "organisation",
        case=_one_of(post.get("case", ""), {part.case for part in rule.components}, ""),
        delivery=_one_of(post.get("delivery", ""), Delivery.values, Delivery.COUNTER.value),
        transfer_now=post.get("transfer_now", "on") == "on" and post.get("then") != SETTLE,
        answers={},
        papers=[],
        parts=frozenset(part.no for part in rule.parts if part.is_optional and str(part.no) in post.getlist("parts")),
        receiving_id=unit_for_others(request),
        book=book_line(post),
    )
    typed.answers = _answers(rule, post, typed)
    typed.papers, typed.faults = papers_typed(request, rule)
    return typed


def book_line(said: Mapping[str, str]) -> BookLine | None:
    """The line of the paper book; None when the dossier is received in the usual way."""
    if said.get("book") != "on":
        return None
    return BookLine(*(tidy(said.get(f"book-{name}", "")) for name in ("on", "hour", "no")))


def blank(service_id: int, handling_id: int, book: BookLine | None = None) -> Typed:
    """An empty form."""
    rule = published(handling_id)
    papers = [PaperTyped.blank(part) for part in rule.components if not part.is_note]
    who, organisation = dict.fromkeys(PERSON, ""), dict.fromkeys(ORGANISATION, "")
    typed = Typed(service_id, handling_id, uuid.uuid4(), who, organisation, False, "", "counter", True, {}, papers)
    return replace(typed, book=book)


def known(typed: Typed) -> dict[str, str]:
    """The applicant's details by the names that forms prefill from."""
    born_on = typed.born_on.isoformat() if typed.born_on else ""
    person = {f"person.{name}": value for name, value in typed.who.items()} | {"person.born_on": born_on}
    return person | {f"organisation.{name}": value for name, value in typed.organisation.items()}


def is_known(rule: Published, name: str) -> bool:
    """Whether the form's question is answered by the applicant's details, and so is not asked again."""
    return asked_at(rule, name) != name


def asked_at(rule: Published, name: str) -> str:
    """The input of the reception form that answers a question of the e-form: its own, or one of the applicant's."""
    question = rule.form.by_name.get(name)
    group, _, detail = str(question.layout.get("prefill", "") if question else "").partition(".")
    if group == "person" and detail in PERSON:
        return f"who-{detail}"
    return f"organisation-{detail}" if group == "organisation" and detail in ORGANISATION else name


def _answers(rule: Published, post: QueryDict, typed: Typed) -> dict[str, Any]:
    said = {name: answer for name, answer in read_post(rule.form, post).items() if not is_known(rule, name)}
    return {**prefilled(rule.form, _readable(known(typed))), **said}


def _readable(details: Mapping[str, str]) -> dict[str, str]:
    number = read_personal_number(details["person.number"]).digits
    return {**details, "person.number": number or details["person.number"]}


def _from_card(who: dict[str, str]) -> dict[str, str]:
    """A scanned citizen card fills the fields by itself."""
    if "|" not in who["number"]:
        return who
    try:
        card = read_card(who["number"])
    except CardError:
        return who
    born_on = card.born_on.strftime("%d/%m/%Y") if card.born_on else ""
    found = {"number": card.personal_number.digits, "full_name": card.name, "born_on": born_on}
    found |= {"sex": str(card.sex or ""), "address": card.address}
    return {**who, **{name: value for name, value in found.items() if value}}


def _one_of(text: str, known: Collection[str], usual: str) -> str:
    return text if text in known else usual
