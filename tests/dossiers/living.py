"""Random lives: acts tried in any order by the right people and by others, with what each may not spoil."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import Dossier, Obligation, Pause, Task
from motcua.dossiers.replay import status_after
from motcua.dossiers.statuses import RUNNING
from motcua.journal.models import Event
from motcua.lib.worktime import Cutoff, Limit, Mode, Unit
from tests.directory.makers import make_citizen, make_officer
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_lodged, make_office
from tests.dossiers.supplementing import FIELD, LAW, answer_all, findings_on
from tests.lib.life.test_slowly import Invented, Still, slow_due
from tests.lib.test_worktime_slowly import World

LIMIT = Limit(3, Unit.WORKDAY)


@dataclass
class People:
    """Everybody who may meet a dossier; strangers and the same roles elsewhere too."""

    office: Office
    citizen: Actor
    cashier: Actor
    one_stop_head: Actor
    strangers: list[Actor]

    @property
    def ours(self) -> list[Actor]:
        office = self.office
        officers = [office.reception, office.case, office.signatory, office.clerk, office.returning, office.head]
        return [*officers, self.cashier, self.one_stop_head, self.citizen]

    def named(self, who: str) -> Actor:
        found = getattr(self, who, None) or getattr(self.office, who)
        assert isinstance(found, Actor)
        return found


def make_people() -> People:
    office, elsewhere = make_office(), make_office()
    one_stop, on = office.service.one_stop, NINE.date()
    strangers = [make_citizen()[1], elsewhere.reception, elsewhere.case, elsewhere.signatory, elsewhere.head]
    cashier = make_officer(one_stop, Role.CASHIER, on=on)[1]
    head = make_officer(one_stop, Role.ONE_STOP_HEAD, on=on)[1]
    return People(office, make_citizen()[1], cashier, head, strangers)


@dataclass
class Living:
    """One dossier on its way, and what was done to it."""

    people: People
    dossier: Dossier
    at: datetime
    done: list[str] = field(default_factory=list)


def begin(people: People, random: Random) -> Living:
    """Sent online or brought to the counter."""
    if random.random() < 0.5:
        return Living(people, make_lodged(people.office, people.citizen), NINE)
    person = people.citizen.person_id
    return Living(people, make_dossier(people.office, person=_person(person)), NINE)


def _person(pk: int | None) -> Any:
    from motcua.directory.models import Person

    return Person.objects.get(pk=pk)


Act = Callable[[Living, Actor], Any]


def verb(function: Callable[..., Any], **values: Any) -> Act:
    return lambda life, by: function(life.dossier.pk, by=by, at=life.at, **values)


def ask(life: Living, by: Actor) -> Any:
    return actions.ask_supplement(life.dossier.pk, findings=findings_on(life.dossier), by=by, at=life.at)


def ask_again(life: Living, by: Actor) -> Any:
    findings = findings_on(life.dossier, [FIELD], basis=LAW)
    return actions.draft_supplement(life.dossier.pk, findings=findings, by=by, at=life.at)


def supplement(life: Living, by: Actor) -> Any:
    if life.dossier.supplement_requests.waiting().exists():
        answer_all(life.dossier, by, life.at)
    return actions.send_supplement(life.dossier.pk, by=by, at=life.at)


def pay(life: Living, by: Actor) -> Any:
    owed = Obligation.objects.filter(dossier=life.dossier, paid_at=None).first()
    number, amount = (owed.pk, owed.amount) if owed else (0, 1)
    return actions.pay(life.dossier.pk, obligation_id=number, amount=amount, receipt="BL-1", by=by, at=life.at)


def assign(life: Living, by: Actor) -> Any:
    return actions.assign(life.dossier.pk, officer_id=life.people.office.case.officer_id or 0, by=by, at=life.at)


def issue(life: Living, by: Actor) -> Any:
    return actions.grant(life.dossier.pk, file=make_file(media_type="application/pdf"), by=by, at=life.at)


GRANTED = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
REFUSED = {"outcome": "refused", "title": "Quyết định", "ground": "Không đủ điều kiện."}
MONEY = {"name": "Lệ phí", "amount": 50_000, "account": "0123 KBNN", "basis": "NQ 1/2026"}
STOP = {"ground": "law", "text": "Người nộp đã mất.", "basis": "Điều 19"}
ACTS: dict[str, Act] = {
    "accept": verb(actions.accept),
    "accept and pass on": verb(actions.accept_and_transfer),
    "decline": verb(actions.decline, ground="Sai cơ quan"),
    "pass on": verb(actions.transfer),
    "settle on the spot": verb(actions.settle_on_the_spot),
    "take": verb(actions.take),
    "release": verb(actions.release),
    "assign": assign,
    "ask": ask,
    "ask again": ask_again,
    "let go out": verb(actions.approve_supplement),
    "drop": verb(actions.drop_supplement, reason="Không cần"),
    "supplement": supplement,
    "ask for money": verb(actions.ask_payment, **MONEY),
    "pay": pay,
    "draft": verb(actions.draft_decision, **GRANTED),
    "draft a refusal": verb(actions.draft_decision, **REFUSED),
    "complete": verb(actions.complete_step),
    "send back": verb(actions.send_back, reason="Xem lại"),
    "approve": verb(actions.approve),
    "refuse": verb(actions.refuse, ground="Không đủ điều kiện."),
    "issue": issue,
    "hand over": verb(actions.hand_over),
    "ask to withdraw": verb(actions.ask_withdrawal, reason="Không cần nữa"),
    "confirm withdrawal": verb(actions.withdraw),
    "stop": verb(actions.stop, **STOP),
}


# Who does it on a good day, and where in a life it is likely; everything else is tried too, only less often.
USUALLY: dict[str, tuple[str, set[int]]] = {
    "accept": ("reception", {1}),
    "accept and pass on": ("reception", {1}),
    "decline": ("reception", set()),
    "pass on": ("reception", {2}),
    "settle on the spot": ("case", {2}),
    "take": ("case", {4}),
    "release": ("case", {4}),
    "assign": ("head", {4}),
    "ask": ("case", {4}),
    "ask again": ("case", {4}),
    "let go out": ("head", {4}),
    "drop": ("head", {4}),
    "supplement": ("reception", {5}),
    "ask for money": ("case", {4}),
    "pay": ("cashier", {6}),
    "draft": ("case", {4}),
    "draft a refusal": ("case", {4}),
    "complete": ("case", {4}),
    "send back": ("signatory", {4}),
    "approve": ("signatory", {4}),
    "refuse": ("signatory", set()),
    "issue": ("clerk", {4}),
    "hand over": ("returning", {9}),
    "ask to withdraw": ("citizen", set()),
    "confirm withdrawal": ("reception", set()),
    "stop": ("head", set()),
}


ONWARDS = frozenset({"complete", "approve", "issue", "hand over"})  # or few lives would come to an end


def live(life: Living, random: Random, acts: int) -> None:
    """Try so many acts, mostly such as a good day would bring; after each, everything must hold."""
    for _ in range(acts):
        life.at += timedelta(minutes=random.randrange(1, 2 * 24 * 60))
        likely = [name for name, (_who, where) in USUALLY.items() if life.dossier.status in where]
        likely += [name for name in likely if name in ONWARDS] * 3
        name = random.choice(likely if likely and random.random() < 0.8 else list(ACTS))
        luck = random.random()
        by = life.people.named(USUALLY[name][0]) if luck < 0.8 else random.choice(life.people.ours)
        by = random.choice(life.people.strangers) if luck > 0.95 else by
        attempt(life, name, by, may_succeed=luck <= 0.95)


def attempt(life: Living, name: str, by: Actor, *, may_succeed: bool) -> None:
    before = trace_of(life.dossier)
    try:
        with_savepoint(lambda: ACTS[name](life, by))
    except DossierError:
        assert trace_of(life.dossier) == before, f"a refused “{name}” left a trace"
        return
    assert may_succeed, f"a stranger could “{name}”"
    life.done.append(name)
    demand_whole(life)


def with_savepoint(act: Callable[[], Any]) -> None:
    from django.db import transaction

    with transaction.atomic():
        act()


def trace_of(dossier: Dossier) -> tuple[Any, ...]:
    """What a refused act would have changed."""
    row = Dossier.objects.filter(pk=dossier.pk).values_list().get()
    legs = list(Task.objects.filter(dossier=dossier).order_by("pk").values_list())
    return (
        row,
        legs,
        Event.objects.filter(subject=dossier.subject).count(),
        Pause.objects.filter(dossier=dossier).count(),
    )


def demand_whole(life: Living) -> None:
    """Replay tells the status, one leg is open where the clock runs, and the promise is the slow calendar's."""
    dossier = life.dossier = Dossier.objects.get(pk=life.dossier.pk)
    kinds = Event.objects.filter(subject=dossier.subject).order_by("sequence").values_list("kind", flat=True)
    assert status_after(kinds) == dossier.status, life.done
    open_legs = Task.objects.filter(dossier=dossier, done_at=None).count()
    assert open_legs == (dossier.status in RUNNING), life.done
    assert (Pause.objects.filter(dossier=dossier, resumed_at=None).exists()) == (
        dossier.status in (5, 6) and dossier.accepted_at is not None
    ), life.done
    if dossier.accepted_at and dossier.status in RUNNING:
        assert dossier.first_due_at == slowly(dossier), life.done


def slowly(dossier: Dossier) -> datetime:
    """The promise by a calendar that walks through every day."""
    assert dossier.accepted_at is not None
    waits = Pause.objects.filter(dossier=dossier, resumed_at__isnull=False)
    stills = [Still(_local(wait.stopped_at), _local(wait.resumed_at), wait.mode == Mode.RESTART) for wait in waits]
    accepted = _local(dossier.accepted_at)
    return slow_due(Invented(world(), _OnlyLimit(), accepted, stills))  # type: ignore[arg-type]


@dataclass
class _OnlyLimit:
    """All that the slow calendar reads of a life."""

    limit: Limit = LIMIT
    cutoff: Cutoff = Cutoff.NONE


def world() -> World:
    from motcua.lib.worktime import PROVINCE_HOURS

    return World([PROVINCE_HOURS.week[day] for day in range(5)], [])


def _local(at: datetime | None) -> datetime:
    from django.utils.timezone import localtime

    assert at is not None
    return localtime(at).replace(second=0, microsecond=0)
