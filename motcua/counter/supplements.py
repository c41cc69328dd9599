"""Answers brought to the counter: each fault with its scans, its words or its corrected answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.timezone import now

from motcua.catalogue.eforms.asking import Question
from motcua.catalogue.eforms.definition import Answers
from motcua.catalogue.eforms.values import tidy
from motcua.catalogue.services import published
from motcua.directory.access import Request
from motcua.directory.actors import Actor
from motcua.directory.models import Commune
from motcua.documents.intake import store
from motcua.documents.looking.faults import BadFiles
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.answering import Completion, asks_commune, questions_of
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.models import Dossier, SupplementItem
from motcua.dossiers.requesting import faults_said
from motcua.dossiers.supplements import correction_in, is_answered, opened_by, place_of_item

Faults = list[tuple[str, str]]


@dataclass
class Line:
    """One fault on the page: the questions or the files that answer it, and what is wrong with them."""

    item: SupplementItem
    questions: list[Question]
    files: list[File]
    words: str
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return place_of_item(self.item.no)

    @property
    def error(self) -> str:
        """What is wrong with the files, or with the answer as a whole."""
        return self.faults.get("files") or self.faults.get(self.place, "")

    @property
    def words_error(self) -> str:
        return self.faults.get("words", "")

    @property
    def is_answered(self) -> bool:
        return is_answered(self.item)


def keep_answers(request: Request, dossier: Dossier, completion: Completion) -> Faults:
    """Keep whatever stands of what was typed; the faults of the rest as (place in the page, sentence)."""
    faults: Faults = []
    for item in completion.items:
        try:
            _keep(request, dossier, item)
        except DossierError as refusal:
            faults += [(_anchor(item, place), sentence) for place, sentence in faults_said(refusal)]
    return faults


def lines_of(
    dossier: Dossier, completion: Completion, faults: Faults, *, reader: Actor, post: QueryDict | None = None
) -> list[Line]:
    """The page's lines; a question stands under the first fault that opens it."""
    seen: set[str] = set()
    lines = []
    for item in completion.items:
        line = _line(dossier, item, faults, reader, post)
        line.questions = [question for question in line.questions if question.view.name not in seen]
        seen |= {question.view.name for question in line.questions}
        lines.append(line)
    return lines


def _keep(request: Request, dossier: Dossier, item: SupplementItem) -> None:
    words = tidy(request.POST.get(f"{place_of_item(item.no)}-words", ""))
    values: dict[str, Any] = {"no": item.no, "words": words, "by": request.actor, "at": now()}
    if item.field:
        typed = _typed(dossier, item, request.POST)
        if words or (typed and typed != _said_before(dossier, item)):
            actions.answer_item(dossier.pk, answers=typed, **values)
        return
    files = _stored(request, item)
    if files or words or item.files.all():
        actions.answer_item(dossier.pk, files=files, **values)


def _stored(request: Request, item: SupplementItem) -> list[File]:
    uploads = request.FILES.getlist(place_of_item(item.no))
    try:
        return store(uploads, sent_by=request.actor.key) if uploads else []
    except BadFiles as bad:
        raise Incomplete([("files", " ".join(bad.sentences))]) from bad


def _line(dossier: Dossier, item: SupplementItem, faults: Faults, reader: Actor, post: QueryDict | None) -> Line:
    own = {place.removeprefix(f"{place_of_item(item.no)}-"): sentence for place, sentence in faults}
    typed = _typed(dossier, item, post) if item.field and post is not None else None
    words = post.get(f"{place_of_item(item.no)}-words", item.answer) if post is not None else item.answer
    said = [(place.removeprefix("f-"), sentence) for place, sentence in faults]
    questions = _questions(dossier, item, typed, said, reader) if item.field else []
    return Line(item, questions, [row.file for row in item.files.all()], words, own)


def _questions(
    dossier: Dossier, item: SupplementItem, typed: Answers | None, faults: Faults, reader: Actor
) -> list[Question]:
    communes = _communes() if asks_commune(dossier, item) else []
    return questions_of(dossier, item, typed=typed, faults=faults, reader=reader, communes=communes)


def _typed(dossier: Dossier, item: SupplementItem, post: QueryDict) -> Answers:
    return correction_in(published(dossier.handling_id).form, post, item.field)


def _said_before(dossier: Dossier, item: SupplementItem) -> Answers:
    """What the page showed when it was opened: while that still stands there, nobody has answered."""
    if item.corrected is not None:
        return dict(item.corrected)
    declared, asked = dossier.declaration.answers, opened_by(published(dossier.handling_id).form, item.field)
    return {question.name: declared[question.name] for question in asked if question.name in declared}


def _anchor(item: SupplementItem, place: str) -> str:
    return f"{place_of_item(item.no)}-{place}" if place in ("files", "words") else f"f-{place}"


def _communes() -> list[tuple[str, str]]:
    own = Commune.objects.filter(province__name=settings.PROVINCE_NAME).order_by("folded")
    return [(commune.code, commune.full_name) for commune in own]


def status_of(faults: Faults) -> int:
    """Of the page that answers: 422 when something is missing, 409 when the dossier does not stand for it."""
    if not faults:
        return 200
    return 422 if faults[0][0] else 409
