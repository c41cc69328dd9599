"""Writing invented lives down in bulk: the same rows and the same journal as real ones, without their jobs."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from datetime import date
from random import Random

from django.db import transaction
from django.utils.timezone import localtime

from motcua.directory.models import Body, Person
from motcua.documents.models import File
from motcua.dossiers import facts
from motcua.dossiers.actions.moving import STAGES
from motcua.dossiers.demo.lives import Life, Staff
from motcua.dossiers.models import (
    Counter,
    Decision,
    Declaration,
    Dossier,
    Paper,
    PaperFile,
    PaperState,
    Task,
    TaskEnd,
)
from motcua.dossiers.replay import status_after
from motcua.dossiers.statuses import Channel, Outcome, Stage, Status
from motcua.journal.chain import FIRST, fingerprint
from motcua.journal.models import Event

PAPERS = 3


class Codes:
    """Codes of past days, numbered on from what is already used; the counters are written back at the end."""

    def __init__(self) -> None:
        self.last: Tally[str] = Tally(dict(Counter.objects.values_list("scope", "last")))
        self.touched: set[str] = set()

    def next(self, scope: str) -> int:
        self.last[scope] += 1
        self.touched.add(scope)
        return self.last[scope]

    def code(self, body: Body, on: date) -> str:
        return f"{body.code}-{on:%y%m%d}-{self.next(f'{body.code}:{on:%Y-%m-%d}'):04d}"

    def write(self) -> None:
        rows = [Counter(scope=scope, last=self.last[scope]) for scope in self.touched]
        Counter.objects.bulk_create(rows, update_conflicts=True, unique_fields=["scope"], update_fields=["last"])
        self.touched.clear()


@transaction.atomic
def write(
    lives: Sequence[Life], people: Sequence[Person], codes: Codes, sample: File, staff: Staff, luck: Random
) -> None:
    """Write a batch of lives; all or nothing."""
    rows = [_dossier(life, person, codes) for life, person in zip(lives, people, strict=True)]
    dossiers = Dossier.objects.bulk_create(rows)
    sent = [Declaration(dossier=row, answers=_answers(person)) for row, person in zip(dossiers, people, strict=True)]
    Declaration.objects.bulk_create(sent)
    _write_papers(dossiers, lives, sample)
    pairs = list(zip(dossiers, lives, strict=True))
    Task.objects.bulk_create(task for dossier, life in pairs for task in _tasks(dossier, life))
    _write_decisions(dossiers, lives, codes, sample)
    Event.objects.bulk_create(event for dossier, life in pairs for event in _events(dossier, life, staff, luck))
    codes.write()


def _dossier(life: Life, person: Person, codes: Codes) -> Dossier:
    last = life.legs[-1] if life.legs else None
    is_working = last is not None and last.done_at is None
    status = _status(life)
    service = life.service
    return Dossier(
        code=codes.code(service.one_stop, localtime(life.lodged_at).date()),
        status=status,
        version=len(life.told),
        stage=STAGES[last.step.kind] if is_working and last else Stage.ISSUED if status == Status.RESOLVED else "",
        outcome=life.outcome,
        channel=life.channel,
        delivery=life.delivery,
        service=service,
        handling_id=service.handling_id,
        procedure_code=life.rule.procedure_code,
        title=life.rule.procedure_name,
        applicant_person=person,
        applicant_name=person.full_name,
        filer=person,
        helper_id=life.legs[0].officer_id if life.legs and life.channel == Channel.IN_PERSON else None,
        receiving_id=service.one_stop_id,
        competent_id=service.competent_id,
        holder_body_id=last.body_id if is_working and last else _waits_at(status, service.one_stop_id),
        holder_id=last.officer_id if is_working and last and last.is_taken else None,
        step_id=last.step.id if is_working and last else None,
        step_due_at=last.due_at if is_working and last and last.step.hours else None,
        lodged_at=life.lodged_at,
        accepted_at=life.accepted_at,
        first_due_at=life.due_at,
        due_at=life.due_at,
        resolved_at=life.resolved_at,
        ended_at=life.ended_at,
    )


def _status(life: Life) -> Status:
    if life.resolved_at:
        return Status.RETURNED if life.ended_at else Status.RESOLVED
    return status_after(fact.kind for fact, _actor, _at in life.told) or Status.LODGED


def _waits_at(status: Status, one_stop_id: int) -> int | None:
    return one_stop_id if status in (Status.LODGED, Status.RESOLVED) else None


def _answers(person: Person) -> dict[str, str]:
    return {"full_name": person.full_name, "phone": person.phone, "request": "Đề nghị giải quyết theo quy định."}


def _write_papers(dossiers: Sequence[Dossier], lives: Sequence[Life], sample: File) -> None:
    papers, state = [], PaperState.ATTACHED
    for dossier, life in zip(dossiers, lives, strict=True):
        asked = [part for part in life.rule.components if not part.is_note][:PAPERS]
        papers += [
            Paper(dossier=dossier, component_id=part.id, no=no, name=part.name, state=state, originals=1)
            for no, part in enumerate(asked, 1)
        ]
    rows = Paper.objects.bulk_create(papers)
    PaperFile.objects.bulk_create(PaperFile(paper=row, file=sample, position=1) for row in rows)


def _tasks(dossier: Dossier, life: Life) -> Iterable[Task]:
    for leg in life.legs:
        yield Task(
            dossier=dossier,
            step_id=leg.step.id,
            body_id=leg.body_id,
            officer_id=leg.officer_id if leg.is_taken else None,
            received_at=leg.received_at,
            due_at=leg.due_at,
            done_at=leg.done_at,
            end=TaskEnd.DONE if leg.done_at else TaskEnd.OPEN,
        )


def _write_decisions(dossiers: Sequence[Dossier], lives: Sequence[Life], codes: Codes, sample: File) -> None:
    decisions = []
    for dossier, life in zip(dossiers, lives, strict=True):
        if any(fact.kind == "DecisionDrafted" for fact, _actor, _at in life.told):
            decisions.append(_decision(dossier, life, codes, sample))
    Decision.objects.bulk_create(decisions)


def _decision(dossier: Dossier, life: Life, codes: Codes, sample: File) -> Decision:
    drafter = next(leg for leg in life.legs if leg.step.kind == "process")
    decision = Decision(dossier=dossier, outcome=life.outcome or Outcome.GRANTED, title="Quyết định")
    decision.text = "Chấp thuận đề nghị của người nộp hồ sơ."
    decision.ground = "Không đáp ứng điều kiện theo quy định." if life.outcome == Outcome.REFUSED else ""
    decision.drafted_by_id, decision.drafted_at = drafter.officer_id or 0, drafter.done_at or life.lodged_at
    signer = next((leg for leg in life.legs if leg.step.kind == "sign" and leg.done_at), None)
    if signer:
        decision.approved_by_id, decision.approved_at = signer.officer_id, signer.done_at
    if life.resolved_at:
        code, on = life.service.competent.code, localtime(life.resolved_at).date()
        number = codes.next(f"{code}:results:{on:%Y}")
        decision.number, decision.file = f"{number}/{on:%Y}/KQ-{code}", sample
        decision.issued_at, decision.issued_by_id = life.resolved_at, life.legs[-1].officer_id
    dossier.decided_number = decision.number  # type: ignore[attr-defined]
    return decision


def _events(dossier: Dossier, life: Life, staff: Staff, luck: Random) -> Iterable[Event]:
    told = list(life.told)
    if life.resolved_at:
        number, last = dossier.decided_number, f"officer:{life.legs[-1].officer_id}"  # type: ignore[attr-defined]
        granted = facts.Granted(life.outcome, number, 0)
        refused = facts.Refused("Không đáp ứng điều kiện theo quy định.", number, 0)
        told.append((refused if life.outcome == Outcome.REFUSED else granted, last, life.resolved_at))
        if life.ended_at:
            clerk = staff.one(luck, life.service.one_stop_id, "return_officer")
            told.append((facts.Returned(life.delivery, "applicant"), f"officer:{clerk}", life.ended_at))
    previous = FIRST
    for sequence, (fact, actor, at) in enumerate(told, 1):
        values = {"subject": dossier.subject, "sequence": sequence, "kind": fact.kind, "payload": fact.payload()}
        mark = fingerprint(**values, actor=actor, at=at, previous=previous)  # type: ignore[arg-type]
        yield Event(**values, actor=actor, at=at, previous=previous, hash=mark)
        previous = mark
