"""A dossier comes in: lodged online (M1), or handed in and accepted at the counter (M2, M3, M7)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from motcua.catalogue.models import Handling, Service
from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.directory.models import Body
from motcua.dossiers import routing
from motcua.dossiers.actions.drafts import papers_of
from motcua.dossiers.actions.linking import begin_group, open_branches
from motcua.dossiers.actions.moving import enter, leg_due, promise_on
from motcua.dossiers.actions.outside import begin_outside, told_outside
from motcua.dossiers.actions.parallel import open_beside, told_beside
from motcua.dossiers.codes import allocate_code, next_row
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, NotOffered
from motcua.dossiers.facts import HandedIn, Lodged, Transferred
from motcua.dossiers.intake import Intake, PaperIn, faults_of, filled
from motcua.dossiers.lifecycle import BEGINNINGS, Move, after
from motcua.dossiers.models import Declaration, Dossier, Draft, Paper, PaperFile, Task, TaskEnd
from motcua.dossiers.permissions import RECEPTION
from motcua.dossiers.statuses import Channel
from motcua.journal.facts import Fact
from motcua.journal.recording import record
from motcua.rows import Asked, insert

_ASKED = (  # of a service, when a dossier comes in
    "competent_id",
    "division_id",
    "handling__handled_by",
    "handling__published_at",
    "one_stop__code",
    "valid_from",
    "valid_to",
)
_SERVICE = Asked(lambda pk: Service.objects.select_related("one_stop", "handling").only(*_ASKED).filter(pk=pk))
_OF_KEY = Asked(lambda key: Dossier.objects.filter(intake_key=key).values_list("pk", flat=True))


@transaction.atomic
def lodge(draft_id: int, *, by: Actor, at: datetime) -> Dossier:
    """Send a draft (M1); a second sending gives the dossier of the first.

    Raises NotAllowed, NotOffered, or Incomplete with every fault of the form and its papers.
    """
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft_id)
    if draft.person_id != by.person_id or draft.discarded_at:
        raise NotAllowed
    if draft.dossier_id:
        return Dossier.objects.get(pk=draft.dossier_id)
    intake = _intake_of(draft, by)
    service = offered(intake.service_id, at)
    dossier = new_row(service, intake, Move.LODGE, at)
    write_new(dossier, service, intake, tasks=[])
    fact = Lodged(channel=intake.channel, service_id=service.pk, receiving_id=service.one_stop_id)
    record(fact, subject=dossier.subject, by=by.key, at=at, is_new=True)
    draft.dossier, draft.saved_at = dossier, at
    draft.save(update_fields=["dossier", "saved_at"])
    return dossier


def receive(intake: Intake, *, by: Actor, at: datetime, transfer_now: bool = True) -> Dossier:
    """Take a dossier in at the counter (M2, M3) and, electronically at once, pass it on (M7; NĐ 61/2018 Điều 18).

    The same `intake.key` sent twice gives the dossier of the first. Raises NotAllowed, NotOffered, Incomplete.
    """
    try:
        return _receive(intake, by=by, at=at, transfer_now=transfer_now)
    except (IntegrityError, DossierError):
        # Asked only now: a first sending, which nearly all are, is spared the question.
        if first := already(intake):
            return first
        raise


@transaction.atomic
def _receive(intake: Intake, *, by: Actor, at: datetime, transfer_now: bool) -> Dossier:
    service = offered(intake.service_id, at)
    if not any((service.one_stop_id, role) in by.posts for role in RECEPTION):
        raise NotAllowed
    is_group = bool(published(service.handling_id).parts)
    dossier = new_row(service, intake, Move.HAND_IN, at, helper_id=by.officer_id)
    promise = promise_on(dossier, at, chosen=intake.parts)
    facts: list[Fact] = [HandedIn(intake.channel, service.pk, service.one_stop_id), promise]
    tasks = [reception_leg(dossier, at)]
    if transfer_now and not is_group:
        tasks += _pass_on(dossier, tasks[0], at)
        facts.append(Transferred(tasks[1].step_id, tasks[1].body_id, tasks[1].due_at.isoformat()))
        facts += [*told_beside(tasks[2:]), *told_outside(dossier)]
    write_new(dossier, service, intake, tasks)
    begin_outside(dossier, at)
    record(*facts, subject=dossier.subject, by=by.key, at=at, is_new=True)
    return begin_group(dossier, by=by, at=at) if transfer_now and is_group else dossier


def write_new(dossier: Dossier, service: Service, intake: Intake, tasks: list[Task]) -> None:
    """Write the rows of a new dossier, its code taken as late as can be; nothing when anything is missing."""
    _demand_complete(service, intake, dossier.lodged_at)
    dossier.pk = next_row()
    insert([Declaration(dossier=dossier, answers=filled(intake.answers))])
    _add_papers(dossier, intake.papers)
    insert(tasks)
    if published(dossier.handling_id).parts:
        open_branches(dossier, intake.parts)
    # From here to the commit whoever else receives in this unit waits, so the code comes last.
    dossier.code = allocate_code(dossier.receiving.code, localtime(dossier.lodged_at).date())
    insert([dossier])


def new_row(
    service: Service,
    intake: Intake,
    move: Move,
    at: datetime,
    *,
    receiving: Body | None = None,
    helper_id: int | None = None,
) -> Dossier:
    """The row of a new dossier, not yet saved; `receiving` is another unit than the service's own."""
    rule = published(service.handling_id)
    return Dossier(
        intake_key=intake.key,
        status=BEGINNINGS[move],
        channel=intake.channel,
        delivery=intake.delivery,
        service=service,
        handling_id=service.handling_id,
        procedure_code=rule.procedure_code,
        title=rule.procedure_name,
        case=intake.case,
        applicant_person_id=intake.applicant_person_id,
        applicant_organisation_id=intake.applicant_organisation_id,
        applicant_name=intake.applicant_name,
        filer_id=intake.filer_id,
        helper_id=helper_id,
        receiving=receiving or service.one_stop,
        competent_id=service.competent_id,
        holder_body=receiving or service.one_stop,
        lodged_at=at,
    )


