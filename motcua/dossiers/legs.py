"""The rows of late dossiers as legs ready to be reckoned: read in bulk, put before `lateness`, which asks nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.directory.calendars import calendar_for
from motcua.directory.models import Post
from motcua.directory.roles import Role
from motcua.dossiers.clock import calendar_of, competents_of, start_of
from motcua.dossiers.lateness import (
    Leg,
    Reckoning,
    Stretch,
    minutes_within,
    of_another_agency,
    reckoning,
    transfer_due,
)
from motcua.dossiers.models import Branch, Cause, Consultation, Dossier, Opinion, Pause, PauseKind, Task
from motcua.dossiers.outages import outages_over
from motcua.lib.worktime import Mode

Heads = dict[int, list[Post]]
WAITED_FOR = {
    PauseKind.SUPPLEMENT: Cause.APPLICANT,
    PauseKind.CONSENT: Cause.APPLICANT,
    PauseKind.PAYMENT: Cause.APPLICANT,
    PauseKind.OUTSIDE: Cause.TAX,
}


@dataclass
class Rows:
    """What one dossier's way is made of."""

    tasks: list[Task] = field(default_factory=list)
    asked: list[Consultation] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    heard: dict[int, datetime] = field(default_factory=dict)  # body → when it spoke at a meeting


def reckoning_of(dossier: Dossier, at: datetime) -> Reckoning:
    """One dossier as it stands at the moment."""
    return reckonings([dossier], at)[0]


def reckonings(dossiers: Sequence[Dossier], at: datetime) -> list[Reckoning]:
    """Accepted dossiers as they stand; 6 queries besides the calendars, however many there are."""
    rows = _rows([dossier.pk for dossier in dossiers])
    heads = _heads({each.body_id for row in rows.values() for each in row.asked})
    return [_reckoned(dossier, rows[dossier.pk], heads, at) for dossier in dossiers]


def end_of(dossier: Dossier) -> datetime | None:
    """The measured end (rulebook B.7.5): the result, else the moment of stopping or withdrawal."""
    return dossier.resolved_at or dossier.ended_at


def _rows(ids: list[int]) -> dict[int, Rows]:
    rows: dict[int, Rows] = defaultdict(Rows)
    for task in Task.objects.filter(dossier__in=ids).select_related("step", "body", "officer").order_by("id"):
        rows[task.dossier_id].tasks.append(task)
    for asked in Consultation.objects.filter(dossier__in=ids).select_related("body").order_by("id"):
        rows[asked.dossier_id].asked.append(asked)
    for pause in Pause.objects.filter(dossier__in=ids):
        rows[pause.dossier_id].pauses.append(pause)
    for branch in Branch.objects.filter(parent__in=ids, child__isnull=False).select_related("child__competent"):
        rows[branch.parent_id].branches.append(branch)
    for opinion in Opinion.objects.heard().filter(meeting__dossier__in=ids).select_related("meeting"):
        assert opinion.meeting.held_at is not None
        rows[opinion.meeting.dossier_id].heard[opinion.body_id] = opinion.meeting.held_at
    return rows


def _heads(bodies: Iterable[int]) -> Heads:
    """Who leads each of these bodies, or led it: a division its own head."""
    heads: Heads = defaultdict(list)
    leading = Post.objects.filter(body__in=set(bodies), role__in=[Role.HEAD, Role.DIVISION_HEAD])
    for post in leading.select_related("officer").order_by("-role", "pk"):  # "head" before "division_head"
        heads[post.body_id].append(post)
    return heads


def _reckoned(dossier: Dossier, rows: Rows, heads: Heads, at: datetime) -> Reckoning:
    ended_at = end_of(dossier)
    way = _Way(dossier, rows, heads, until=ended_at or at)
    legs = sorted(way.legs(), key=lambda leg: (leg.received_at, leg.key))
    return reckoning(dossier.pk, way.late(), legs, at, ended_at)


