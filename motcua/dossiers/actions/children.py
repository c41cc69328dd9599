"""One part of a linked group as a dossier of its own: its row, its first step, the papers of the whole (B.9)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.models import Service
from motcua.catalogue.services import PublishedPart, published
from motcua.directory.actors import Actor
from motcua.directory.bodies import heir_of
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import moved, promise_on, rule_of, steps_of
from motcua.dossiers.actions.outside import told_outside
from motcua.dossiers.actions.steps import arrive
from motcua.dossiers.codes import allocate_code
from motcua.dossiers.facts import HandedIn, Transferred
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Decision, Declaration, Dossier, Paper, PaperFile, PaperState
from motcua.dossiers.statuses import Status
from motcua.journal.recording import record


def begin_child(
    parent: Dossier, part: PublishedPart, service: Service, *, before: Collection[int], by: Actor, at: datetime
) -> Dossier:
    """A part as a dossier of its own, at the first step of its agency; `before` are the children it waited for."""
    child = _row(parent, part, service, at)
    accepted = promise_on(child, at)
    child.code = allocate_code(service.one_stop.code, localtime(at).date())
    child.save(force_insert=True)
    _share_papers(parent, child, before)
    moved(child, Move.TRANSFER)
    tasks = arrive(child, routing.first_step(steps_of(child)), at)
    handed_in = HandedIn(parent.channel, service.pk, parent.receiving_id)
    passed_on = Transferred(tasks[0].step_id, tasks[0].body_id, tasks[0].due_at.isoformat())
    facts = (handed_in, accepted, passed_on, *told_outside(child))
    record(*facts, subject=child.subject, by=by.key, at=at, is_new=True)
    return child


def _row(parent: Dossier, part: PublishedPart, service: Service, at: datetime) -> Dossier:
    """Received where the whole was, its clock by the calendar of its agency."""
    rule = published(part.follows or service.handling_id)
    return Dossier(
        parent=parent,
        status=Status.LODGED,
        channel=parent.channel,
        delivery=parent.delivery,
        service=service,
        handling_id=rule.id,
        procedure_code=rule.procedure_code,
        title=rule.procedure_name,
        applicant_person_id=parent.applicant_person_id,
        applicant_organisation_id=parent.applicant_organisation_id,
        applicant_name=parent.applicant_name,
        filer_id=parent.filer_id,
        helper_id=parent.helper_id,
        receiving_id=parent.receiving_id,
        competent_id=heir_of(service.competent_id, localtime(at).date()),
        lodged_at=at,
        clock_started_at=at,
    )


def _share_papers(parent: Dossier, child: Dossier, before: Collection[int]) -> None:
    """The same files, not copies of them: the papers of the whole, and the results of the parts before."""
    asked = {field.name for field in rule_of(child).form.fields}
    said = Declaration.objects.get(dossier=parent).answers
    Declaration.objects.create(dossier=child, answers={name: said[name] for name in said if name in asked})
    shared = list(parent.papers.prefetch_related("files"))
    papers = [_shared(child, no, paper) for no, paper in enumerate(shared, 1)]
    results = list(Decision.objects.filter(dossier__in=before, issued_at__isnull=False).select_related("dossier"))
    papers += [_result(child, no, decision) for no, decision in enumerate(results, len(papers) + 1)]
    Paper.objects.bulk_create(papers)
    files: list[list[int | None]] = [[row.file_id for row in paper.files.all()] for paper in shared]
    files += [[decision.file_id] for decision in results]
    PaperFile.objects.bulk_create(
        PaperFile(paper=paper, file_id=file_id, position=position)
        for paper, own in zip(papers, files, strict=True)
        for position, file_id in enumerate(own, 1)
        if file_id is not None
    )


def _shared(child: Dossier, no: int, paper: Paper) -> Paper:
    numbers = {"originals": paper.originals, "copies": paper.copies}
    return Paper(dossier=child, no=no, name=paper.name, state=paper.state, note=paper.note, **numbers)


def _result(child: Dossier, no: int, decision: Decision) -> Paper:
    note = _("Result of dossier %(code)s") % {"code": decision.dossier.code}
    return Paper(dossier=child, no=no, name=decision.title, state=PaperState.FETCHED, note=note)
