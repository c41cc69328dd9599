"""What a dossier holds, ready to read: the checklist, the answers, and what lies open in the viewer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.eforms.definition import Definition, Widget
from motcua.catalogue.eforms.masking import masked
from motcua.catalogue.eforms.summary import Line, summary
from motcua.catalogue.services import published
from motcua.desk.listing import dossier_url
from motcua.directory.models import Commune
from motcua.documents.models import File, MediaType
from motcua.dossiers.models import Decision, Dossier, Paper, PaperFile, PaperState
from motcua.lib.text import shortened

DRAFT = "draft"  # the tab of the decision's preview
WIDE = "#view=FitH&navpanes=0"  # the browser's own viewer: the page's width, no side panel
STATES = {PaperState.NOT_NEEDED: "optional"}


@dataclass(frozen=True)
class Sheet:
    """One thing the viewer can show; `key` names it in the address."""

    key: str
    label: str
    title: str
    src: str
    kind: str


@dataclass(frozen=True)
class Section:
    title: str
    rows: list[dict[str, str]]


def papers_of(dossier: Dossier) -> list[Paper]:
    return list(dossier.papers.prefetch_related("files__file"))


def sheets_of(dossier: Dossier, papers: Sequence[Paper], decision: Decision | None) -> list[Sheet]:
    """Every file of the dossier and, last, its decision: the paper itself, or the preview of the draft."""
    sheets = [sheet for paper in papers for sheet in _sheets_of_paper(dossier, paper)]
    if decision and decision.issued_at and decision.file:
        return [*sheets, _file_sheet(dossier, decision.file, _("Result"), _("Result %s") % decision.number)]
    if decision:
        src = reverse("desk:preview", args=[dossier.public_id]) + WIDE
        sheets.append(Sheet(DRAFT, _("Draft decision"), decision.title, src, "pdf"))
    return sheets


def checklist_of(dossier: Dossier, papers: Sequence[Paper], list_address: str) -> list[dict[str, str]]:
    """The papers as they were taken in, each a link to its first page in the viewer."""
    return [_check(dossier, paper, list_address) for paper in papers]


def sections_of(dossier: Dossier) -> list[Section]:
    """The answers of the form, section by section; what differs from the register is said beside."""
    form, language = published(dossier.handling_id).form, get_language() or "vi"
    answers = dossier.declaration.answers
    lines = summary(form, masked(form, answers), language, communes=_communes(form, answers))
    differing = dict(_differences(dossier, form, answers))
    return [
        Section(title, [_row(line, differing) for line in group])
        for title, group in groupby(lines, key=lambda line: line.section)
    ]


def _sheets_of_paper(dossier: Dossier, paper: Paper) -> Iterator[Sheet]:
    """Its pages, counted when there are several; those that a supplement replaced come last and say so."""
    pages = _pages(paper)
    for number, page in enumerate(pages, start=1):
        counted = f" ({number}/{len(pages)})" if len(pages) > 1 else ""
        old = f" – {_('replaced')}" if page.replaced_at else ""
        label = f"{paper.no}. {shortened(paper.name, 24)}{counted}{old}"
        title = _("Paper %(no)s: %(file)s") % {"no": f"{paper.no}{counted}", "file": page.file.name}
        yield _file_sheet(dossier, page.file, label, f"{title}{old}")


def _pages(paper: Paper) -> list[PaperFile]:
    return sorted(paper.files.all(), key=lambda page: page.replaced_at is not None)


def _file_sheet(dossier: Dossier, file: File, label: str, title: str) -> Sheet:
    src = reverse("desk:file", args=[dossier.public_id, file.public_id])
    kind = "pdf" if file.media_type == MediaType.PDF else "image"
    return Sheet(str(file.public_id), label, title, src + WIDE if kind == "pdf" else src, kind)


def _check(dossier: Dossier, paper: Paper, list_address: str) -> dict[str, str]:
    files = _pages(paper)
    url = dossier_url(dossier, list_address, paper=str(files[0].file.public_id)) + "#paper" if files else ""
    return {
        "label": f"{paper.no}. {paper.name}",
        "state": STATES.get(PaperState(paper.state), "done"),
        "word": str(PaperState(paper.state).label),
        "note": " · ".join(part for part in (_brought(paper, len(files)), paper.note) if part),
        "url": url,
    }


def _brought(paper: Paper, files: int) -> str:
    counted = [
        (paper.originals, _("originals: %d")),
        (paper.copies, _("copies: %d")),
        (files, _("files: %d")),
    ]
    return ", ".join(words % number for number, words in counted if number)


def _row(line: Line, differing: dict[str, str]) -> dict[str, str]:
    known = differing.get(line.name, "")
    note = _("In the register: %s") % known if known else ""
    return {"term": line.label, "value": line.value, "note": note, "wrong": known}


def _communes(form: Definition, answers: dict[str, Any]) -> dict[str, str]:
    asked = [field.name for field in form.fields if field.widget is Widget.COMMUNE]
    codes = {str(answers[name]) for name in asked if answers.get(name)}
    return dict(Commune.objects.filter(code__in=codes).values_list("code", "full_name")) if codes else {}


def _differences(dossier: Dossier, form: Definition, answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Answers about the applicant that are not what the register of applicants says; numbers stay masked."""
    person = dossier.filer or dossier.applicant_person
    if person is None:
        return
    known = {"full_name": person.full_name, "phone": person.phone, "address": person.address}
    for field in form.fields:
        group, _dot, detail = str(field.layout.get("prefill", "")).partition(".")
        said, registered = str(answers.get(field.name, "")).strip(), known.get(detail, "")
        if group == "person" and said and registered and said.casefold() != registered.casefold():
            yield field.name, registered