class _Way:
    """One dossier's rows, up to its end or to now."""

    def __init__(self, dossier: Dossier, rows: Rows, heads: Heads, *, until: datetime) -> None:
        self.dossier, self.rows, self.heads, self.until = dossier, rows, heads, until
        self.start = start_of(dossier)
        self.waits = [(row.stopped_at, row.resumed_at or until) for row in rows.pauses]
        self.counts_from = max([self.start, *self._restarts()])

    def late(self) -> int:
        """By the first date: form 04 makes nobody timely (rulebook B.7.2-12); waits and outages do not count."""
        first_due_at = self.dossier.first_due_at or self.until
        units = (self.dossier.receiving_id, *competents_of(self.dossier))
        without = [*self.waits, *self._outages(units, first_due_at)]
        return minutes_within(first_due_at, self.until, calendar_of(self.dossier), without)

    def legs(self) -> Iterator[Leg]:
        asked = [self._asked(row) for row in self.rows.asked]
        silent = [(leg.due_at, leg.ended_at or self.until) for leg in asked if leg.over and leg.due_at]
        yield from (self._task(row, silent) for row in self.rows.tasks)
        yield from asked
        yield from (self._branch(row) for row in self.rows.branches)
        yield from (self._wait(row) for row in self.rows.pauses)
        yield from self._failures()

    def _restarts(self) -> list[datetime]:
        """When the whole limit began again; a restart after it had run out gave nobody new time."""
        due_at = self.dossier.first_due_at
        again = [row.resumed_at for row in self.rows.pauses if row.mode == Mode.RESTART]
        return [moment for moment in again if moment and due_at and moment <= due_at]

    def _task(self, row: Task, silent: Sequence[Stretch]) -> Leg:
        """A step; what it lost by an agency's silence is that agency's, not its own.

        A wait ends the leg, but for one for another agency: it falls within the leg, or beside it.
        """
        is_reception = row.step is None or row.step.kind == StepKind.RECEIVE
        leg = Leg(
            key=f"task:{row.pk}",
            cause=Cause.RECEPTION if is_reception else Cause.STEP,
            what=row.step.name if row.step else "",
            received_at=row.received_at,
            due_at=row.due_at,
            ended_at=row.done_at,
            body_id=row.body_id,
            body=row.body.short_name,
            officer_id=row.officer_id,
            officer=row.officer.full_name if row.officer else "",
        )
        if is_reception and self.dossier.accepted_at:
            accepted_at = self.dossier.accepted_at
            leg = replace(leg, received_at=accepted_at, due_at=transfer_due(accepted_at, calendar_for(row.body_id)))
        leg = self._measured(leg, [*self.waits, *([] if row.is_side else silent)])
        return of_another_agency(leg) if row.step and row.step.kind == StepKind.WAIT else leg

    def _asked(self, row: Consultation) -> Leg:
        """A question; late means the agency's head, unless a rule made its silence an agreement (B.6, R121)."""
        ends = [row.answered_at, row.recalled_at, self.rows.heard.get(row.body_id)]
        head = self._head(row.body_id, localtime(row.due_at).date())
        leg = Leg(
            key=f"consultation:{row.pk}",
            cause=Cause.CONSULTED,
            what=_("Consultation"),
            received_at=row.asked_at,
            due_at=row.due_at,
            ended_at=min((each for each in ends if each), default=None),
            body_id=row.body_id,
            body=row.body.short_name,
            officer_id=head.officer_id if head else None,
            officer=head.officer.full_name if head else "",
        )
        leg = self._measured(leg, self.waits)
        return replace(leg, over=0) if row.deemed_basis else leg

    def _branch(self, row: Branch) -> Leg:
        """A part of a linked group: its agency answers for it by its own dates."""
        child = row.child
        assert child is not None
        leg = Leg(
            key=f"branch:{row.no}",
            cause=Cause.EARLIER_AGENCY,
            what=row.name,
            received_at=row.sent_at or child.lodged_at,
            due_at=child.first_due_at,
            ended_at=end_of(child),
            body_id=child.competent_id,
            body=child.competent.short_name,
        )
        return self._measured(leg, [])

    def _wait(self, row: Pause) -> Leg:
        """Time that nobody answers for: the clock stood still."""
        cause = WAITED_FOR[PauseKind(row.kind)]
        what = str(row.get_kind_display())
        return Leg(key=f"pause:{row.pk}", cause=cause, what=what, received_at=row.stopped_at, ended_at=row.resumed_at)

    def _failures(self) -> Iterator[Leg]:
        units = {self.dossier.receiving_id, *competents_of(self.dossier)}
        for row in outages_over(units, self.start, self.until):
            leg = Leg(key=f"outage:{row.pk}", cause=Cause.OUTAGE, what=row.ground, received_at=row.starts_at)
            yield replace(leg, ended_at=row.ends_at)

    def _measured(self, leg: Leg, also_without: Sequence[Stretch]) -> Leg:
        """The leg with its limit, its use and what of that went beyond; it ends with the dossier at the latest."""
        if leg.due_at is None or leg.body_id is None:
            return leg
        calendar = calendar_for(leg.body_id)
        until = min(leg.ended_at or self.until, self.until)
        failed = self._outages((leg.body_id,), leg.received_at)
        return replace(
            leg,
            limit=minutes_within(leg.received_at, leg.due_at, calendar, failed),
            used=minutes_within(leg.received_at, until, calendar, failed),
            over=minutes_within(leg.due_at, until, calendar, [*failed, *also_without]),
            is_void=leg.received_at < until <= self.counts_from and until < self.until,
        )

    def _outages(self, units: Sequence[int], since: datetime) -> list[Stretch]:
        found = outages_over(units, since, self.until)
        return [(row.starts_at, row.ends_at or self.until) for row in found]

    def _head(self, body_id: int, on: date) -> Post | None:
        """Who led the body on that day, whoever leads it now."""
        posts = self.heads.get(body_id, [])
        return next((each for each in posts if each.valid_from <= on <= (each.valid_to or on)), None)
