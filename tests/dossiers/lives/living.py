"""One applicant's matter on its way: its dossiers, the hour, and what was done so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from motcua.config.reactions import REACTIONS
from motcua.directory.models import Person
from motcua.dossiers import actions
from motcua.dossiers.actions.outages import Declared
from motcua.dossiers.models import Dossier, Obligation
from motcua.journal.models import Event
from tests.dossiers.lives.people import People
from tests.dossiers.makers import NINE, make_intake, make_lodged, resolve

MONEY: dict[str, Any] = {"name": "Lệ phí", "amount": 50_000, "account": "0123 KBNN", "basis": "NQ 1/2026"}
FOLLOWING = {
    fact.__name__: [each for each in reactions if each.__module__.startswith("motcua.dossiers.")]
    for fact, reactions in REACTIONS.items()
}


@dataclass
class Living:
    """`dossiers` holds the whole matter: the dossier, its parts, its corrections; `dossier` is the one acted on."""

    people: People
    first: int
    at: datetime = NINE
    dossiers: dict[int, Dossier] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    days_off: list[date] = field(default_factory=list)
    is_stale: bool = False  # the calendar or an outage changed, and the dates were not counted again
    dossier_id: int = 0
    told: int = 0  # the last event whose consequences were carried out

    @property
    def dossier(self) -> Dossier:
        return self.dossiers[self.dossier_id]

    def look(self) -> list[Dossier]:
        """Read the matter anew; the dossiers that are new or have moved."""
        whole = Q(pk=self.first) | Q(parent=self.first) | Q(corrects=self.first) | Q(corrects__parent=self.first)
        rows = Dossier.objects.filter(whole).select_related("step", "service").order_by("pk")
        before, self.dossiers = self.dossiers, {row.pk: row for row in rows}
        self.dossier_id = self.dossier_id or self.first
        return [row for row in rows if row.pk not in before or before[row.pk].version != row.version]

    def carry(self) -> None:
        """Let follow what the queue would carry out, until nothing follows any more."""
        is_followed = True
        while is_followed:
            events = list(Event.objects.filter(pk__gt=self.told).order_by("pk"))
            following = [(follow, event) for event in events for follow in FOLLOWING[event.kind]]
            for follow, event in following:
                follow(event)
            self.told, is_followed = (events[-1].pk if events else self.told), bool(following)


def _online(people: People, _name: str) -> Dossier:
    return make_lodged(people.here, people.citizen)


def _at_the_counter(people: People, name: str) -> Dossier:
    return actions.receive(_intake(people, name), by=people.here.reception, at=NINE)


def _kept_at_the_counter(people: People, _name: str) -> Dossier:
    """The result is to go by post."""
    return actions.receive(
        replace(_intake(people, "plain"), delivery="post"), by=people.here.reception, at=NINE, transfer_now=False
    )


def _to_be_posted(people: People, name: str) -> Dossier:
    """Settled; its result lies at the counter."""
    return resolve(
        actions.transfer(_kept_at_the_counter(people, name).pk, by=people.here.reception, at=NINE), people.here
    )


def _paid_for(people: People, _name: str) -> Dossier:
    """Paid for, and no longer wanted."""
    dossier, here = _at_the_counter(people, "plain"), people.here
    actions.ask_payment(dossier.pk, **MONEY, by=here.case, at=NINE)
    owed = Obligation.objects.get(dossier=dossier)
    given: dict[str, Any] = {"obligation_id": owed.pk, "amount": owed.amount, "receipt": "BL-0"}
    actions.pay(dossier.pk, **given, by=here.cashier, at=NINE)
    return actions.ask_withdrawal(dossier.pk, reason="Không cần nữa", by=people.citizen, at=NINE)


def _for_another(people: People, name: str) -> Dossier:
    unit = people.here.service.one_stop_id
    given = {"receiving_id": unit, "by": people.here.reception, "at": NINE, "pass_now": False}
    return actions.receive_for_other(_intake(people, name), **given)  # type: ignore[arg-type]


def _from_the_book(people: People, _name: str) -> Dossier:
    """Received on paper while the system was down, typed in the same hour."""
    down = Declared(None, NINE - timedelta(hours=1), NINE, "Đứt cáp", "1/TB", is_planned=False)
    actions.declare_outage(down, by=people.administrator, at=NINE)
    line = {"received_at": NINE - timedelta(minutes=30), "book_no": "12/2026"}
    return actions.enter_from_book(_intake(people, "plain"), **line, by=people.here.reception, at=NINE)  # type: ignore[arg-type]


BEGINNINGS: Mapping[str, Callable[[People, str], Dossier]] = {
    "online": _online,
    "kept at the counter": _kept_at_the_counter,
    "from the book": _from_the_book,
    "to be posted": _to_be_posted,
    "paid for": _paid_for,
    "for another": _for_another,
    **dict.fromkeys(("plain", "abreast", "forked", "advised", "with visits"), _at_the_counter),
    **dict.fromkeys(("taxed", "taxed beside"), _at_the_counter),
    **dict.fromkeys(("in hours", "in days", "group"), _at_the_counter),
}


def begin(people: People, name: str) -> Living:
    dossier = BEGINNINGS[name](people, name)
    life = Living(people, dossier.pk, dossier.resolved_at or NINE)
    life.done.append(name)
    life.told = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    life.look()
    return life


def _intake(people: People, name: str) -> Any:
    person = Person.objects.get(pk=people.citizen.person_id or 0)
    return make_intake(people.services[name], person)
