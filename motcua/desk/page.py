"""The page of a dossier: everything an officer needs to act, and after a refused act everything that was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now

from motcua.desk.allowed import Allowed, allowed
from motcua.desk.asked import filters_in, tidied
from motcua.desk.beside import sides_for
from motcua.desk.contents import DRAFT, Sheet, checklist_of, papers_of, sections_of, sheets_of
from motcua.desk.further import further_acts
from motcua.desk.listing import dossier_url, marks_of, promised, sent_back, step_promised
from motcua.desk.offers import opinions_missing
from motcua.desk.people import assignable
from motcua.desk.typed import left_over, typed_in
from motcua.desk.ways import earlier_steps
from motcua.directory.access import Request
from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers import timeline, worklist
from motcua.dossiers.actions import note_presence
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.explaining import countdown
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.refunding import paid_sums, refunds_in
from motcua.dossiers.statuses import Outcome

OUTCOMES = [choice for choice in Outcome.choices if choice[0]]
SIGNING = frozenset({"sign", "issue"})
READING_THE_DRAFT = frozenset({"review", *SIGNING})


@dataclass(frozen=True)
class Refused:
    """An act that was refused: its noun, every fault as (place, sentence), and a file that was kept."""

    act: str = ""
    faults: list[tuple[str, str]] = field(default_factory=list)
    status: int = 200
    file: File | None = None


def refused(act: str, error: DossierError, file: File | None = None) -> Refused:
    """422 when something is missing, 409 when the dossier does not stand for it."""
    if isinstance(error, Incomplete):
        return Refused(act, [(f"{act}-{place}", sentence) for place, sentence in error.faults], 422, file)
    return Refused(act, [("", str(error))], 409, file)


def page(request: Request, dossier: Dossier, *, why: Refused | None = None, number: str = "") -> HttpResponse:
    """The whole page; `number` is a personal number to be shown this once."""
    why, moment, actor = why or Refused(), now(), request.actor
    list_address = tidied(request.POST.get("list") or request.GET.get("list", ""))
    decision = Decision.objects.filter(dossier=dossier).select_related("file", "approved_by").first()
    sides = sides_for(dossier, actor, moment)
    can = replace(allowed(dossier, decision, actor), side=any(side.completion for side in sides))
    error = dict(why.faults)
    context = {
        "dossier": dossier,
        "decision": decision,
        "can": can,
        "list": list_address,
        "number": number,
        "faults": [(_anchor(place, can), sentence) for place, sentence in why.faults],
        "error": error,
        "kept_file": why.file,
        **_kinds(dossier, can),
        "typed": typed_in(request.POST if why.act else {}, decision, dossier),
        "left_over": left_over(request.POST, why.act, can) if why.act else [],
        "outcomes": OUTCOMES,
        "is_drafting": why.act == "decision" or "completion-text" in error,
        "text_error": error.get("decision-text") or error.get("completion-text", ""),
        "colleagues": _colleagues(dossier, moment) if can.assignment else [],
        "present": note_presence(dossier, by=actor, at=moment),
        "paid": paid_sums(dossier, refunds_in(request.POST)) if can.withdrawal else [],
        "further": further_acts(dossier, actor),
        "sides": sides,
        "earlier": earlier_steps(dossier, decision) if can.send_back else [],
        "opinions_missing": opinions_missing(dossier) if can.completion else "",
        "entries": timeline.for_officers(dossier),
        **_head(dossier, list_address, moment),
        **_neighbours(actor, dossier, list_address, moment),
        **_papers(request, dossier, decision, list_address, can),
    }
    return render(request, "desk/dossiers/page.html", context, status=why.status)


def _kinds(dossier: Dossier, can: Allowed) -> dict[str, str]:
    """One main button: to take a step of long work first, to decide where deciding is the work."""
    at_signing = dossier.step is not None and dossier.step.kind in SIGNING
    taking_first = can.hold and not at_signing
    return {
        "hold_kind": "primary" if taking_first else "secondary",
        "done_kind": "secondary" if taking_first else "primary",
    }


def _colleagues(dossier: Dossier, moment: datetime) -> list[tuple[str, str]]:
    """Who may be given the step, as options with what each has in hand."""
    return [
        (str(officer.pk), f"{officer.full_name} ({number})")
        for officer, number in assignable(dossier, localdate(moment))
    ]


def _anchor(place: str, can: Allowed) -> str:
    """Where a fault is mended: a missing draft in the draft's own form, when it is open here."""
    if place in ("completion-text", "approval-text"):
        return "decision-text" if can.decision else ""
    return place


def _head(dossier: Dossier, list_address: str, moment: datetime) -> dict[str, Any]:
    return {
        "marks": marks_of(dossier, sent_back([dossier]), moment),
        "deadline": promised(countdown(dossier, moment)),
        "deadline_url": dossier_url(dossier, list_address, at="deadline"),
        "step_deadline": step_promised(dossier, moment),
    }


def _neighbours(actor: Actor, dossier: Dossier, list_address: str, moment: datetime) -> dict[str, str]:
    """Where n and p lead, while the page was opened from a list."""
    filters = filters_in(list_address)
    if filters is None:
        return {"previous_url": "", "next_url": ""}
    before, after = worklist.neighbours(actor, filters, dossier, moment)
    return {
        "previous_url": dossier_url(before, list_address) if before else "",
        "next_url": dossier_url(after, list_address) if after else "",
    }


def _papers(
    request: Request, dossier: Dossier, decision: Decision | None, list_address: str, can: Allowed
) -> dict[str, Any]:
    papers = papers_of(dossier)
    sheets = sheets_of(dossier, papers, decision)
    shown = _shown(sheets, request.GET, dossier, can)
    return {
        "checklist": checklist_of(dossier, papers, list_address),
        "sections": sections_of(dossier),
        "sheet": shown,
        "sheet_tabs": [
            {
                "label": sheet.label,
                "url": dossier_url(dossier, list_address, paper=sheet.key) + "#paper",
                "current": sheet is shown,
            }
            for sheet in sheets
        ],
    }


def _shown(sheets: list[Sheet], query: Mapping[str, str], dossier: Dossier, can: Allowed) -> Sheet | None:
    """The sheet asked for; else the draft where it is reviewed, signed or issued; else the first paper."""
    reads_draft = dossier.step is not None and dossier.step.kind in READING_THE_DRAFT and can.is_mine
    wanted = query.get("paper") or (DRAFT if reads_draft else "")
    return next((sheet for sheet in sheets if sheet.key == wanted), sheets[0] if sheets else None)
