"""Papers of a draft: what is asked, what is here, and taking in what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from motcua.catalogue.services import PublishedComponent
from motcua.directory.actors import Actor
from motcua.documents.intake import store
from motcua.documents.looking.faults import BadFiles
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.intake import asked_papers
from motcua.dossiers.models import Draft, DraftFile
from motcua.portal.drafts import rule_of

Upload = UploadedFile[bytes]


@dataclass(frozen=True)
class PaperField:
    """One asked paper with its files, the reason why it is missing, and what is wrong."""

    part: PublishedComponent
    name: str
    files: list[dict[str, object]]
    reason: str
    error: str = ""

    @property
    def label(self) -> str:
        return self.part.name or ", ".join(self.part.forms)


def field_name(component_id: int) -> str:
    """The name of a paper's field, as the faults of an intake name it."""
    return f"paper-{component_id}"


def paper_fields(draft: Draft, faults: Sequence[tuple[str, str]] = ()) -> list[PaperField]:
    """The papers asked in this draft's case, in the order of the list; one query."""
    here: dict[int, list[dict[str, object]]] = {}
    for row in DraftFile.objects.filter(draft=draft).select_related("file"):
        here.setdefault(row.component_id, []).append(_line(draft, row.file))
    wrong: dict[str, str] = {}
    for place, sentence in faults:
        wrong[place] = f"{wrong[place]} {sentence}" if place in wrong else sentence
    return [
        PaperField(
            part=part,
            name=field_name(part.id),
            files=here.get(part.id, []),
            reason=draft.not_needed.get(str(part.id), ""),
            error=wrong.get(field_name(part.id), ""),
        )
        for part in asked_papers(rule_of(draft), draft.case)
    ]


def take_in(draft: Draft, files: MultiValueDict[str, Upload], reasons: QueryDict, by: Actor) -> list[tuple[str, str]]:
    """Keep every good file and every reason; what was refused comes back as (field, sentence)."""
    faults: list[tuple[str, str]] = []
    for part in asked_papers(rule_of(draft), draft.case):
        name = field_name(part.id)
        _keep_reason(draft, part.id, reasons.get(f"{name}-reason"), by)
        faults += [(name, sentence) for sentence in _keep_files(draft, part.id, files.getlist(name), by)]
    return faults


def keep_one(draft: Draft, component_id: int, upload: Upload, by: Actor) -> File:
    """One file, kept with its paper; raises BadFiles."""
    [file] = store([upload], sent_by=by.key)
    actions.attach(draft.pk, component_id=component_id, files=[file], by=by, at=timezone.now())
    return file


def _keep_files(draft: Draft, component_id: int, uploads: Sequence[Upload], by: Actor) -> list[str]:
    """One by one, so that a bad file takes no good one with it."""
    refused = []
    for upload in uploads:
        try:
            keep_one(draft, component_id, upload, by)
        except BadFiles as bad:
            refused += bad.sentences
    return refused


def _keep_reason(draft: Draft, component_id: int, reason: str | None, by: Actor) -> None:
    before = draft.not_needed.get(str(component_id), "")
    if reason is not None and reason.strip()[:500] != before:
        words = reason.replace("\x00", "")
        actions.decline_paper(draft.pk, component_id=component_id, why=words, by=by, at=timezone.now())


def _line(draft: Draft, file: File) -> dict[str, object]:
    return {
        "name": file.name,
        "size": file.size,
        "url": reverse("portal:draft-file", args=[draft.public_id, file.public_id]),
        "remove_name": "remove",
        "remove_value": str(file.public_id),
    }
