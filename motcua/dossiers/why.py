"""Why 16:30 on Thursday? The answer for a dossier and for each of its steps, line by line with its law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.models import StepKind
from motcua.catalogue.services import published
from motcua.catalogue.terms import limit_words
from motcua.dossiers.clock import clock_of, rule_by_clock, start_of
from motcua.dossiers.explaining import ExplainedLine, explained
from motcua.dossiers.grouping import way_of
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.recomputing import ON_THE_CLOCK
from motcua.dossiers.steptime import explained_due, history_from
from motcua.journal.models import Event
from motcua.lib.life import Clock
from motcua.lib.worktime import Line, Measure, Reason
from motcua.lib.worktime.words import amount, params


@dataclass(frozen=True)
class Why:
    """The dates that were told, the limit they come from, and the count; `statutory` "" when the limit is the law's.

    `counted` adds the counted lines up: the whole limit, unless the clock stands still. `verified` says why the
    limit is longer than the usual one, "" when it is not.
    """

    due_at: datetime
    first_due_at: datetime
    limit: str
    statutory: str
    cut_basis: str
    verified: str
    lines: list[ExplainedLine]
    counted: str
    stands_still: bool
    warnings: list[ExplainedLine]
    note: str

    @property
    def is_extended(self) -> bool:
        return self.due_at != self.first_due_at


@dataclass(frozen=True)
class StepWhy:
    """One leg with its own clock; `lines` empty for reception and for a wait outside the clock."""

    leg: Task
    hours: str
    due_at: datetime
    is_late: bool
    lines: list[ExplainedLine]
    counted: str


def why_due(dossier: Dossier) -> Why | None:
    """Why the result is due when it is; None before acceptance. 3 queries besides the calendar."""
    if dossier.accepted_at is None or dossier.due_at is None or dossier.first_due_at is None:
        return None
    told, rule = clock_of(dossier), rule_by_clock(dossier)
    is_cut = rule.limit != rule.statutory
    return Why(
        due_at=localtime(dossier.due_at),
        first_due_at=localtime(dossier.first_due_at),
        limit=_("the longest way through the linked procedures") if rule.parts else limit_words(rule.limit),
        statutory=limit_words(rule.statutory) if is_cut else "",
        cut_basis=rule.cut_basis,
        verified=_verified(dossier),
        lines=_by_part(dossier) if rule.parts else [explained(line) for line in told.lines],
        counted=_sum(told.lines),
        stands_still=told.stands_still,
        warnings=[explained(line) for line in told.warnings],
        note=_note(dossier, told),
    )


def why_steps(dossier: Dossier, now: datetime) -> list[StepWhy]:
    """Each leg so far, with the count of its own hours; 2 queries besides the calendar."""
    legs = list(dossier.tasks.select_related("step", "body", "officer").order_by("id"))
    history = history_from([leg for leg in legs if not leg.is_side], list(dossier.pauses.all()))
    found = []
    for leg in legs:
        is_counted = bool(leg.step.hours) and leg.step.kind != StepKind.RECEIVE
        told = explained_due(leg, leg.step.hours, history) if is_counted and not leg.is_side else None
        lines = told.lines if told and told.due_at == localtime(leg.due_at) else ()
        found.append(
            StepWhy(
                leg=leg,
                hours=f"{leg.step.hours.normalize():f}" if is_counted else "",
                due_at=localtime(leg.due_at),
                is_late=(leg.done_at or now) > leg.due_at and is_counted,
                lines=[explained(line) for line in lines],
                counted=_sum(lines),
            )
        )
    return found


def _verified(dossier: Dossier) -> str:
    """1 query for a dossier whose facts must be verified, none for another."""
    if dossier.verified_workdays is None:
        return ""
    declared = Event.objects.filter(subject=dossier.subject, kind="VerificationDeclared").latest("sequence")
    usual = published(dossier.clock_handling_id or dossier.handling_id).limit
    told = {"usual": limit_words(usual), "basis": declared.payload["basis"]}
    return _("Facts must be verified, so the limit is longer than %(usual)s (%(basis)s).") % told


def _by_part(dossier: Dossier) -> list[ExplainedLine]:
    """The count of a linked group: of each part on its longest way, under the part's name."""
    found: list[ExplainedLine] = []
    for name, told in way_of(dossier, start_of(dossier)):
        is_later = bool(found)
        lines = [_of_part(line, is_later=is_later) for line in told.lines]
        found += [ExplainedLine(name, "", counted=False, amount=""), *lines]
    return found


def _of_part(line: Line, *, is_later: bool) -> ExplainedLine:
    """A later part begins with the result before it, not with the dossier."""
    if not is_later or line.reason is not Reason.START:
        return explained(line)
    language: Literal["vi", "en"] = "en" if get_language() == "en" else "vi"
    sentence = _("The part before is due at %(from)s. This part counts from there.") % params(line, language)
    return ExplainedLine(sentence, line.basis, counted=False, amount="")


def _sum(lines: tuple[Line, ...]) -> str:
    """What was counted; parts of a linked group may count in hours and in days."""
    sums: dict[Measure, int] = {}
    for line in lines:
        if line.counted:
            sums[line.measure] = sums.get(line.measure, 0) + line.amount
    language: Literal["vi", "en"] = "en" if get_language() == "en" else "vi"
    return " + ".join(amount(count, measure, language) for measure, count in (sums or {Measure.WORKDAYS: 0}).items())


def _note(dossier: Dossier, told: Clock) -> str:
    """Today's calendar gives another date than the one that was told."""
    if told.due_at is None or told.due_at == dossier.due_at:
        return ""
    if dossier.status in ON_THE_CLOCK:
        return _("The calendar changed after this date was told. It will be counted again, and you will see both.")
    return _("The calendar changed after the dossier ended. Its date stays as it was told.")
