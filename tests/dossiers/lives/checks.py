"""What must hold of every dossier after every act, and of the whole matter at its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from motcua.dossiers.actions.charging import differing
from motcua.dossiers.actions.standing_outside import left_running
from motcua.dossiers.clock import Dates, Rows, clock_of, dates_of, rule_by_clock
from motcua.dossiers.grouping import is_group
from motcua.dossiers.legs import reckoning_of
from motcua.dossiers.models import Dossier, Extension, Pause, Task
from motcua.dossiers.permissions import awaits_competent
from motcua.dossiers.replay import status_after
from motcua.dossiers.statuses import RUNNING, Stage, Status
from motcua.journal.models import Event
from motcua.journal.verifying import broken_links
from motcua.lib.worktime import Unit
from tests.dossiers.lives.living import Living
from tests.dossiers.lives.slow import failures_over, slow_first_due, slow_lateness

WAITING = (Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT)


@dataclass
class Beside:
    """The rows beside a dossier that the checks read."""

    kinds: list[str] = field(default_factory=list)
    legs: list[Task] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    extension: Extension | None = None

    @property
    def ended_pauses(self) -> list[Pause]:
        return [row for row in self.pauses if row.resumed_at]


def beside(dossiers: Iterable[Dossier]) -> dict[int, Beside]:
    """4 queries, however many dossiers."""
    found: dict[int, Beside] = defaultdict(Beside)
    numbers = {dossier.subject: dossier.pk for dossier in dossiers}
    events = Event.objects.filter(subject__in=list(numbers)).order_by("subject", "sequence")
    for subject, kind in events.values_list("subject", "kind"):
        found[numbers[subject]].kinds.append(kind)
    for leg in Task.objects.filter(dossier__in=numbers.values(), done_at=None):
        found[leg.dossier_id].legs.append(leg)
    for pause in Pause.objects.filter(dossier__in=numbers.values()):
        found[pause.dossier_id].pauses.append(pause)
    for signed in Extension.objects.filter(pk__in=numbers.values(), signed_at__isnull=False):
        found[signed.pk].extension = signed
    return found


def demand_whole(life: Living, moved: list[Dossier]) -> None:
    """Of each dossier that moved: replay tells its status, legs and waits fit it, its clock is the slow one's."""
    rows = beside(moved)
    for dossier in moved:
        also = rows[dossier.pk]
        assert status_after(also.kinds) == dossier.status, life.done
        demand_legs(life, dossier, also)
        demand_clock(life, dossier, also)


def demand_legs(life: Living, dossier: Dossier, also: Beside) -> None:
    """One leg is open where the clock runs, none where it stands still, and each wait is as open as the status."""
    is_consent = dossier.stage == Stage.AWAITING_CONSENT
    main = [leg for leg in also.legs if not leg.is_side]
    runs = dossier.status in RUNNING and not is_consent and not (is_group(dossier) and dossier.status == 4)
    assert len(main) == runs, life.done
    assert runs or not also.legs, life.done
    is_waiting = (
        is_consent or dossier.waits_outside or (dossier.status in WAITING and dossier.accepted_at is not None)
    )
    assert len(also.pauses) - len(also.ended_pauses) == is_waiting, life.done
    assert any(row.kind == "outside" for row in also.pauses if not row.resumed_at) == dossier.waits_outside, life.done


def demand_clock(life: Living, dossier: Dossier, also: Beside) -> None:
    """The dates that are kept, those reckoned now, and those of the slow calendar are one."""
    runs = dossier.status in (*RUNNING, *WAITING)
    if dossier.accepted_at is None or not runs or is_group(dossier) or awaits_competent(dossier):
        return
    slow = slow_first_due(life, dossier, also.ended_pauses)
    told = dates_of(dossier, Rows(tuple(also.pauses), also.extension))
    assert told.first_due_at == slow, life.done
    if also.extension is None:
        assert told.due_at == slow, life.done
    elif not stood_still_after(life, dossier, also, also.extension):
        assert told.due_at == max(also.extension.new_due_at, slow), life.done
    assert life.is_stale or Dates(dossier.first_due_at, dossier.due_at) == told, life.done  # type: ignore[arg-type]


def stood_still_after(life: Living, dossier: Dossier, also: Beside, extension: Extension) -> bool:
    """Whether something moved the date of form 04 too; by how much is asked in tests/lib/life."""
    assert extension.signed_at is not None
    ends = [row.resumed_at for row in also.pauses] + [end for _begin, end in failures_over(life, dossier)]
    return any(end is None or end > extension.signed_at for end in ends)


def demand_end(life: Living) -> None:
    """The chain holds; every dossier explains its limit to the last unit, and its lateness to the last minute."""
    assert list(broken_links()) == [], life.done
    for dossier in life.dossiers.values():
        if dossier.accepted_at and not awaits_competent(dossier):
            demand_explained(life, dossier)
            demand_charged(life, dossier)
    assert differing(list(life.dossiers)) == [], life.done
    assert not left_running().filter(pk__in=life.dossiers).exists(), life.done


def demand_explained(life: Living, dossier: Dossier) -> None:
    """The counted spans add up to the limit, unless the clock stands still."""
    told = clock_of(dossier)
    counted = sum(line.amount for line in told.lines if line.counted)
    if told.stands_still or is_group(dossier):
        return
    limit = rule_limit(dossier)
    assert counted == limit, (life.done, told.lines)


def rule_limit(dossier: Dossier) -> int:
    limit = rule_by_clock(dossier).limit
    return limit.value * (60 if limit.unit is Unit.WORKHOUR else 1)


def demand_charged(life: Living, dossier: Dossier) -> None:
    """What the legs bear adds up to the lateness, which is that of counting minutes."""
    if is_group(dossier):
        return
    told = reckoning_of(dossier, life.at)
    pauses = list(Pause.objects.filter(dossier=dossier))
    until = dossier.resolved_at or dossier.ended_at or life.at
    assert told.late == slow_lateness(life, dossier, pauses, until), life.done
    assert sum(minutes for _leg, minutes in told.charged()) == told.late, life.done
