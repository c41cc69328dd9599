"""When a request to complete a dossier may go out, and when its answer is whole (NĐ 309/2026 Điều 17.2a)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.eforms.definition import Answers, Definition, Field
from motcua.catalogue.eforms.reading import read_post
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import SupplementItem, SupplementStage
from motcua.dossiers.statuses import Status
from motcua.dossiers.texts import Fault, faults_in
from motcua.lib.worktime import Calendar, Limit, Mode, Unit, due, workdays_between

LONGEST = {"fault": 1000, "copies": 200, "reason": 2000, "basis": 300, "words": 2000}  # characters
MOST_FILES = 20  # in answer to one fault
NOTICE_WORKDAYS = 3  # NĐ 61/2018/NĐ-CP Điều 19.4: told within 3 working days of reception
ASKING = {SupplementStage.RECEPTION: Move.ASK_BEFORE_ACCEPTANCE, SupplementStage.APPRAISAL: Move.ASK_SUPPLEMENT}
ANSWERING = {SupplementStage.RECEPTION: Move.SUPPLEMENT_BEFORE_ACCEPTANCE, SupplementStage.APPRAISAL: Move.SUPPLEMENT}


@dataclass(frozen=True)
class Verdict:
    """What the officer says of one paper or answer; `is_right` None is not yet said."""

    is_right: bool | None = None
    fault: str = ""
    copies: str = ""  # number and kind of copies, in words


@dataclass(frozen=True)
class Findings:
    """A whole request as typed: verdicts by the key of what is judged, and why; `mode` "" is the procedure's own."""

    verdicts: Mapping[str, Verdict]
    reason: str
    basis: str = ""
    mode: str = ""

    @property
    def wrong(self) -> dict[str, Verdict]:
        return {key: verdict for key, verdict in self.verdicts.items() if verdict.is_right is False}


def stage_of(status: Status | int) -> SupplementStage:
    """Before acceptance the reception asks, afterwards the officer who appraises."""
    return SupplementStage.RECEPTION if status == Status.LODGED else SupplementStage.APPRAISAL


def faults_of(findings: Findings, keys: Iterable[str], *, modes: Sequence[Mode], is_further: bool) -> list[Fault]:
    """Everything that keeps a request from going out, as (place in the form, sentence); `keys` is what is judged."""
    faults = [fault for key in keys for fault in _faults_of_verdict(key, findings.verdicts.get(key, Verdict()))]
    if not faults and not findings.wrong:
        faults.append(("verdicts", _("Everything is marked right, so there is nothing to ask for.")))
    if findings.mode and findings.mode not in modes:
        faults.append(("mode", _("The procedure does not allow this way of counting.")))
    needs_basis = _("Name the act that allows asking a second time.") if is_further else ""
    return [
        *faults,
        *faults_in("reason", findings.reason, LONGEST["reason"], _("Write the reason: it stands on form 02.")),
        *faults_in("basis", findings.basis, LONGEST["basis"], needs_basis),
    ]


def modes_for(mode: Mode) -> list[Mode]:
    """How the clock may go on: as the procedure says, or with the time that was left, which is never the longer."""
    return list(dict.fromkeys([mode, Mode.RESUME]))


def answer_by(asked_at: datetime, workdays: int | None, calendar: Calendar) -> datetime | None:
    """The end of the last working day for the answer; None where no law limits it."""
    return due(Limit(workdays, Unit.WORKDAY), asked_at, calendar).due_at if workdays else None


def is_late_notice(accepted_at: datetime, at: datetime, calendar: Calendar) -> bool:
    """Whether the applicant hears of it later than the law says; both moments are local."""
    return workdays_between(accepted_at.date(), at.date(), calendar) > NOTICE_WORKDAYS


def place_of(key: str) -> str:
    """The name of a verdict's place in a page: `paper:7` is `paper-7`."""
    return key.replace(":", "-", 1)


def opened_by(form: Definition, name: str) -> list[Field]:
    """The question of this name, and those that its answer may open, in the order of asking."""
    names = {name}
    for field in form.fields:
        if any(rule["field"] in names for rule in field.conditions):
            names.add(field.name)
    return [field for field in form.fields if field.name in names]


def corrected(form: Definition, before: Answers, items: Iterable[SupplementItem]) -> Answers:
    """The answers of the whole form once these corrections are in."""
    answers = dict(before)
    for item in items:
        if item.field and item.corrected is not None:
            for field in opened_by(form, item.field):
                answers.pop(field.name, None)
            answers |= item.corrected
    return answers


def place_of_item(no: int) -> str:
    return f"item-{no}"


def correction_in(form: Definition, post: QueryDict, name: str) -> Answers:
    """What was typed for a question and those that it may open."""
    asked = opened_by(form, name)
    typed: Answers = {}
    for page in sorted({field.page for field in asked}):
        typed |= read_post(form, post, page=page)
    return {field.name: typed[field.name] for field in asked if field.name in typed}


def is_answered(item: SupplementItem) -> bool:
    return item.answered_at is not None


def _faults_of_verdict(key: str, verdict: Verdict) -> list[Fault]:
    place = place_of(key)
    if verdict.is_right is None:
        return [(place, _("Say whether this is right or wrong."))]
    if verdict.is_right:
        return []
    missing = _("Say what is wrong: the applicant reads it.")
    copies = faults_in(f"{place}-copies", verdict.copies, LONGEST["copies"])
    return [*faults_in(f"{place}-fault", verdict.fault, LONGEST["fault"], missing), *copies]
