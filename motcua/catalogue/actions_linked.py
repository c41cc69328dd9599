"""Linking procedures into a group, and opening procedures to every office: the writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.catalogue.facts import PartsNamed, ReachEnded, ReachOpened
from motcua.catalogue.linked import Assessment, Part, excluded_because, wrong_with_parts
from motcua.catalogue.models import Handling, LinkedPart, Procedure, Reach
from motcua.catalogue.publishing import (
    AlreadyClosed,
    AlreadyPublished,
    CannotPublish,
    NotAllowed,
    NotFit,
    may_publish,
)
from motcua.directory.actors import Actor
from motcua.journal.recording import hold, record


@transaction.atomic
def name_parts(handling: Handling, parts: Sequence[Part], *, by: Actor, at: datetime) -> Handling:
    """Say of which procedures a draft handling consists, in place of what was said before."""
    handling = _draft(handling, by)
    if problems := wrong_with_parts(parts):
        raise CannotPublish(problems)
    _put_in_place(handling, parts, by, at)
    return handling


@transaction.atomic
def begin_like(handling: Handling, earlier: Handling, *, by: Actor, at: datetime) -> Handling:
    """Give a draft handling the parts of an earlier one; nothing changes when that one is no group."""
    handling = _draft(handling, by)
    if parts := [_part(row) for row in earlier.parts.order_by("no")]:
        _put_in_place(handling, parts, by, at)
    return handling


@transaction.atomic
def dissolve_group(handling: Handling, *, by: Actor, at: datetime) -> Handling:
    """Make a draft handling that of one procedure by itself again."""
    handling = _draft(handling, by)
    if handling.parts.exists():
        _put_in_place(handling, [], by, at)
    return handling


@transaction.atomic
def open_reach(
    procedure_code: str,
    *,
    scope: str,
    basis: str,
    valid_from: date,
    found: Assessment,
    by: Actor,
    at: datetime,
) -> Reach:
    """Let other offices receive a procedure from a day on, when the assessment allows it (R47, R48).

    Raises NotFit with every reason: the assessment, an unknown procedure, a stretch that is open already.
    """
    _allow(by)
    hold(f"reach:{procedure_code}")
    faults = [*excluded_because(found), *_wrong(procedure_code, basis, valid_from)]
    if faults:
        raise NotFit(faults)
    columns = {"scope": scope, "basis": basis, "valid_from": valid_from}
    reach = Reach.objects.create(procedure_code=procedure_code, **columns)
    fact = ReachOpened(reach.pk, procedure_code, scope, basis, valid_from.isoformat())
    record(fact, subject=f"reach:{procedure_code}", by=by.key, at=at)
    return reach


@transaction.atomic
def end_reach(reach: Reach, on: date, *, basis: str, by: Actor, at: datetime) -> Reach:
    """Name the last day; dossiers already received go on."""
    _allow(by)
    hold(f"reach:{reach.procedure_code}")
    reach = Reach.objects.select_for_update().get(pk=reach.pk)
    if reach.valid_to is not None and reach.valid_to <= on:
        raise AlreadyClosed(f"reach {reach.pk} ends on {reach.valid_to}")
    reach.valid_to = max(on, reach.valid_from)
    reach.save(update_fields=["valid_to"])
    fact = ReachEnded(reach.pk, reach.procedure_code, basis, reach.valid_to.isoformat())
    record(fact, subject=f"reach:{reach.procedure_code}", by=by.key, at=at)
    return reach


def _allow(by: Actor) -> None:
    if not may_publish(by):
        raise NotAllowed("only an administrator or a procedure control officer changes the catalogue")


def _draft(handling: Handling, by: Actor) -> Handling:
    """Held until the end of the transaction."""
    _allow(by)
    handling = Handling.objects.select_for_update().get(pk=handling.pk)
    if handling.published_at is not None:
        raise AlreadyPublished(f"handling {handling.pk} is published and never changes")
    return handling


def _put_in_place(handling: Handling, parts: Sequence[Part], by: Actor, at: datetime) -> None:
    LinkedPart.objects.filter(handling=handling).delete()
    LinkedPart.objects.bulk_create(_row(handling, part) for part in parts)
    record(PartsNamed(handling.pk, parts=len(parts)), subject=f"handling:{handling.pk}", by=by.key, at=at)


def _row(handling: Handling, part: Part) -> LinkedPart:
    return LinkedPart(
        handling=handling,
        no=part.no,
        name=part.name,
        procedure_code=part.procedure_code,
        agency=part.agency,
        depends_on=list(part.depends_on),
        is_optional=part.is_optional,
        follows_id=part.follows,
    )


def _part(row: LinkedPart) -> Part:
    return Part(
        no=row.no,
        name=row.name,
        procedure_code=row.procedure_code,
        agency=row.agency,
        depends_on=tuple(row.depends_on),
        is_optional=row.is_optional,
        follows=row.follows_id,
    )


def _wrong(procedure_code: str, basis: str, valid_from: date) -> list[tuple[str, str]]:
    if not basis.strip():
        return [("basis", _("Name the decision that puts it on the list."))]
    if not Procedure.objects.filter(code=procedure_code).exists():
        return [("procedure_code", _("No procedure has this code."))]
    still = Q(valid_to=None) | Q(valid_to__gte=valid_from)
    if Reach.objects.filter(still, procedure_code=procedure_code).exists():
        return [("valid_from", _("This procedure is on the list already on that day."))]
    return []
