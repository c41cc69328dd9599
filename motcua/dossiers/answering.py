"""The questions by which an applicant corrects answers, and how far a supplement has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from motcua.catalogue.eforms.asking import Question, question_of
from motcua.catalogue.eforms.check import Fault
from motcua.catalogue.eforms.definition import Answers, Definition, Field, Widget
from motcua.catalogue.eforms.page import view_model
from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.documents.models import Example, File
from motcua.dossiers.models import Dossier, SupplementFile, SupplementItem, SupplementRequest
from motcua.dossiers.statuses import Status
from motcua.dossiers.supplements import corrected, is_answered, opened_by

Communes = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Completion:
    """The open request as its applicant works on it."""

    request: SupplementRequest
    items: list[SupplementItem]

    @property
    def done(self) -> int:
        return sum(is_answered(item) for item in self.items)

    @property
    def total(self) -> int:
        return len(self.items)


def completion_of(dossier: Dossier) -> Completion | None:
    """What the applicant is to complete now, or None; no query for a dossier that waits for nothing."""
    if dossier.status != Status.AWAITING_SUPPLEMENT:
        return None
    request = SupplementRequest.objects.waiting().filter(dossier=dossier).first()
    if request is None:
        return None
    items = request.items.select_related("paper").prefetch_related("files__file", "paper__files__file")
    return Completion(request, list(items))


def questions_of(
    dossier: Dossier,
    item: SupplementItem,
    *,
    typed: Answers | None = None,
    faults: Sequence[tuple[str, str]] = (),
    reader: Actor,
    communes: Communes = (),
) -> list[Question]:
    """The question to be corrected and those its answer opens, as the e-form asks them."""
    form, language = published(dossier.handling_id).form, (get_language() or "vi")[:2]
    names = {field.name for field in opened_by(form, item.field)}
    answers = _answers(dossier, item, typed, reader)
    said = [Fault(place, sentence) for place, sentence in faults]
    pages = sorted({form.by_name[name].page for name in names})
    models = [view_model(form, answers, said, page, language, communes=communes) for page in pages]
    views = [view for model in models for section in model.sections for view in section.fields]
    return [question_of(view) for view in views if view.name in names]


def asks_commune(dossier: Dossier, item: SupplementItem) -> bool:
    form = published(dossier.handling_id).form
    return any(Widget.COMMUNE in (field.widget, *_columns(field)) for field in opened_by(form, item.field))


def file_of_item(dossier: Dossier, no: int, public_id: UUID) -> File | None:
    """A file kept in answer to an open request's fault."""
    waiting = SupplementRequest.objects.waiting().filter(dossier=dossier)
    rows = SupplementFile.objects.filter(item__request__in=waiting, item__no=no, file__public_id=public_id)
    found = rows.select_related("file").first()
    return found.file if found else None


def wrong_files(item: SupplementItem) -> list[File]:
    """The pages that were found wrong."""
    return [page.file for page in item.paper.files.all() if page.replaced_at is None] if item.paper else []


def example_for(item: SupplementItem) -> File | None:
    """A picture of how the paper should look, where there is one."""
    if item.paper is None or item.paper.component_id is None:
        return None
    shown = Example.objects.filter(component=item.paper.component_id).select_related("file").first()
    return shown.file if shown else None


def _answers(dossier: Dossier, item: SupplementItem, typed: Answers | None, reader: Actor) -> Answers:
    """As typed, else as saved before, else as they were found wrong; whole numbers for who typed them alone."""
    form, before = published(dossier.handling_id).form, dossier.declaration.answers
    if typed is not None:
        names = {field.name for field in opened_by(form, item.field)}
        return {name: value for name, value in before.items() if name not in names} | typed
    answers = corrected(form, before, [item])
    return answers if reader.person_id and reader.person_id == dossier.filer_id else without_numbers(form, answers)


def without_numbers(form: Definition, answers: Mapping[str, Any]) -> Answers:
    """The answers without anybody's personal number: who may not see it types it anew."""
    return {
        name: _without(form.by_name[name], value)
        for name, value in answers.items()
        if name in form.by_name and form.by_name[name].widget is not Widget.PERSONAL_NUMBER
    }


def _without(field: Field, value: Any) -> Any:
    hidden = {column.name for column in field.columns if column.widget is Widget.PERSONAL_NUMBER}
    if not hidden or not isinstance(value, list):
        return value
    return [{name: cell for name, cell in row.items() if name not in hidden} for row in value]


def _columns(field: Field) -> list[Widget]:
    return [column.widget for column in field.columns]
