"""The linter of internal processes: which rules a route breaks, and whether it fits a time limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue.branches import BRANCHES, branch_of, branches, ends, groups, together
from motcua.catalogue.drawn import Problem, Step
from motcua.catalogue.models.routes import StepKind, StepUnit
from motcua.directory.roles import Role
from motcua.lib.worktime import Limit, Unit

HOURS_PER_DAY = 8  # the unit in which routes are written (rulebook J-27)
WORKDAYS_PER_MONTH = 21

AGENCY = frozenset({Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.SIGNATORY, Role.RECORDS_CLERK, Role.HEAD})
SERVES_IN = {
    StepUnit.ONE_STOP: frozenset({Role.RECEPTION_OFFICER, Role.RETURN_OFFICER, Role.ONE_STOP_HEAD, Role.CASHIER}),
    StepUnit.COMPETENT: AGENCY,
    StepUnit.DIVISION: AGENCY,
}
MAY_DO = {  # kinds that are not here are open to every role of the unit
    StepKind.RECEIVE: frozenset({Role.RECEPTION_OFFICER, Role.ONE_STOP_HEAD}),
    StepKind.SIGN: frozenset({Role.SIGNATORY, Role.HEAD}),
    StepKind.RETURN: frozenset({Role.RETURN_OFFICER, Role.RECEPTION_OFFICER}),
}
# The clock stops when the result is issued (rulebook J-8), so the hand-over may take no time of the limit.
MAY_TAKE_NO_HOURS = frozenset({StepKind.WAIT, StepKind.RETURN})


# A number used twice or an unknown word cannot even be stored.
BEYOND_DRAWING = frozenset(
    {
        "same_number",
        "negative_hours",
        "hours_outside_clock",
        "unknown_role",
        "unknown_unit",
        "unknown_kind",
        "unknown_outcome",
    }
)


def lint(steps: Sequence[Step]) -> list[Problem]:
    """Everything wrong with a route by itself; empty when it may be published."""
    if not steps:
        return [Problem("no_steps", _("The process has no steps."))]
    ordered = sorted(steps, key=lambda step: step.no)
    return [problem for rule in RULES for problem in rule(ordered)]


def lint_for(steps: Sequence[Step], limit: Limit) -> list[Problem]:
    """Everything wrong with a route when it serves this time limit."""
    return lint(steps) + list(_beyond(steps, limit))


def hours_needed(steps: Sequence[Step]) -> Decimal:
    """Hours from the first step to the last on the longest branch; of steps side by side only the longest counts."""
    return max(_hours_of(branch_of(steps, outcome)) for outcome in BRANCHES)


def _hours_of(steps: Sequence[Step]) -> Decimal:
    alone = sum((step.hours for step in steps if step.group is None), Decimal(0))
    longest: dict[int, Decimal] = {}
    for step in steps:
        if step.group is not None:
            longest[step.group] = max(step.hours, longest.get(step.group, Decimal(0)))
    return alone + sum(longest.values(), Decimal(0))


def hours_allowed(limit: Limit) -> int:
    """Working hours that surely lie inside the limit, wherever in the week it begins."""
    match limit.unit:
        case Unit.WORKHOUR:
            return limit.value
        case Unit.WORKDAY | Unit.SAMEDAY:
            return limit.value * HOURS_PER_DAY
        case Unit.MONTH:
            return limit.value * WORKDAYS_PER_MONTH * HOURS_PER_DAY
        case Unit.DAY:
            # Five days of seven are worked; a limit that ends on a day off runs to the next working day.
            return max(1, limit.value * 5 // 7) * HOURS_PER_DAY


def _beyond(steps: Sequence[Step], limit: Limit) -> Iterator[Problem]:
    needed, allowed = hours_needed(steps), hours_allowed(limit)
    if needed > allowed:
        sentence = _("The steps take %(needed)s working hours; the time limit holds only %(allowed)s.")
        yield Problem("over_limit", sentence % {"needed": f"{needed.normalize():f}", "allowed": allowed})


def _numbers(steps: Sequence[Step]) -> Iterator[Problem]:
    for no, times in Counter(step.no for step in steps).items():
        if times > 1:
            sentence = ngettext(
                "%(times)s step has the number %(no)s.", "%(times)s steps have the number %(no)s.", times
            )
            yield Problem("same_number", sentence % {"times": times, "no": no}, no)


def _beginning(steps: Sequence[Step]) -> Iterator[Problem]:
    if steps[0].kind != StepKind.RECEIVE:
        yield Problem("no_reception", _("The first step must be reception."), steps[0].no)
    for step in steps[1:]:
        if step.kind == StepKind.RECEIVE:
            yield Problem(
                "reception_again",
                _("Step %(no)s receives again; reception is once, at the beginning.") % {"no": step.no},
                step.no,
            )


def _end(steps: Sequence[Step]) -> Iterator[Problem]:
    if len(steps) == 1:
        yield Problem(
            "nothing_after_reception", _("Nothing follows the first step: nobody would settle the dossier.")
        )
    if not any(step.kind == StepKind.SIGN for step in steps):
        yield Problem("no_signature", _("No step signs the result: the process could not end."))
    if steps[-1].kind != StepKind.RETURN:
        yield Problem("no_return", _("The last step must be returning the result."), steps[-1].no)
    for step in steps[:-1]:
        if step.kind == StepKind.RETURN:
            yield Problem(
                "return_not_last",
                _("Step %(no)s returns the result, but other steps follow.") % {"no": step.no},
                step.no,
            )


def _hours(steps: Sequence[Step]) -> Iterator[Problem]:
    for step in steps:
        if step.hours < 0:
            yield Problem("negative_hours", _("Step %(no)s has negative hours.") % {"no": step.no}, step.no)
        elif step.kind == StepKind.WAIT and step.hours:
            yield Problem(
                "hours_outside_clock",
                _("Step %(no)s waits outside the clock, so it takes no hours.") % {"no": step.no},
                step.no,
            )
        elif not step.hours and step.kind not in MAY_TAKE_NO_HOURS:
            yield Problem("no_hours", _("Step %(no)s has no time of its own.") % {"no": step.no}, step.no)


def _roles(steps: Sequence[Step]) -> Iterator[Problem]:
    for step in steps:
        if step.role not in Role.values:
            yield Problem("unknown_role", _("Step %(no)s names an unknown role.") % {"no": step.no}, step.no)
        elif step.unit not in StepUnit.values:
            yield Problem("unknown_unit", _("Step %(no)s names an unknown unit.") % {"no": step.no}, step.no)
        elif step.kind not in StepKind.values:
            yield Problem("unknown_kind", _("Step %(no)s is of an unknown kind.") % {"no": step.no}, step.no)
        else:
            yield from _role_in_place(step)


def _role_in_place(step: Step) -> Iterator[Problem]:
    words = {"no": step.no, "role": Role(step.role).label, "unit": StepUnit(step.unit).label}
    if step.role not in SERVES_IN[StepUnit(step.unit)]:
        sentence = _("Step %(no)s: no %(role)s serves in %(unit)s.")
        yield Problem("role_in_wrong_unit", sentence % words, step.no)
    if step.role not in MAY_DO.get(StepKind(step.kind), frozenset(Role)):
        sentence = _("Step %(no)s: a %(role)s does not do this kind of work (%(kind)s).")
        yield Problem("role_of_wrong_kind", sentence % {**words, "kind": StepKind(step.kind).label}, step.no)


RULES: tuple[Callable[[Sequence[Step]], Iterator[Problem]], ...] = (
    _numbers,
    _beginning,
    _end,
    _hours,
    _roles,
    groups,
    together,
    branches,
    ends,
)
