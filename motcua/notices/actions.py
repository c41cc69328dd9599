"""Telling people: written by a reaction, read by its owner."""

from datetime import datetime

from django.db import transaction

from motcua.directory.actors import Actor
from motcua.directory.models import Representative
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from motcua.notices.models import Notice
from motcua.rows import Asked, insert

# Of a part of a linked group the whole tells: one filing, one code, one message.
_TOLD_OF_THE_WHOLE = frozenset({"Accepted", "Granted", "Refused", "Stopped", "Withdrawn", "Returned"})
_WHOSE = ("applicant_person_id", "applicant_organisation_id", "filer_id")
_DOSSIER = Asked(lambda pk: Dossier.objects.only(*_WHOSE, "parent_id").filter(pk=pk))


@transaction.atomic(savepoint=False)
def tell_applicant(event: Event) -> None:
    """Put a notice into the inbox of everyone whose dossier it is; carried twice, it is told once."""
    dossier = _DOSSIER.one(pk=int(event.subject.split(":")[1]))
    if dossier.parent_id and event.kind in _TOLD_OF_THE_WHOLE:
        return
    notices = [
        Notice(person_id=person, dossier=dossier, event=event, kind=event.kind, at=event.at)
        for person in _readers(dossier)
    ]
    insert(notices, skip_known=True)


@transaction.atomic
def mark_read(*, by: Actor, at: datetime, until: int) -> int:
    """Mark the actor's inbox as read up to this notice; what came after it was not on the page."""
    return Notice.objects.visible_to(by).filter(read_at=None, pk__lte=until).update(read_at=at)


def _readers(dossier: Dossier) -> set[int]:
    people = {dossier.applicant_person_id, dossier.filer_id} - {None}
    if dossier.applicant_organisation_id:
        acting = Representative.objects.filter(organisation=dossier.applicant_organisation_id, valid_to=None)
        people |= set(acting.values_list("person_id", flat=True))
    return {person for person in people if person is not None}
