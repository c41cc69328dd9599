"""Papers of a draft: what is asked, what is here, and taking in what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

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
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.intake import asked_papers
from motcua.dossiers.models import Draft, DraftFile
from motcua.portal.drafts import rule_of
from motcua.portal.wording import bare, heading

Upload: TypeAlias = "UploadedFile[bytes]"  # generic for the type checker only

NOT_MINE = "Không thuộc trường hợp của tôi"  # read by officers, so always in their language


@dataclass(frozen=True)
class PaperField:
    """One asked paper with its files, the reason why it is missing, and what is wrong."""

    part: PublishedComponent
    name: str
    files: list[dict[str, object]]
    reason: str
    is_not_mine: bool
    error: str = ""

    @property
    def label(self) -> str:
        return bare(self.part.name or ", ".join(self.part.forms))


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
            reason=_own_words(draft.not_needed.get(str(part.id), "")),
            is_not_mine=draft.not_needed.get(str(part.id)) == NOT_MINE,
            error=wrong.get(field_name(part.id), ""),
        )
        for part in asked_papers(rule_of(draft), draft.case)
    ]


def grouped(fields: Sequence[PaperField]) -> list[tuple[str, list[PaperField]]]:
    """Under the headings of the official list; one heading alone says nothing."""
    groups = [(heading(case), list(part)) for case, part in groupby(fields, key=lambda field: field.part.case)]
    return groups if len(groups) > 1 else [("", list(fields))]


def take_in(draft: Draft, files: MultiValueDict[str, Upload], reasons: QueryDict, by: Actor) -> list[tuple[str, str]]:
    """Keep every good file and every reason; what was refused comes back as (field, sentence)."""
    faults: list[tuple[str, str]] = []
    for part in asked_papers(rule_of(draft), draft.case):
        name = field_name(part.id)
        _keep_reason(draft, part.id, reason_in(reasons, name), by)
        faults += [(name, sentence) for sentence in _keep_files(draft, part.id, files.getlist(name), by)]
    return faults


def reason_in(post: QueryDict, name: str) -> str:
    """Why a paper is not handed in: in one's own words, or by one tick."""
    words = post.get(f"{name}-reason", "").replace("\x00", "").strip()[:500]
    return words or (NOT_MINE if post.get(f"{name}-not-mine") else "")


def keep_one(draft: Draft, component_id: int, upload: Upload, by: Actor) -> File:
    """One file, kept with its paper; raises BadFiles, or Incomplete when the draft is full.

    Sent again because the first answer was lost, it is the one that is here.
    """
    [file] = store([upload], sent_by=by.key)
    here = DraftFile.objects.filter(draft=draft, component_id=component_id).select_related("file")
    if same := here.filter(file__sha256=file.sha256, file__name=file.name).first():
        return same.file
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
        except Incomplete as full:
            return [*refused, str(full)]
    return refused


def _keep_reason(draft: Draft, component_id: int, reason: str, by: Actor) -> None:
    if reason != draft.not_needed.get(str(component_id), ""):
        actions.decline_paper(draft.pk, component_id=component_id, why=reason, by=by, at=timezone.now())


def _own_words(reason: str) -> str:
    return "" if reason == NOT_MINE else reason


def _line(draft: Draft, file: File) -> dict[str, object]:
    return {
        "name": file.name,
        "size": file.size,
        "url": reverse("portal:draft-file", args=[draft.public_id, file.public_id]),
        "remove_name": "remove",
        "remove_value": str(file.public_id),
    }
