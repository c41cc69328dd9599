"""Completing a dossier: each fault with what is there already, what was typed, and how it should look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from motcua.catalogue.eforms.definition import Answers
from motcua.catalogue.services import published
from motcua.directory.access import Request
from motcua.documents.intake import store
from motcua.documents.looking.faults import BadFiles
from motcua.documents.models import File
from motcua.dossiers.answering import (
    Completion,
    asks_commune,
    example_for,
    questions_of,
    wrong_files,
)
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Dossier, SupplementItem
from motcua.dossiers.supplements import corrected, correction_in
from motcua.portal.communes import communes_for

Faults = Sequence[tuple[str, str]]
OWN = ("files", "words")  # places of the page that are not questions of the form


def item_of(completion: Completion | None, no: int) -> SupplementItem | None:
    return next((item for item in completion.items if item.no == no), None) if completion else None


def stored(request: Request) -> list[File]:
    """The new files of the page. Raises Incomplete."""
    uploads = request.FILES.getlist("files")
    try:
        return store(uploads, sent_by=request.actor.key) if uploads else []
    except BadFiles as bad:
        raise Incomplete([("files", " ".join(bad.sentences))]) from bad


def typed_for(dossier: Dossier, item: SupplementItem, post: QueryDict) -> Answers:
    return correction_in(published(dossier.handling_id).form, post, item.field)


def item_told(request: Request, dossier: Dossier, item: SupplementItem, faults: Faults = ()) -> dict[str, Any]:
    """What the page of one fault shows."""
    words = request.POST.get("words", item.answer).replace("\x00", "")
    said = dict(faults)
    told = {
        "dossier": dossier,
        "item": item,
        "faults": [(_anchor(place), sentence) for place, sentence in faults],
        "files_error": said.get("files", ""),
        "words_error": said.get("words", ""),
        "words": words,
        "files": [_line(dossier, item, row.file) for row in item.files.all()],
        "wrong_files": wrong_files(item),
        "example": example_for(item),
    }
    return told | (_questions(request, dossier, item, faults) if item.field else {"questions": []})


def _questions(request: Request, dossier: Dossier, item: SupplementItem, faults: Faults) -> dict[str, Any]:
    typed = typed_for(dossier, item, request.POST) if request.method == "POST" else None
    form, wanted = published(dossier.handling_id).form, request.POST.get("commune_name", "").replace("\x00", "")[:80]
    asks = asks_commune(dossier, item)
    answers = corrected(form, dossier.declaration.answers, [item]) | (typed or {})
    communes = communes_for(form, answers, wanted) if asks else []
    said = [fault for fault in faults if fault[0] not in OWN]
    questions = questions_of(dossier, item, typed=typed, faults=said, reader=request.actor, communes=communes)
    is_found = bool(wanted) and any(wanted.casefold() in name.casefold() for _code, name in communes)
    return {"questions": questions, "asks_commune": asks, "wanted": wanted, "is_found": is_found}


def _line(dossier: Dossier, item: SupplementItem, file: File) -> dict[str, object]:
    return {
        "name": file.name,
        "size": file.size,
        "url": reverse("portal:supplement-file", args=[dossier.public_id, item.no, file.public_id]),
        "remove_name": "remove",
        "remove_value": str(file.public_id),
    }


def _anchor(place: str) -> str:
    if not place:
        return ""
    return f"id_{place}" if place in OWN else f"f-{place}"
