"""The applicant's answer: kept item by item, then sent as a whole (M6, M11); the reception may enter it instead."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.eforms.check import check
from motcua.catalogue.eforms.conditions import kept
from motcua.catalogue.eforms.definition import Answers
from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers.actions.moving import keep, locked, moved, rule_of
from motcua.dossiers.actions.outside import told_outside
from motcua.dossiers.actions.pausing import RESUMED, run_clock
from motcua.dossiers.errors import Incomplete, NotPossible
from motcua.dossiers.facts import Supplemented, SupplementedBeforeAcceptance
from motcua.dossiers.intake import filled
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import (
    Declaration,
    Dossier,
    EarlierDeclaration,
    PaperFile,
    PaperState,
    PauseKind,
    SupplementFile,
    SupplementItem,
    SupplementRequest,
    SupplementStage,
)
from motcua.dossiers.supplements import (
    ANSWERING,
    LONGEST,
    MOST_FILES,
    corrected,
    is_answered,
    opened_by,
    place_of_item,
)
from motcua.dossiers.texts import Fault, faults_in
from motcua.journal.recording import record


@transaction.atomic
def answer_item(
    dossier_id: int,
    *,
    no: int,
    files: Sequence[File] = (),
    words: str | None = None,
    answers: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
) -> SupplementItem:
    """Keep the answer to one fault: files for a paper, the question's new answer for a field; words for either.

    Files are added to those that are there; words that are not given stay as they were.
    """
    dossier, request = _waiting(dossier_id, by, None)
    item = _item(dossier, request, no)
    words = (item.answer if words is None else words).strip()
    if item.field:
        _keep_correction(dossier, item, filled(answers or {}), words, at)
    else:
        _keep_paper(item, files, words)
    item.answer, item.answered_at = words, at
    item.save(update_fields=["answer", "corrected", "answered_at"])
    return item


@transaction.atomic
def remove_item_file(dossier_id: int, *, no: int, file_id: int, by: Actor, at: datetime) -> SupplementItem:
    """Take a file off again; with the last one the fault is unanswered."""
    dossier, request = _waiting(dossier_id, by, None)
    item = _item(dossier, request, no)
    SupplementFile.objects.filter(item=item, file_id=file_id).delete()
    if not item.answer and not item.files.exists():
        item.answered_at = None
        item.save(update_fields=["answered_at"])
    return item


@transaction.atomic
def send_supplement(dossier_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Send every answer at once: back to the counter (M6), or on with the appraisal and the clock (M11)."""
    dossier, request = _waiting(dossier_id, by, version)
    items = list(request.items.select_related("paper").prefetch_related("files"))
    _demand_answered(dossier, items, at)
    _join_papers(items, at)
    _correct_declaration(dossier, request, items, at)
    request.answered_at = at
    request.save(update_fields=["answered_at"])
    moved(dossier, ANSWERING[SupplementStage(request.stage)])
    fact = _go_on(dossier, request, at)
    record(fact, *told_outside(dossier), subject=dossier.subject, by=by.key, at=at)
    return dossier


def _go_on(dossier: Dossier, request: SupplementRequest, at: datetime) -> Supplemented | SupplementedBeforeAcceptance:
    if request.stage == SupplementStage.RECEPTION:
        keep(dossier, "status")
        return SupplementedBeforeAcceptance(request_id=request.pk)
    due_at = run_clock(dossier, PauseKind.SUPPLEMENT, at=at)
    keep(dossier, *RESUMED)
    return Supplemented(request_id=request.pk, due_at=due_at.isoformat())


def _waiting(dossier_id: int, by: Actor, version: int | None) -> tuple[Dossier, SupplementRequest]:
    """Both moves have the same people and begin at the same status, so that one stands for either."""
    dossier = locked(dossier_id, Move.SUPPLEMENT, by=by, version=version)
    request = SupplementRequest.objects.waiting().filter(dossier=dossier).first()
    if request is None:
        raise NotPossible(dossier.life, Move.SUPPLEMENT)
    return dossier, request


