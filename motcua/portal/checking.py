"""What was filled in, as lines to read and change before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.eforms.summary import Line, summary
from motcua.dossiers.grouping import parts_asked
from motcua.dossiers.models import Draft
from motcua.dossiers.statuses import Delivery
from motcua.portal.communes import chosen_codes, names_of
from motcua.portal.drafts import applicant_words, rule_of
from motcua.portal.steps import RECEIVE_BY, FilingFault, cases_of, step_url
from motcua.portal.uploads import NOT_MINE, PaperField, paper_fields
from motcua.portal.wording import heading

Wrong = Mapping[str, tuple[str, ...]]  # anchor of a row → sentences


@dataclass(frozen=True)
class Row:
    """A line of the check; `faults` are sentences, `files` (name, address)."""

    id: str
    term: str
    value: str
    change_url: str
    faults: tuple[str, ...] = ()
    files: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True)
class Group:
    title: str
    rows: tuple[Row, ...]


def groups_of(draft: Draft, faults: Sequence[FilingFault]) -> list[Group]:
    """Everything that will be sent, section by section."""
    wrong: dict[str, tuple[str, ...]] = {}
    for fault in faults:
        wrong[fault.anchor] = (*wrong.get(fault.anchor, ()), fault.sentence)
    return [_first(draft), *_answers(draft, wrong), *_papers(draft, wrong), *_delivery(draft)]


def _first(draft: Draft) -> Group:
    rows = [
        Row("row-for", _("Applicant"), applicant_words(draft), ""),
        Row("row-office", _("Office that receives it"), draft.service.one_stop.name, ""),
    ]
    if cases_of(rule_of(draft)):
        words = heading(draft.case) or _("All papers of the procedure")
        rows.append(Row("row-case", _("Your case"), words, step_url(draft, "case")))
    if parts := parts_asked(rule_of(draft), draft.parts):
        url = step_url(draft, "parts") if any(part.is_optional for part in rule_of(draft).parts) else ""
        rows.append(Row("row-parts", _("What is included"), "; ".join(part.name for part in parts), url))
    return Group(_("The dossier"), tuple(rows))


def _answers(draft: Draft, wrong: Wrong) -> list[Group]:
    form = rule_of(draft).form
    codes = chosen_codes(form, draft.answers)
    lines = summary(form, draft.answers, (get_language() or "vi")[:2], communes=names_of(codes) if codes else {})
    rows, seen = [], set[str]()
    for line in lines:
        is_first = line.name not in seen  # the lines of a table share one question
        seen.add(line.name)
        rows.append((line.section, _answer(draft, line, wrong if is_first else {}, is_first)))
    rows += [(_("Still missing"), row) for row in _unsaid(draft, wrong, seen)]
    return [Group(title, tuple(row for _title, row in part)) for title, part in groupby(rows, key=lambda row: row[0])]


def _answer(draft: Draft, line: Line, wrong: Wrong, is_first: bool) -> Row:
    row_id = f"row-{line.name}" if is_first else ""
    url = f"{step_url(draft, f'form-{line.page + 1}')}#f-{line.name}"
    return Row(row_id, line.label, line.value, url, wrong.get(row_id, ()))


def _unsaid(draft: Draft, wrong: Wrong, seen: set[str]) -> Iterator[Row]:
    """A table without rows has no line, but may be missing."""
    language = (get_language() or "vi")[:2]
    for field in rule_of(draft).form.fields:
        if field.name not in seen and (said := wrong.get(f"row-{field.name}")):
            url = f"{step_url(draft, f'form-{field.page + 1}')}#f-{field.name}"
            yield Row(f"row-{field.name}", field.label(language), "", url, said)


def _papers(draft: Draft, wrong: Wrong) -> list[Group]:
    fields = paper_fields(draft)
    return [Group(_("Papers"), tuple(_paper(draft, field, wrong) for field in fields))] if fields else []


def _paper(draft: Draft, field: PaperField, wrong: Wrong) -> Row:
    why = NOT_MINE if field.is_not_mine else field.reason
    said = _("Not handed in: %(why)s") % {"why": why} if why and not field.files else ""
    row_id = f"row-{field.name}"
    url = f"{step_url(draft, 'papers')}#id_{field.name}"
    return Row(row_id, field.label, said, url, wrong.get(row_id, ()), tuple(field.files))


def _delivery(draft: Draft) -> list[Group]:
    if RECEIVE_BY in rule_of(draft).form.by_name:
        return []
    words = str(Delivery(draft.delivery).label)
    row = Row("row-delivery", _("How you receive the result"), words, step_url(draft, "delivery"))
    return [Group(_("Result"), (row,))]
