"""Work lists by remaining legal time: lanes, filters, capped counts, keyset paging."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import F, Q
from django.utils.timezone import localtime

from motcua.directory.actors import Actor
from motcua.dossiers.inhand import Seen, in_hand, running
from motcua.dossiers.looking import BY_DUE, CAP, look, shown, tally
from motcua.dossiers.models import STANDS_STILL, Dossier, DossierQuerySet, Task, is_late, working_bodies
from motcua.dossiers.statuses import Status
from motcua.rows import Asked, OneOf

PAGE = 30
SOON = timedelta(days=1)
ENDING = 4  # signs of a code's end at least, as people read it out: 0042


class Lane(StrEnum):
    """`now` is mine to do, `waiting` is with somebody else, `soon` is about to be late, `late` is late."""

    NOW = "now"
    WAITING = "waiting"
    SOON = "soon"
    LATE = "late"
    ALL = "all"


class Day(StrEnum):
    """What the day brings: results due today, steps due today, what became late since yesterday morning."""

    RESULT = "today"
    STEP = "step_today"
    NEWLY_LATE = "newly_late"


_SIDES = Asked(
    lambda bodies, officer: (
        Task.objects.filter(
            OneOf(F("body"), bodies), Q(officer=None) | Q(officer=officer), done_at=None, is_side=True
        )
        .order_by()
        .values_list("dossier_id", "body_id", "step__role")
    )
)
_ROWS = Asked(lambda numbers: Dossier.objects.filter(OneOf(F("pk"), numbers)).order_by(*BY_DUE).for_pages())


@dataclass(frozen=True)
class Filters:
    """What the address of a list says; empty means all."""

    lane: Lane = Lane.NOW
    words: str = ""  # a code or its end, a part of a name, or a procedure code
    procedure_code: str = ""
    status: int | None = None
    step_kind: str = ""
    body_id: int | None = None
    officer_id: int | None = None
    is_untaken: bool = False  # only steps that nobody has taken
    due: str = ""  # of `Day`
    after: tuple[datetime, int] | None = None  # (due_at, id) of the last row of the page before


@dataclass(frozen=True)
class Page:
    """One page of a list, and where the next begins."""

    rows: list[Dossier]
    next: tuple[datetime, int] | None
    counts: dict[str, str]
    day: dict[Day, str] = field(default_factory=dict)


def page(actor: Actor, filters: Filters, now: datetime, *, brings: Lane | None = None) -> Page:
    """The dossiers of a lane, the nearest due first; the same number of queries for one row and for a thousand.

    `brings` asks for what the day brings of a lane as well (`of_the_day`).
    """
    mine, seen = _mine(actor), in_hand(actor, filters.status)
    found = (_looked_at if seen.are_few else _walked)(actor, seen, filters, now, mine, brings)
    # Chosen first, joined with what a row shows after: else all that are in hand would be joined to be sorted.
    rows = _ROWS.rows(numbers=found.chosen)
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    following = (more.due_at, more.pk) if more and more.due_at else None
    return Page(rows[:PAGE], following, found.counts, found.day)


@dataclass(frozen=True)
class _Found:
    """The numbers of the first rows, how many there are in each lane, and what the day brings."""

    chosen: list[int]
    counts: dict[str, str]
    day: dict[Day, str]


def _looked_at(actor: Actor, seen: Seen, filters: Filters, now: datetime, mine: Q, brings: Lane | None) -> _Found:
    """All at one look at what few bodies have in hand."""
    lanes, days = _lanes(now, mine), list(Day) if brings else []
    kinds = {lane.value: lanes[lane] for lane in Lane}
    kinds |= {f"day_{day}": lanes[brings] & due_on(day, now) for day in days if brings}
    rows, first = _filtered(seen.rows, filters, now), lanes[filters.lane] & _after(filters)
    told, chosen = look(rows, kinds, first, order=BY_DUE, most=PAGE + 1)
    return _Found(
        chosen, {lane: shown(told[lane]) for lane in Lane}, {day: shown(told[f"day_{day}"]) for day in days}
    )


def _walked(actor: Actor, seen: Seen, filters: Filters, now: datetime, mine: Q, brings: Lane | None) -> _Found:
    """Along the indexes by due date, each only as far as it must."""
    rows = _filtered(_lane(seen, filters.lane, now, mine), filters, now).filter(_after(filters))
    lanes = {lane.value: condition for lane, condition in _lanes(now, mine).items()}
    counts = tally(_filtered(seen.rows, filters, now), lanes, seen.are_few)
    day = of_the_day(actor, brings, now) if brings else {}
    return _Found(list(rows.order_by(*BY_DUE).values_list("pk", flat=True)[: PAGE + 1]), counts, day)


def of_the_day(actor: Actor, lane: Lane, now: datetime) -> dict[Day, str]:
    """How many the day brings of a lane, capped; counted when asked for, so that no missed run loses one."""
    # One's own steps are few, whatever else one sees.
    seen = Seen(running(), running(), are_few=True) if lane is Lane.NOW else in_hand(actor)
    mine = _mine(actor) if lane is Lane.NOW else Q()
    told = tally(_lane(seen, lane, now, mine), {day.value: due_on(day, now) for day in Day}, seen.are_few)
    return {day: told[day.value] for day in Day}


def capped(rows: DossierQuerySet) -> str:
    return shown(rows.values("pk")[: CAP + 1].count())


def narrowed(actor: Actor, filters: Filters, now: datetime) -> DossierQuerySet:
    """The lane under the filters, unpaged and unordered."""
    return _filtered(_lane(in_hand(actor, filters.status), filters.lane, now, _mine(actor)), filters, now)


def held_by(actor: Actor, officer_id: int) -> DossierQuerySet:
    """Dossiers in progress of which an officer has a step, the one they stand at or one beside it."""
    beside = Task.objects.filter(officer=officer_id, done_at=None, is_side=True).values("dossier")
    own = Dossier.objects.running().visible_to(actor).filter(Q(holder=officer_id) | Q(pk__in=beside))
    return own.order_by("due_at", "id").for_pages()


def neighbours(
    actor: Actor, filters: Filters, dossier: Dossier, now: datetime
) -> tuple[Dossier | None, Dossier | None]:
    """The dossiers before and after this one in the same list."""
    if dossier.due_at is None:
        return None, None
    rows, here = narrowed(actor, filters, now), (dossier.due_at, dossier.pk)
    before = rows.filter(Q(due_at__lt=here[0]) | Q(due_at=here[0], pk__lt=here[1])).order_by("-due_at", "-id").first()
    after = rows.filter(Q(due_at__gt=here[0]) | Q(due_at=here[0], pk__gt=here[1])).order_by("due_at", "id").first()
    return before, after


def is_soon(now: datetime) -> Q:
    """Of what is running: late within a day unless somebody acts; not while its clock stands still."""
    return Q(due_at__gte=now, due_at__lt=now + SOON) & ~STANDS_STILL


def _lanes(now: datetime, mine: Q) -> dict[Lane, Q]:
    return {Lane.NOW: mine, Lane.WAITING: ~mine, Lane.SOON: is_soon(now), Lane.LATE: is_late(now), Lane.ALL: Q()}


def _lane(seen: Seen, lane: Lane, now: datetime, mine: Q) -> DossierQuerySet:
    if lane is Lane.NOW:
        return seen.running.filter(mine)
    if lane is Lane.WAITING:
        return seen.rows.exclude(mine)
    if lane is Lane.LATE:
        return seen.rows.filter(is_late(now))
    return seen.rows.filter(is_soon(now)) if lane is Lane.SOON else seen.rows


def _mine(actor: Actor) -> Q:
    """Open steps of my roles in my bodies that nobody else has taken, those beside others too; 1 query."""
    standing, seen = Q(), working_bodies(actor)
    roles = defaultdict(list)  # of his posts alone: a head sees hundreds of bodies more, and does no step there
    for body_id, role in sorted(actor.posts):
        roles[body_id].append(role)
    own = roles.keys() & seen
    for body_id in own:
        standing |= Q(holder_body=body_id, step__role__in=roles[body_id])
    if not standing:
        return Q(pk=None)
    # Their numbers rather than a join: so few that the index by due date stays in use for the rest.
    sides = _SIDES.rows(bodies=list(own), officer=actor.officer_id or 0)
    numbers = [dossier for dossier, body_id, role in sides if role in roles[body_id]][:CAP]
    mine = standing & (Q(holder=None) | Q(holder=actor.officer_id))
    return mine | Q(pk__in=numbers) if numbers else mine


def _filtered(rows: DossierQuerySet, filters: Filters, now: datetime) -> DossierQuerySet:
    chosen = {
        "procedure_code": filters.procedure_code,
        "step__kind": filters.step_kind,
        "holder_body": filters.body_id,
        "holder": filters.officer_id,
    }
    rows = rows.filter(**{name: value for name, value in chosen.items() if value not in ("", None)})
    if filters.is_untaken:
        rows = rows.filter(holder=None, step__isnull=False)
    if filters.due:
        rows = rows.filter(due_on(filters.due, now))
    if words := filters.words.strip():
        is_code = Q(code__iendswith=words) if len(words) >= ENDING else Q(code__iexact=words)
        rows = rows.filter(is_code | Q(applicant_name__icontains=words) | Q(procedure_code=words))
    return rows


def due_on(day: str, now: datetime) -> Q:
    """The dossiers of a `Day`, by the local day of `now`."""
    morning = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if day == Day.NEWLY_LATE:
        return Q(due_at__gte=morning - timedelta(days=1)) & is_late(now)
    column = "step_due_at" if day == Day.STEP else "due_at"
    falls = Q(**{f"{column}__gte": morning, f"{column}__lt": morning + timedelta(days=1)})
    return falls & ~STANDS_STILL


def _after(filters: Filters) -> Q:
    if filters.after is None:
        return Q()
    due_at, pk = filters.after
    return Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk)


def waiting_for_acceptance(actor: Actor, after: int = 0) -> DossierQuerySet:
    """Dossiers lodged online that the actor's one-stop units have not answered, the oldest first."""
    lodged = Dossier.objects.filter(status=Status.LODGED, receiving__in=working_bodies(actor), pk__gt=after)
    return lodged.order_by("id").for_pages()


def results_to_return(actor: Actor, after: int = 0) -> DossierQuerySet:
    """Results that wait at the actor's one-stop units, the oldest first."""
    ready = Dossier.objects.filter(status=Status.RESOLVED, receiving__in=working_bodies(actor), pk__gt=after)
    return ready.order_by("id").for_pages()


def accepted_not_passed_on(actor: Actor, after: int = 0) -> DossierQuerySet:
    """Dossiers accepted but still at the actor's one-stop units."""
    kept = Dossier.objects.filter(status=Status.ACCEPTED, receiving__in=working_bodies(actor), pk__gt=after)
    kept = kept.filter(holder_body=F("receiving"))  # what was received for another unit may have gone there
    return kept.order_by("id").for_pages()
