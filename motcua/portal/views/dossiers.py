"""My dossiers: the list, one dossier, its receipt, why it is due when it is."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from motcua.directory.access import Request
from motcua.directory.actors import Actor
from motcua.dossiers.answering import completion_of
from motcua.dossiers.branches import lines_of
from motcua.dossiers.explaining import countdown
from motcua.dossiers.graph import graph_of
from motcua.dossiers.models import Dossier, PaperState
from motcua.dossiers.timeline import for_applicant
from motcua.dossiers.why import why_due
from motcua.dossiers.worklist import capped
from motcua.portal.dealings import dealings_of
from motcua.portal.entry import for_citizens_only, page
from motcua.portal.queries import own_ended, own_open, page_of, read_after
from motcua.portal.sentences import checked_by, standing
from motcua.portal.showing import answers_of, may_do, papers_of
from motcua.portal.visits import awaited_visits


def own_dossier(actor: Actor, public_id: UUID) -> Dossier:
    """The dossier within what the actor may see; to anybody else it is not there."""
    rows = Dossier.objects.visible_to(actor).for_pages().select_related("parent")
    return get_object_or_404(rows, public_id=public_id)


@for_citizens_only
@require_safe
def dossiers(request: Request) -> HttpResponse:
    """What I and those I act for have sent, the newest first."""
    tabs = {"open": own_open(request.actor), "ended": own_ended(request.actor)}
    tab = "ended" if request.GET.get("tab") == "ended" else "open"
    rows, following = page_of(tabs[tab], read_after(request.GET.get("after", "")))
    now, language = timezone.now(), (get_language() or "vi")[:2]
    told = {
        "tab": tab,
        "counts": {name: capped(each) for name, each in tabs.items()},
        "rows": [(dossier, standing(dossier, now, language)) for dossier in rows],
        "next": following,
        "is_first": "after" not in request.GET,
    }
    return page(request, "portal/dossiers/list.html", told)


@for_citizens_only
@require_safe
def dossier(request: Request, public_id: UUID) -> HttpResponse:
    """Where the dossier stands, what happened, what I sent."""
    dossier = own_dossier(request.actor, public_id)
    language = (get_language() or "vi")[:2]
    told = {
        "dossier": dossier,
        "standing": standing(dossier, timezone.now(), language),
        "timeline": for_applicant(dossier),
        "papers": papers_of(dossier),
        "answers": answers_of(dossier, language, request.actor),
        "may": may_do(dossier, request.actor),
        "visits": awaited_visits(dossier),
        "completion": completion_of(dossier),
        "dealings": dealings_of(dossier, request.actor),
        "graph": graph_of(lines_of(dossier, timezone.now())),
    }
    return page(request, "portal/dossiers/dossier.html", told)


@for_citizens_only
@require_safe
def receipt(request: Request, public_id: UUID) -> HttpResponse:
    """It has arrived: the code, the time, what comes next; made to be photographed."""
    dossier = own_dossier(request.actor, public_id)
    told = {
        "dossier": dossier,
        "checked_by": checked_by(dossier),
        "count": dossier.papers.filter(state=PaperState.ATTACHED).count(),
    }
    return page(request, "portal/dossiers/receipt.html", told)


@for_citizens_only
@require_safe
def deadline(request: Request, public_id: UUID) -> HttpResponse:
    """Each line of the count from acceptance to the promised moment, with its law."""
    dossier = own_dossier(request.actor, public_id)
    told = {"dossier": dossier, "why": why_due(dossier), "countdown": countdown(dossier, timezone.now())}
    return page(request, "portal/dossiers/deadline.html", told)
