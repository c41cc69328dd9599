"""What there is to be judged in a dossier, paper by paper and answer by answer, and what was typed about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.eforms.definition import Definition, Widget
from motcua.catalogue.eforms.masking import masked
from motcua.catalogue.eforms.summary import Line, summary
from motcua.catalogue.eforms.values import tidy
from motcua.catalogue.models import Phrase
from motcua.catalogue.services import published
from motcua.directory.calendars import calendar_for
from motcua.directory.places import names_of
from motcua.documents.models import File
from motcua.dossiers.models import Dossier, Paper, SupplementItem
from motcua.dossiers.supplements import Findings, Verdict, corrected, is_late_notice, place_of

RIGHT, WRONG = "right", "wrong"
PARTS = ("", "-fault", "-copies")  # of a verdict, each with its own place in a page


@dataclass(frozen=True)
class Point:
    """One paper, or one answered question; `key` names it in the request, `place` in a page."""

    key: str
    name: str
    section: str
    value: str = ""  # the answer in words, identity numbers masked
    paper: Paper | None = None

    @property
    def place(self) -> str:
        return place_of(self.key)

    @property
    def files(self) -> list[File]:
        """The pages in force."""
        return [page.file for page in self.paper.files.all() if page.replaced_at is None] if self.paper else []


@dataclass(frozen=True)
class Judged:
    """A point with what was said of it, and what is wrong with that."""

    point: Point
    verdict: Verdict
    error: str
    fault_error: str
    copies_error: str

    @property
    def said(self) -> str:
        return {True: RIGHT, False: WRONG, None: ""}[self.verdict.is_right]


def points_of(dossier: Dossier) -> list[Point]:
    """Every paper, then every answered question, in their order; a table of the form is judged as one."""
    return [*_papers(dossier), *_answers(dossier)]


def findings_in(post: Mapping[str, str], points: Iterable[Point], *, rest_is_right: bool = False) -> Findings:
    """The request as typed; with `rest_is_right` one press judges whatever was not judged yet."""
    verdicts = {point.key: _verdict(post, point.place, rest_is_right=rest_is_right) for point in points}
    words = {name: tidy(post.get(name, "")) for name in ("reason", "basis", "mode")}
    return Findings(verdicts, **words)


def judged(points: Sequence[Point], findings: Findings, faults: Mapping[str, str]) -> list[tuple[str, list[Judged]]]:
    """The points with what was said of each, section by section."""
    rows = [
        Judged(point, findings.verdicts[point.key], *(faults.get(f"{point.place}{part}", "") for part in PARTS))
        for point in points
    ]
    return [(title, list(part)) for title, part in groupby(rows, key=lambda row: row.point.section)]


def phrases_for(dossier: Dossier) -> list[str]:
    """Ready words for this procedure, then those for all."""
    known = Phrase.objects.filter(procedure_code__in=["", dossier.procedure_code], retired_at=None)
    rows = known.order_by("-procedure_code", "position", "id").values_list("words", flat=True)
    return list(dict.fromkeys(rows))


def tells_late(dossier: Dossier, at: datetime) -> bool:
    """Whether a request made now comes later than the law wants the applicant to hear of it."""
    if dossier.accepted_at is None:
        return False
    return is_late_notice(localtime(dossier.accepted_at), localtime(at), calendar_for(dossier.receiving_id))


def correction_in_words(dossier: Dossier, item: SupplementItem) -> list[tuple[str, str]]:
    """What an item's new answers say, as (question, answer), identity numbers masked."""
    form, language = published(dossier.handling_id).form, (get_language() or "vi")[:2]
    answers = masked(form, corrected(form, dossier.declaration.answers, [item]))
    lines = summary(form, answers, language, communes=_communes(form, answers))
    return [(line.label, line.value) for line in lines if line.name in (item.corrected or {})]


def _papers(dossier: Dossier) -> list[Point]:
    papers = dossier.papers.prefetch_related("files__file")
    return [Point(f"paper:{paper.pk}", paper.name, _("Papers"), paper=paper) for paper in papers]


def _answers(dossier: Dossier) -> list[Point]:
    form, language = published(dossier.handling_id).form, (get_language() or "vi")[:2]
    answers = masked(form, dossier.declaration.answers)
    lines = summary(form, answers, language, communes=_communes(form, answers))
    points = []
    for name, group in groupby(lines, key=lambda line: line.name):
        said = list(group)
        if value := _said(said):
            points.append(Point(f"field:{name}", form.by_name[name].label(language), said[0].section, value))
    return points


def _communes(form: Definition, answers: Mapping[str, Any]) -> dict[str, str]:
    return names_of(str(answers.get(field.name, "")) for field in form.fields if field.widget is Widget.COMMUNE)


def _said(lines: Sequence[Line]) -> str:
    rows = [line for line in lines if line.value]
    if len(lines) == 1 and not lines[0].row:
        return str(lines[0].value)
    return "; ".join(f"{line.label}: {line.value}" for line in rows)


def _verdict(post: Mapping[str, str], place: str, *, rest_is_right: bool) -> Verdict:
    said = post.get(place, "") or (RIGHT if rest_is_right else "")
    is_right = {RIGHT: True, WRONG: False}.get(said)
    fault = tidy(post.get(f"{place}-fault", ""))
    return Verdict(is_right, fault, tidy(post.get(f"{place}-copies", "")))
