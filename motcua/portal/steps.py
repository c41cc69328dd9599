"""The way of a filing, one thing a page: case, the pages of its form, papers, delivery, check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.eforms.check import check
from motcua.catalogue.eforms.definition import in_words
from motcua.catalogue.services import Published
from motcua.dossiers.actions.drafts import papers_of
from motcua.dossiers.intake import asked_papers, filled, paper_faults
from motcua.dossiers.models import Draft
from motcua.lib.text import fold
from motcua.portal.wording import short

CASES = ("truong hop", "doi voi")
CONDITIONS = ("uy quyen", "moi truong dien tu", "luu y", "bo sung", "nop them")
RECEIVE_BY = "receive_by"  # forms that ask how the result is to come need no page for it


@dataclass(frozen=True)
class Step:
    """One page of a filing; `slug` is its place in the address."""

    slug: str
    title: str
    url: str


@dataclass(frozen=True)
class Place:
    """Where a page stands on the way."""

    step: Step
    number: int
    total: int
    back_url: str
    next_url: str


@dataclass(frozen=True)
class FilingFault:
    """What keeps a dossier from being sent: `place` as the form names it, on the page at `url`."""

    place: str
    sentence: str
    url: str

    @property
    def anchor(self) -> str:
        """Where the check page shows what is wrong."""
        return f"row-{self.place if self.place.startswith('paper-') else self.place.split('-')[0]}"


def cases_of(published: Published) -> list[str]:
    """The cases among which an applicant chooses; none when the groups of the list are not cases.

    Many lists group papers under plain headings ("Giấy tờ phải nộp"), or under conditions that join a case
    ("Trường hợp ủy quyền"); to choose one of those would hide papers that are asked of everybody.
    """
    groups = list(dict.fromkeys(part.case for part in published.components if part.case and not part.is_note))
    return groups if len(groups) > 1 and all(_is_case(group) for group in groups) else []


def _is_case(group: str) -> bool:
    words = fold(group)
    return any(mark in words for mark in CASES) and not any(mark in words for mark in CONDITIONS)


def steps_of(draft: Draft, published: Published) -> list[Step]:
    """The pages of this filing in their order; a page with nothing to ask is left out."""
    form = published.form
    language = (get_language() or "vi")[:2]
    titles = [(f"form-{number}", in_words(sheet["title"], language)) for number, sheet in enumerate(form.pages, 1)]
    ways = [
        *([("case", _("Choose your case"))] if cases_of(published) else []),
        *([("parts", _("What to include"))] if any(part.is_optional for part in published.parts) else []),
        *titles,
        *([("papers", _("Add your papers"))] if asked_papers(published, draft.case) else []),
        *([("delivery", _("How you receive the result"))] if RECEIVE_BY not in form.by_name else []),
        ("check", _("Check your answers")),
    ]
    return [Step(slug, title, step_url(draft, slug)) for slug, title in ways]


def step_url(draft: Draft, slug: str) -> str:
    return f"{reverse('portal:draft', args=[draft.public_id])}{slug}/"


def place_of(steps: Sequence[Step], slug: str, start_url: str) -> Place | None:
    """Where the page of that slug stands; None when this filing has no such page."""
    at = next((at for at, step in enumerate(steps) if step.slug == slug), None)
    if at is None:
        return None
    back = steps[at - 1].url if at else start_url
    return Place(steps[at], at + 1, len(steps), back, steps[min(at + 1, len(steps) - 1)].url)


def faults_of(draft: Draft, published: Published, on: date) -> list[FilingFault]:
    """Everything that keeps the draft from being sent, in the order of its pages."""
    found = check(published.form, filled(draft.answers), on=on)
    faults = [(fault.field, fault.sentence) for fault in found]
    faults += missing_papers(draft, published)
    return [FilingFault(place, sentence, fault_url(draft, published, place)) for place, sentence in faults]


def missing_papers(draft: Draft, published: Published) -> list[tuple[str, str]]:
    """Every asked paper with neither a file nor a reason, named shortly enough for a phone."""
    missing = {place for place, _sentence in paper_faults(published, draft.case, papers_of(draft))}
    return [
        (place, _("“%(name)s”: add a file, or tick that it does not apply to you.") % {"name": short(name)})
        for part in asked_papers(published, draft.case)
        if (place := f"paper-{part.id}") in missing
        for name in [part.name or ", ".join(part.forms)]
    ]


def fault_url(draft: Draft, published: Published, place: str) -> str:
    """The page, and the place in it, where a fault is put right."""
    if place.startswith("paper-"):
        return f"{step_url(draft, 'papers')}#id_{place}"
    field = published.form.by_name.get(place.split("-")[0])
    return f"{step_url(draft, f'form-{field.page + 1}')}#f-{place}" if field else step_url(draft, "check")


def next_step(draft: Draft, published: Published, on: date) -> str:
    """Where somebody who comes back goes on: the first page with a fault, else the check."""
    faults = faults_of(draft, published, on)
    return faults[0].url.split("#")[0] if faults else step_url(draft, "check")
