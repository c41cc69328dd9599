"""What is brought in: values checked together, so that a person hears every fault at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.eforms.check import check
from motcua.catalogue.services import Published, PublishedComponent
from motcua.documents.models import File
from motcua.dossiers.models import PaperState
from motcua.dossiers.statuses import Channel, Delivery


@dataclass(frozen=True)
class PaperIn:
    """One paper as it came; `component_id` None is a paper that the list does not name."""

    component_id: int | None
    state: str = PaperState.ATTACHED
    name: str = ""
    originals: int = 0
    copies: int = 0
    note: str = ""
    files: Sequence[File] = ()


@dataclass(frozen=True)
class Intake:
    """A dossier handed in: exactly one of applicant_person_id and applicant_organisation_id is set."""

    service_id: int
    applicant_name: str
    applicant_person_id: int | None = None
    applicant_organisation_id: int | None = None
    filer_id: int | None = None
    case: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    papers: Sequence[PaperIn] = ()
    delivery: str = Delivery.COUNTER
    channel: str = Channel.IN_PERSON
    parts: frozenset[int] = frozenset()  # of a linked group: the optional ones that are wanted
    key: UUID | None = None


def filled(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that say something: an emptied field is an unanswered one."""
    return {name: answer for name, answer in answers.items() if answer not in ("", None, [])}


def faults_of(rule: Published, intake: Intake, *, on: date) -> list[tuple[str, str]]:
    """Everything that is missing or wrong in the form and its papers; `on` is today, for dates of birth."""
    answered = check(rule.form, filled(intake.answers), on=on)
    said = [(fault.field, fault.sentence) for fault in answered]
    return said + paper_faults(rule, intake.case, intake.papers)


def asked_papers(published: Published, case: str) -> list[PublishedComponent]:
    """The lines of the list that ask for a paper, in this case or in all cases when none was chosen."""
    return [part for part in published.components if not part.is_note and (not case or part.case in ("", case))]


def paper_faults(published: Published, case: str, papers: Sequence[PaperIn]) -> list[tuple[str, str]]:
    """Every asked paper that has neither a file nor a reason, as (place in the form, sentence)."""
    brought = {paper.component_id: paper for paper in papers}
    faults = []
    for part in asked_papers(published, case):
        if sentence := _fault(part, brought.get(part.id)):
            faults.append((f"paper-{part.id}", sentence))
    return faults


def _fault(part: PublishedComponent, paper: PaperIn | None) -> str:
    name = part.name if len(part.name) <= 80 else part.name[:77] + "…"
    if paper is None or (paper.state == PaperState.ATTACHED and not paper.files):
        return _("“%(name)s”: add a file, or say why it is not needed.") % {"name": name}
    if paper.state == PaperState.NOT_NEEDED and not paper.note.strip():
        return _("“%(name)s”: say in a few words why it is not needed.") % {"name": name}
    return ""
