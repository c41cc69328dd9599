"""Who looks: presence at a page, and the reading of papers, which is recorded (rulebook G.4)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers.facts import PaperRead
from motcua.dossiers.models import Dossier, Presence
from motcua.journal.recording import hold, record

PRESENT_FOR = timedelta(seconds=60)


@transaction.atomic
def note_presence(dossier: Dossier, *, by: Actor, at: datetime) -> list[str]:
    """Say that the officer has the dossier open; gives the names of colleagues who have it open too."""
    if by.officer_id is None:
        return []
    here: dict[str, Any] = {"dossier": dossier, "officer_id": by.officer_id}
    Presence.objects.update_or_create(**here, defaults={"seen_at": at})
    others = Presence.objects.filter(dossier=dossier, seen_at__gte=at - PRESENT_FOR)
    return list(others.exclude(officer=by.officer_id).values_list("officer__full_name", flat=True))


@transaction.atomic
def note_reading(dossier: Dossier, file: File, *, by: Actor, at: datetime) -> None:
    """Record that an officer opened a paper; a citizen reading his own is nobody's business."""
    if by.officer_id is None:
        return
    subject = f"{dossier.subject}:reads"
    hold(subject)
    record(PaperRead(file_id=file.pk), subject=subject, by=by.key, at=at)