def _item(dossier: Dossier, request: SupplementRequest, no: int) -> SupplementItem:
    item = SupplementItem.objects.filter(request=request, no=no).first()
    if item is None:
        raise NotPossible(dossier.life, Move.SUPPLEMENT)
    return item


def _keep_paper(item: SupplementItem, files: Sequence[File], words: str) -> None:
    here = item.files.count() + len(files)
    if fault := _fault_of_paper(here, words):
        raise Incomplete([fault])
    SupplementFile.objects.bulk_create(SupplementFile(item=item, file=file) for file in files)


def _fault_of_paper(number: int, words: str) -> Fault | None:
    if number > MOST_FILES:
        said = _("At most %(number)s files. Put several pages into one PDF.") % {"number": MOST_FILES}
        return "files", said
    if number == 0 and not words:
        return "files", _("Add the paper, or say why you cannot.")
    return next(iter(faults_in("words", words, LONGEST["words"])), None)


def _keep_correction(dossier: Dossier, item: SupplementItem, answers: Answers, words: str, at: datetime) -> None:
    form, before = rule_of(dossier).form, dossier.declaration.answers
    names = {field.name for field in opened_by(form, item.field)}
    item.corrected = {name: value for name, value in answers.items() if name in names}
    faults = [*_faults_of_correction(dossier, [item], item, at), *faults_in("words", words, LONGEST["words"])]
    if not faults and not words and kept(form, corrected(form, before, [item])) == kept(form, before):
        faults = [(item.field, _("This is the answer that was found wrong. Change it, or say why it is right."))]
    if faults:
        raise Incomplete(faults)


def _faults_of_correction(
    dossier: Dossier, items: Sequence[SupplementItem], item: SupplementItem, at: datetime
) -> list[Fault]:
    """The checks of the e-form, for this question and those it opens, in the light of the other corrections."""
    form = rule_of(dossier).form
    names = {field.name for field in opened_by(form, item.field)}
    answers = kept(form, corrected(form, dossier.declaration.answers, items))
    faults = check(form, answers, on=localtime(at).date())
    return [(fault.field, fault.sentence) for fault in faults if fault.field.split("-")[0] in names]


def _demand_answered(dossier: Dossier, items: Sequence[SupplementItem], at: datetime) -> None:
    faults = []
    for item in items:
        wrong = item.field and is_answered(item) and _faults_of_correction(dossier, items, item, at)
        if not is_answered(item) or wrong:
            said = wrong[0][1] if wrong else _("not answered yet.")
            faults.append((place_of_item(item.no), f"“{item.name}”: {said}"))
    if faults:
        raise Incomplete(faults)


def _join_papers(items: Sequence[SupplementItem], at: datetime) -> None:
    """New pages go behind the old ones, which stay and are marked."""
    for item in items:
        files = list(item.files.all())
        if item.paper is None or not files:
            continue
        pages = PaperFile.objects.filter(paper=item.paper)
        last = pages.aggregate(last=Max("position"))["last"] or 0
        pages.filter(replaced_at=None).update(replaced_at=at)
        PaperFile.objects.bulk_create(
            PaperFile(paper=item.paper, file_id=row.file_id, position=last + number)
            for number, row in enumerate(files, 1)
        )
        item.paper.state = PaperState.ATTACHED
        item.paper.save(update_fields=["state"])


def _correct_declaration(
    dossier: Dossier, request: SupplementRequest, items: Sequence[SupplementItem], at: datetime
) -> None:
    """The declaration takes the corrections; what it said before is kept beside it."""
    if not any(item.field for item in items):
        return
    declaration = Declaration.objects.get(dossier=dossier)
    before, form = declaration.answers, rule_of(dossier).form
    EarlierDeclaration.objects.create(dossier=dossier, request=request, answers=before, replaced_at=at)
    declaration.answers = kept(form, corrected(form, before, items))
    declaration.save(update_fields=["answers"])
