"""The apology before lateness (M17): drafted by the watch or an officer, signed once by the head, both dates kept."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from motcua.directory.actors import SYSTEM, Actor
from motcua.documents.intake import store_bytes
from motcua.dossiers.actions.moving import fresh, keep, locked, moved
from motcua.dossiers.actions.pausing import renew_promise
from motcua.dossiers.clock import calendar_of
from motcua.dossiers.codes import next_number
from motcua.dossiers.errors import AlreadyExtended, ExtendedByParts, Incomplete, NotAllowed, TooLateToExtend
from motcua.dossiers.extending import Apology, apology_faults, is_in_time
from motcua.dossiers.facts import Extended, ExtensionDrafted
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Extension
from motcua.dossiers.permissions import has_step, may
from motcua.dossiers.printing_life import apology as form_04
from motcua.journal.recording import record


@transaction.atomic
def draft_extension(
    dossier_id: int, said: Apology, *, by: Actor, at: datetime, version: int | None = None
) -> Extension:
    """Write the apology for the head to sign; drafting again replaces what nobody has signed yet."""
    dossier = fresh(dossier_id, Move.EXTEND, version=version)
    if by != SYSTEM and not (has_step(dossier, by) or may(Move.EXTEND, dossier, by)):
        raise NotAllowed
    extension = _written(dossier, said, by=by, at=at)
    keep(dossier)
    assert said.new_due_at
    fact = ExtensionDrafted(cause=said.cause, new_due_at=said.new_due_at.isoformat())
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return extension


@transaction.atomic
def extend(dossier_id: int, said: Apology, *, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """The head signs the apology: it is numbered and kept (form 04), the applicant told, the first date stays."""
    dossier = locked(dossier_id, Move.EXTEND, by=by, version=version)
    extension = _written(dossier, said, by=by, at=at)
    _sign(extension, by=by, at=at)
    moved(dossier, Move.EXTEND)
    renew_promise(dossier)
    keep(dossier, "status", "first_due_at", "due_at")
    assert dossier.due_at and extension.file_id
    fact = Extended(
        cause=extension.cause,
        old_due_at=extension.old_due_at.isoformat(),
        due_at=dossier.due_at.isoformat(),
        number=extension.number,
        file_id=extension.file_id,
    )
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def _written(dossier: Dossier, said: Apology, *, by: Actor, at: datetime) -> Extension:
    """The apology with what is said now; who drafted it first for this date stays its author."""
    kept = Extension.objects.filter(dossier=dossier).first()
    _demand(dossier, said, kept, at)
    assert said.new_due_at and dossier.due_at
    extension = kept or Extension(dossier=dossier)
    if extension.old_due_at != dossier.due_at:  # new, or of a date that another act overtook
        extension.drafted_by_id, extension.drafted_at = by.officer_id, at
    extension.cause, extension.reason = said.cause, said.reason.strip()
    extension.old_due_at, extension.new_due_at = dossier.due_at, said.new_due_at
    extension.save()
    return extension


def _demand(dossier: Dossier, said: Apology, kept: Extension | None, at: datetime) -> None:
    if kept and kept.signed_at:
        raise AlreadyExtended
    if dossier.branches.exists():
        raise ExtendedByParts
    assert dossier.due_at  # it is in progress
    if not is_in_time(dossier.due_at, at, calendar_of(dossier)):
        raise TooLateToExtend
    if faults := apology_faults(said, dossier.due_at, calendar_of(dossier)):
        raise Incomplete(faults)


def _sign(extension: Extension, *, by: Actor, at: datetime) -> None:
    """Number, print and keep form 04 in the name of the competent body."""
    dossier, year = extension.dossier, localtime(at).year
    body = dossier.competent
    extension.number = f"{next_number(f'{body.code}:apologies:{year}')}/{year}/PXL-{body.code}"
    extension.signed_by_id, extension.signed_at = by.officer_id, at
    pdf = form_04(extension, at=at)
    extension.file = store_bytes(f"xin-loi-{dossier.code}.pdf", pdf, "application/pdf", by.key)
    extension.save(update_fields=["number", "signed_by", "signed_at", "file"])
