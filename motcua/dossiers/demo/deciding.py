"""The decisions of invented lives, as far as each has come."""

from __future__ import annotations

from dataclasses import dataclass, field

from motcua.catalogue.models import StepKind
from motcua.dossiers.demo.copying import Sheet
from motcua.dossiers.demo.lives import Leg, Life
from motcua.dossiers.demo.numbers import Numbers
from motcua.dossiers.demo.telling import NOT_MET
from motcua.dossiers.models import Decision
from motcua.dossiers.statuses import Outcome
from motcua.lib.worktime import ZONE

GRANTED = "Chấp thuận đề nghị của người nộp hồ sơ."
_COLUMNS = (
    *("dossier_id", "outcome", "title", "text", "ground", "drafted_by_id", "drafted_at", "approved_by_id"),
    *("approved_at", "number", "issued_by_id", "issued_at", "file_id"),
)


@dataclass
class Deciding:
    """The sheet of decisions."""

    decisions: Sheet = field(default_factory=lambda: Sheet(Decision, *_COLUMNS))

    def add(self, dossier_id: int, life: Life, numbers: Numbers, file_id: int) -> str:
        """The decision, if it was drafted; its number, "" before it is issued."""
        drafted = _done(life, StepKind.PROCESS)
        if drafted is None or drafted.officer_id is None:
            return ""
        signed, number = _done(life, StepKind.SIGN), _number(life, numbers)
        ground = NOT_MET if life.outcome == Outcome.REFUSED else ""
        issued = (number, life.legs[-1].officer_id, life.resolved_at, file_id) if number else ("", None, None, None)
        self.decisions.add(
            *(dossier_id, life.outcome or Outcome.GRANTED, "Quyết định", GRANTED, ground),
            *(drafted.officer_id, drafted.done_at),
            *((signed.officer_id, signed.done_at) if signed else (None, None)),
            *issued,
        )
        return number


def _done(life: Life, kind: StepKind) -> Leg | None:
    ended = (leg for leg in life.legs if leg.done_at and not leg.is_broken_off)
    return next((leg for leg in ended if leg.step.kind == kind), None)


def _number(life: Life, numbers: Numbers) -> str:
    if life.resolved_at is None:
        return ""
    return numbers.decision(life.service.competent.code, life.resolved_at.astimezone(ZONE).date())
