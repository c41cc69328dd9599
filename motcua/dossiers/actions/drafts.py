"""A citizen's filing in the making: kept after each answer, complete or not."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.intake import PaperIn, asked_papers, filled
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Draft, DraftFile, PaperState
from motcua.dossiers.statuses import Delivery, Status
from motcua.journal.recording import hold

MOST_FILES = 60  # in one draft: above the longest list of papers, below what an office can open


@transaction.atomic
def start_draft(service_id: int, *, organisation_id: int | None = None, by: Actor, at: datetime) -> Draft:
    """Begin a filing, for oneself or for an organisation one acts for; one unsent draft per service is kept."""
    if by.person_id is None or (organisation_id and organisation_id not in by.organisation_ids):
        raise NotAllowed
    hold(f"filing:{by.person_id}:{service_id}")  # two presses at once begin one
    same = {"person_id": by.person_id, "service_id": service_id, "organisation_id": organisation_id}
    if unsent := Draft.objects.unsent().filter(**same).first():
        return unsent
    return Draft.objects.create(**same, created_at=at, saved_at=at)


@transaction.atomic
def save_draft(
    draft_id: int,
    *,
    answers: Mapping[str, Any] | None = None,
    case: str | None = None,
    delivery: str | None = None,
    parts: Collection[int] | None = None,
    by: Actor,
    at: datetime,
) -> Draft:
    """Keep what was typed so far, faults and all; only what is given changes."""
    draft = _own(draft_id, by)
    if answers is not None:
        draft.answers = filled({**draft.answers, **answers})
    if case is not None:
        draft.case = case
    if delivery in Delivery.values:
        draft.delivery = delivery
    if parts is not None:
        optional = {part.no for part in published(draft.service.handling_id).parts if part.is_optional}
        draft.parts = sorted(optional & set(parts))
    draft.saved_at = at
    draft.save(update_fields=["answers", "case", "delivery", "parts", "saved_at"])
    return draft


@transaction.atomic
def attach(draft_id: int, *, component_id: int, files: Sequence[File], by: Actor, at: datetime) -> Draft:
    """Put files to a component, which is then no longer "not needed"; Incomplete when the draft holds MOST_FILES."""
    draft = _own(draft_id, by)
    _demand_component(draft, component_id)
    _demand_room(draft, len(files))
    DraftFile.objects.bulk_create(DraftFile(draft=draft, component_id=component_id, file=file) for file in files)
    draft.not_needed.pop(str(component_id), None)
    draft.saved_at = at
    draft.save(update_fields=["not_needed", "saved_at"])
    return draft


@transaction.atomic
def detach(draft_id: int, *, file_id: int, by: Actor, at: datetime) -> Draft:
    """Take a file off again; its bytes stay until the sweep."""
    draft = _own(draft_id, by)
    DraftFile.objects.filter(draft=draft, file_id=file_id).delete()
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])
    return draft


@transaction.atomic
def decline_paper(draft_id: int, *, component_id: int, why: str, by: Actor, at: datetime) -> Draft:
    """Note why a component does not apply; an empty reason takes the note back."""
    draft = _own(draft_id, by)
    _demand_component(draft, component_id)
    draft.not_needed = {**draft.not_needed, str(component_id): why.strip()[:500]}
    if not why.strip():
        draft.not_needed.pop(str(component_id))
    draft.saved_at = at
    draft.save(update_fields=["not_needed", "saved_at"])
    return draft


@transaction.atomic
def discard_draft(draft_id: int, *, by: Actor, at: datetime) -> Draft:
    """Put a draft aside for good."""
    draft = _own(draft_id, by)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    return draft


def papers_of(draft: Draft) -> list[PaperIn]:
    """The draft's papers as the intake wants them: files, or the reason why not."""
    files: dict[int, list[File]] = {}
    for row in DraftFile.objects.filter(draft=draft).select_related("file"):
        files.setdefault(row.component_id, []).append(row.file)
    papers = []
    for part in asked_papers(published(draft.service.handling_id), draft.case):
        if found := files.get(part.id):
            papers.append(PaperIn(component_id=part.id, copies=len(found), files=found))
        elif why := draft.not_needed.get(str(part.id)):
            papers.append(PaperIn(component_id=part.id, state=PaperState.NOT_NEEDED, note=why))
    return papers


def _own(draft_id: int, by: Actor) -> Draft:
    draft = Draft.objects.select_for_update(of=("self",)).select_related("service").get(pk=draft_id)
    if draft.person_id != by.person_id:
        raise NotAllowed
    if draft.dossier_id or draft.discarded_at:
        raise NotPossible(Status.LODGED, Move.LODGE)
    return draft


def _demand_room(draft: Draft, number: int) -> None:
    if DraftFile.objects.filter(draft=draft).count() + number > MOST_FILES:
        words = _("A filing holds at most %(number)s files. Take some off, or put several pages into one PDF.")
        raise Incomplete([("files", words % {"number": MOST_FILES})])


def _demand_component(draft: Draft, component_id: int) -> None:
    if component_id not in {part.id for part in published(draft.service.handling_id).components}:
        raise NotAllowed
