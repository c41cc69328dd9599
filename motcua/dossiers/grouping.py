"""The rows of a linked group put before its rules: which service settles each part, and the date of the whole.

Nothing here knows the clock of one dossier (`clock.py`), which asks this module about groups.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.models import Service
from motcua.catalogue.services import Published, PublishedPart, inherited_services, open_services, published
from motcua.directory.calendars import calendar_for
from motcua.directory.models import Level
from motcua.dossiers import outages
from motcua.dossiers.errors import NotOffered
from motcua.dossiers.linking import critical_path, ends_along
from motcua.dossiers.models import Branch, BranchState, Dossier
from motcua.dossiers.models import Pause as PauseRow
from motcua.dossiers.verifying import as_verified
from motcua.lib.worktime import Due, Limit, Mode, Pause, due


@dataclass(frozen=True)
class Leg:
    """How long one part may take, by whose calendar, and what stopped it so far."""

    rule: Published
    body_id: int
    pauses: tuple[Pause, ...] = ()
    ended_at: datetime | None = None  # of the whole, up to which a failure that lasts counts

    def due(self, start: datetime) -> Due:
        stopped = outages.stretches_over([self.body_id], start, self.ended_at)
        calendar = calendar_for(self.body_id)
        return due(self.rule.limit, start, calendar, cutoff=self.rule.cutoff, pauses=[*self.pauses, *stopped])


@dataclass(frozen=True)
class Way:
    """The longest way through a group: each part on it with its count; end and limit of every part by number."""

    path: tuple[tuple[int, Due], ...]
    ends: Mapping[int, datetime | None]
    limits: Mapping[int, Limit]

    @property
    def due(self) -> Due:
        lines = tuple(line for _no, told in self.path for line in told.lines)
        return Due(self.ends[self.path[-1][0]], lines)


def parts_asked(rule: Published, chosen: Collection[int]) -> list[PublishedPart]:
    """The parts that a dossier goes through: those that nobody may leave out, and the chosen ones."""
    return [part for part in rule.parts if not part.is_optional or part.no in chosen]


def service_of(part: PublishedPart, whole: Service, at: datetime) -> Service:
    """Which service settles a part today: of the same one-stop unit, else of the same commune, else the province's.

    Where the agency was merged it is the closed one's service still, which its heir settles (rulebook B.8).
    Raises NotOffered when no body of this province settles it now.
    """
    on = localtime(at).date()
    found = _nearest(open_services(part.procedure_code, on), whole)
    found = found or _nearest(inherited_services(part.procedure_code, on), whole)
    if found is None:
        raise NotOffered
    return found


def promised(dossier: Dossier, start: datetime, chosen: Collection[int] | None = None) -> datetime:
    """The date of the whole, told at acceptance; `chosen` are the optional parts of a dossier not yet written."""
    rule = published(dossier.handling_id)
    chosen = chosen_of(dossier) if chosen is None else chosen
    legs = {part.no: _leg(part, dossier.service, start) for part in parts_asked(rule, chosen)}
    found = _way(rule, legs, start).due.due_at
    assert found is not None  # nothing stands still before it begins
    return found


def promise_of_group(
    dossier: Dossier, start: datetime, *, is_waiting: bool = True, ended_at: datetime | None = None
) -> Due:
    """The longest way through the limits of the parts, each counted by its own agency's calendar (rulebook B.9).

    A part counts from the day it should have begun, so that nobody's lateness moves the promise; only waits do.
    `is_waiting` False leaves out the waits that have no end yet; a failure that lasts counts up to `ended_at`.
    """
    return _way_of(dossier, branches_of(dossier), start, is_waiting=is_waiting, ended_at=ended_at).due


def way_of(dossier: Dossier, start: datetime) -> list[tuple[str, Due]]:
    """The parts whose limits make the date of the whole, first to last: name and count."""
    branches = branches_of(dossier)
    names = {branch.no: _name(branch) for branch in branches}
    way = _way_of(dossier, branches, start, is_waiting=True)
    return [(f"{no}. {names[no]}", told) for no, told in way.path]


def whole_way(dossier: Dossier, branches: Iterable[Branch], start: datetime) -> Way:
    """The same way with the end of each part; None behind a wait that has no end yet."""
    return _way_of(dossier, branches, start, is_waiting=True)


def branches_of(dossier: Dossier) -> list[Branch]:
    """The branches with their children, in order; 1 query."""
    rows = Branch.objects.filter(parent=dossier).order_by("no")
    return list(rows.select_related("service__competent", "child__competent", "child__holder_body"))


def chosen_of(dossier: Dossier) -> set[int]:
    rows = Branch.objects.filter(parent=dossier).exclude(state=BranchState.NOT_CHOSEN)
    return set(rows.values_list("no", flat=True))


def is_group(dossier: Dossier) -> bool:
    return bool(published(dossier.handling_id).parts)


FAR = 3


def _name(branch: Branch) -> str:
    """A part whose facts are verified says so: its limit is the longer one."""
    is_longer = branch.child is not None and branch.child.verified_workdays is not None
    return f"{branch.name} ({_('with verification')})" if is_longer else branch.name


def _nearest(services: QuerySet[Service], whole: Service) -> Service | None:
    found = min(services.order_by("pk"), key=lambda service: _distance(service, whole), default=None)
    return None if found is None or _distance(found, whole) == FAR else found


def _distance(service: Service, whole: Service) -> int:
    if service.one_stop_id == whole.one_stop_id:
        return 0
    commune = service.competent.commune_id
    if commune is not None and commune == whole.competent.commune_id:
        return 1
    return 2 if service.competent.level == Level.PROVINCE else FAR


def _leg(part: PublishedPart, whole: Service, at: datetime) -> Leg:
    service = service_of(part, whole, at)
    return Leg(published(part.follows or service.handling_id), service.competent_id)


def _leg_of(
    part: PublishedPart, branch: Branch, whole: Service, at: datetime, waits: Mapping[int, tuple[Pause, ...]]
) -> Leg:
    child = branch.child
    if child is None:
        return _leg(part, whole, at)
    rule = as_verified(published(child.handling_id), child.verified_workdays)
    return Leg(rule, child.competent_id, waits.get(child.pk, ()))


def _way_of(
    dossier: Dossier,
    branches: Iterable[Branch],
    start: datetime,
    *,
    is_waiting: bool,
    ended_at: datetime | None = None,
) -> Way:
    rule, known = published(dossier.handling_id), {branch.no: branch for branch in branches}
    asked = [part for part in rule.parts if known[part.no].state != BranchState.NOT_CHOSEN]
    waits = _waits([branch.child_id for branch in known.values() if branch.child_id], is_waiting=is_waiting)
    legs = {part.no: _leg_of(part, known[part.no], dossier.service, start, waits) for part in asked}
    return _way(rule, {no: replace(leg, ended_at=ended_at) for no, leg in legs.items()}, start)


def _way(rule: Published, legs: Mapping[int, Leg], start: datetime) -> Way:
    before = {part.no: [no for no in part.depends_on if no in legs] for part in rule.parts if part.no in legs}
    told: dict[int, Due] = {}

    def end_of(no: int, begins_at: datetime) -> datetime | None:
        told[no] = legs[no].due(begins_at)
        return told[no].due_at

    ends = ends_along(before, start, end_of)
    path = tuple((no, told[no]) for no in critical_path(before, ends) if no in told)
    return Way(path, ends, {no: leg.rule.limit for no, leg in legs.items()})


def _waits(children: Iterable[int], *, is_waiting: bool) -> dict[int, tuple[Pause, ...]]:
    found: dict[int, tuple[Pause, ...]] = {}
    for row in PauseRow.objects.filter(dossier__in=list(children)):
        if row.resumed_at or is_waiting:
            wait = Pause(row.stopped_at, row.resumed_at, Mode(row.mode), str(row.get_kind_display()), row.basis)
            found[row.dossier_id] = (*found.get(row.dossier_id, ()), wait)
    return found
