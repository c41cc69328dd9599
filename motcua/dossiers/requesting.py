"""What the pages of a request to complete a dossier hold, the same at the counter and at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.directory.calendars import calendar_for
from motcua.documents.models import File
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.judging import (
    PARTS,
    RIGHT,
    WRONG,
    correction_in_words,
    judged,
    phrases_for,
    points_of,
    tells_late,
)
from motcua.dossiers.models import Dossier, SupplementItem, SupplementRequest
from motcua.dossiers.supplement_lists import Heap, heap_in, page_of
from motcua.dossiers.supplements import Findings, Verdict, answer_by, modes_for
from motcua.lib.text import shortened
from motcua.lib.worktime import Mode
from motcua.ui.dates import moment_words

SHORT = 60  # letters


@dataclass(frozen=True)
class Asked:
    """One fault as its request's page shows it; `corrections` are (question, new answer)."""

    item: SupplementItem
    files: list[File]
    corrections: list[tuple[str, str]]


def form_of(
    dossier: Dossier, findings: Findings | None, faults: Sequence[tuple[str, str]], at: datetime
) -> dict[str, Any]:
    """The form on which everything is judged, with what was typed and what is wrong with it."""
    points, rule = points_of(dossier), published(dossier.handling_id)
    findings = findings or Findings({point.key: Verdict() for point in points}, "", mode=rule.supplement_mode.value)
    named = {f"{point.place}{part}": f"{shortened(point.name, SHORT)}: " for point in points for part in PARTS}
    error, modes = dict(faults), modes_for(rule.supplement_mode)
    earlier = SupplementRequest.objects.filter(dossier=dossier).sent().count()
    return {
        "sections": judged(points, findings, error),
        "findings": findings,
        "error": {"reason": "", "basis": "", "mode": ""} | error,
        "summary": [(_anchor(place), f"{named.get(place, '')}{sentence}") for place, sentence in faults],
        "verdicts": [(RIGHT, _("Right")), (WRONG, _("Wrong"))],
        "phrases": phrases_for(dossier),
        "modes": [(mode.value, _mode_words(mode)) for mode in modes] if dossier.accepted_at and modes[1:] else [],
        "earlier": earlier,
        "is_further": earlier > 0,
        "is_late_notice": tells_late(dossier, at),
        "answer_by": answer_by(at, rule.supplement_workdays, calendar_for(dossier.receiving_id)),
    }


def request_of(request: SupplementRequest, at: datetime) -> dict[str, Any]:
    """The page of one request."""
    items = request.items.prefetch_related("files__file")
    return {
        "asked": request,
        "rows": [{"term": term, "value": value} for term, value in _facts(request, at) if value],
        "items": [_asked(request, item) for item in items],
    }


def list_of(actor: Actor, query: Mapping[str, str], heaps: Sequence[Heap], at: datetime) -> dict[str, Any]:
    """One list of requests with its tabs; `heaps` are those that the door shows."""
    heap = heap_in(query.get("tab", "")) if query.get("tab", "") in heaps else heaps[0]
    after = query.get("after", "")
    page = page_of(actor, heap, at, int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0)
    words = {Heap.OVER: _("Time over"), Heap.WAITING: _("With the applicant"), Heap.APPROVAL: _("To be approved")}
    return {
        "list": page.rows,
        "tabs": [
            {"label": words[each], "url": f"?tab={each}", "current": each is heap, "count": page.counts[each]}
            for each in heaps
        ],
        "next_url": f"?tab={heap}&after={page.next}" if page.next else "",
        "first_url": f"?tab={heap}" if after else "",
    }


def standing_of(request: SupplementRequest, at: datetime) -> str:
    """Where the request stands, in words."""
    if request.answered_at:
        return _("answered at %(moment)s") % {"moment": _moment(request.answered_at)}
    if request.dropped_at:
        words = _("ended unanswered at %(moment)s") if request.asked_at else _("not approved, at %(moment)s")
        return words % {"moment": _moment(request.dropped_at)}
    if request.asked_at is None:
        return _("drafted: waits for the head's approval")
    if is_overdue(request, at):
        return _("the time to answer is over: an officer decides")
    return _("with the applicant")


def is_overdue(request: SupplementRequest, at: datetime) -> bool:
    is_waiting = request.asked_at and not request.answered_at and not request.dropped_at
    return bool(is_waiting and request.answer_by and request.answer_by < at)


def faults_said(refusal: DossierError) -> list[tuple[str, str]]:
    """A refusal as (place in the page, sentence)."""
    return list(refusal.faults) if isinstance(refusal, Incomplete) else [("", str(refusal))]


def _facts(request: SupplementRequest, at: datetime) -> list[tuple[str, str]]:
    approver = request.approved_by.full_name if request.approved_by else ""
    return [
        (_("Standing"), standing_of(request, at)),
        (_("Stage"), str(request.get_stage_display())),
        (_("Drafted by"), f"{request.drafted_by.full_name}, {_moment(request.drafted_at)}"),
        (_("Approved or dropped by"), approver),
        (_("Asked at"), _moment(request.asked_at)),
        (_("To be answered by"), _moment(request.answer_by)),
        (_("Reason"), request.reason),
        (_("Act that allows asking again"), request.basis),
        (_("Time limit afterwards"), _mode_words(Mode(request.mode)) if request.dossier.accepted_at else ""),
    ]


def _asked(request: SupplementRequest, item: SupplementItem) -> Asked:
    """The answer is the applicant's own until it is sent."""
    if request.answered_at is None:
        return Asked(item, [], [])
    return Asked(item, [row.file for row in item.files.all()], correction_in_words(request.dossier, item))


def _anchor(place: str) -> str:
    """Where a fault is mended: verdicts and the whole have ids of their own."""
    own = {"reason": "id_reason", "basis": "id_basis", "mode": "id_mode"}
    return own.get(place, place)


def _mode_words(mode: Mode) -> str:
    return {
        Mode.RESTART: _("runs again from its beginning"),
        Mode.RESUME: _("goes on with the days that were left"),
    }[mode]


def _moment(at: datetime | None) -> str:
    return moment_words(at, "en" if get_language() == "en" else "vi") if at else ""