def reception_leg(dossier: Dossier, at: datetime) -> Task:
    """The receiving unit's own stretch; not yet saved."""
    step = published(dossier.handling_id).steps[0]
    leg = {"step_id": step.id, "body_id": dossier.receiving_id, "officer_id": dossier.helper_id}
    return Task(dossier=dossier, **leg, received_at=at, due_at=leg_due(step, at, dossier.receiving_id) or at)


def _pass_on(dossier: Dossier, reception: Task, at: datetime) -> list[Task]:
    reception.done_at, reception.end = at, TaskEnd.DONE
    dossier.status = after(dossier.status, Move.TRANSFER)
    step = routing.first_step(published(dossier.handling_id).steps)
    return [enter(dossier, step, at), *open_beside(dossier, step, at)]


def _add_papers(dossier: Dossier, papers: Sequence[PaperIn]) -> None:
    names = {part.id: part.name for part in published(dossier.handling_id).components}
    rows = [
        Paper(
            dossier=dossier,
            component_id=paper.component_id,
            no=no,
            name=paper.name or names[paper.component_id or 0],
            state=paper.state,
            originals=paper.originals,
            copies=paper.copies,
            note=paper.note,
        )
        for no, paper in enumerate(papers, 1)
    ]
    insert(rows)
    insert(
        [
            PaperFile(paper=row, file=file, position=position)
            for row, paper in zip(rows, papers, strict=True)
            for position, file in enumerate(paper.files, 1)
        ]
    )


def offered(service_id: int, at: datetime) -> Service:
    today = localtime(at).date()
    service = _SERVICE.first(pk=service_id)
    if service is None or service.valid_from > today or (service.valid_to and service.valid_to < today):
        raise NotOffered
    if service.handling.handled_by != Handling.HandledBy.PROVINCE or service.handling.published_at is None:
        raise NotOffered
    return service


def _demand_complete(service: Service, intake: Intake, at: datetime) -> None:
    rule = published(service.handling_id)
    if {paper.component_id for paper in intake.papers} - {None, *(part.id for part in rule.components)}:
        raise NotOffered  # a paper of another procedure: the page was not ours
    if faults := faults_of(rule, intake, on=localtime(at).date()):
        raise Incomplete(faults)


def _intake_of(draft: Draft, by: Actor) -> Intake:
    organisation = draft.organisation
    if organisation and organisation.pk not in by.organisation_ids:
        raise NotAllowed  # the mandate has ended since the draft was begun
    return Intake(
        service_id=draft.service_id,
        applicant_name=organisation.name if organisation else draft.person.full_name,
        applicant_person_id=None if organisation else draft.person_id,
        applicant_organisation_id=organisation.pk if organisation else None,
        filer_id=draft.person_id,
        case=draft.case,
        answers=draft.answers,
        papers=papers_of(draft),
        parts=frozenset(draft.parts),
        delivery=draft.delivery,
        channel=Channel.ONLINE,
    )


def already(intake: Intake) -> Dossier | None:
    """The dossier of this key; mostly there is none, so nothing but its row's number is asked for at first."""
    first = _OF_KEY.first(key=intake.key) if intake.key else None
    return Dossier.objects.get(pk=first) if first else None
