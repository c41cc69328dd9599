"""The parts of a linked group as their readers see them: state, owner, due, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import capfirst

from motcua.catalogue.services import PublishedPart, published
from motcua.catalogue.terms import limit_words
from motcua.directory.calendars import calendar_for
from motcua.dossiers.clock import start_of
from motcua.dossiers.grouping import Way, branches_of, is_group, whole_way
from motcua.dossiers.models import Branch, BranchState, Dossier
from motcua.dossiers.passing import ACKNOWLEDGED_WITHIN
from motcua.dossiers.statuses import RUNNING, Outcome, Status
from motcua.lib.worktime import add_working_minutes

TONES = {BranchState.WAITING: "paused", BranchState.DONE: "on-time", BranchState.FAILED: "late"}
NO_WAY = Way((), {}, {})  # before acceptance no date is known
WITH_RESULT = frozenset({Status.RESOLVED, Status.RETURNED})


@dataclass(frozen=True)
class BranchLine:
    """One part: `due_at` is promised once it has begun and expected before; `child` is where it is followed.

    `after` are the numbers of the parts it waits for; the date of the whole is that of the parts that `decide` it.
    """

    no: int
    name: str
    after: tuple[int, ...]
    limit: str
    decides: bool
    owner: str
    word: str
    tone: str
    due_at: datetime | None
    ended_at: datetime | None
    child: UUID | None
    code: str
    has_result: bool
    is_refused: bool
    is_promised: bool
    acknowledged_at: datetime | None
    acknowledge_by: datetime | None
    is_acknowledged_late: bool


def lines_of(parent: Dossier, now: datetime) -> list[BranchLine]:
    """The parts in their order, none for a dossier of one procedure; without those that nobody asked for."""
    if not is_group(parent):
        return []
    branches = branches_of(parent)
    way = whole_way(parent, branches, start_of(parent)) if parent.accepted_at else NO_WAY
    parts = {part.no: part for part in published(parent.handling_id).parts}
    asked = [branch for branch in branches if branch.state != BranchState.NOT_CHOSEN]
    return [_line(branch, parts[branch.no], way, now) for branch in asked]


def acknowledge_by(branch: Branch) -> datetime | None:
    """Until when the agency should say that it has its part (NĐ 301/2026: 2 working hours)."""
    if branch.sent_at is None or branch.child is None:
        return None
    return add_working_minutes(branch.sent_at, ACKNOWLEDGED_WITHIN, calendar_for(branch.child.competent_id))


def _line(branch: Branch, part: PublishedPart, way: Way, now: datetime) -> BranchLine:
    child, until, limit = branch.child, acknowledge_by(branch), way.limits.get(branch.no)
    seen_at = branch.acknowledged_at or (now if branch.state == BranchState.OPEN else None)
    return BranchLine(
        no=branch.no,
        name=branch.name,
        after=part.depends_on,
        limit=limit_words(limit) if limit else "",
        decides=branch.no in [no for no, _told in way.path],
        owner=(child.holder_body or child.competent).name if child else part.agency,
        word=_word(branch),
        tone=_tone(branch, now),
        due_at=child.due_at if child else way.ends.get(branch.no),
        ended_at=(child.resolved_at or child.ended_at) if child else None,
        child=child.public_id if child else None,
        code=child.code if child else "",
        has_result=child is not None and child.status in WITH_RESULT,
        is_refused=child is not None and child.outcome == Outcome.REFUSED,
        is_promised=child is not None,
        acknowledged_at=branch.acknowledged_at,
        acknowledge_by=until,
        is_acknowledged_late=bool(until and seen_at and seen_at > until),
    )


def _word(branch: Branch) -> str:
    """How its child stands while there is something to say: it may wait for the applicant, or was refused."""
    child = branch.child
    if child is None or branch.state == BranchState.DONE:
        return capfirst(str(branch.get_state_display()))
    is_refused = branch.state == BranchState.FAILED and child.outcome == Outcome.REFUSED
    return capfirst(str(Outcome.REFUSED.label if is_refused else child.life.label))


def _tone(branch: Branch, now: datetime) -> str:
    child = branch.child
    if branch.state != BranchState.OPEN or child is None:
        return TONES.get(BranchState(branch.state), "done")
    if child.status not in RUNNING:
        return "due-soon"  # the applicant has something to do
    is_late = not child.stands_still and child.due_at is not None and child.due_at < now
    return "late" if is_late else "waiting"
