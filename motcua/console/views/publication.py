"""Publishing a draft: choose the bodies, read what will happen, then do it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import actions
from motcua.catalogue.models import Handling
from motcua.catalogue.official import official
from motcua.catalogue.publishing import PublishingError, wrong_with
from motcua.catalogue.terms import limit_words
from motcua.console.door import for_the_console, page
from motcua.console.filling import sentences
from motcua.console.limits import limit_of_draft
from motcua.console.offers import Choice, Proposal, endings, left_as_they_are
from motcua.console.views.handlings import compared_of, handling_for, problems_of
from motcua.directory.access import Request


@for_the_console
@require_safe
def show_bodies(request: Request, handling_id: int) -> HttpResponse:
    """Who may offer it: whole groups by one tick, or body by body."""
    handling = _draft(handling_id)
    choice = Choice(_begins_on(handling))
    chosen = {body.pk for body in choice.chosen(request.GET)}
    told = {"handling": handling, "groups": choice.groups, "chosen": chosen, "problems": problems_of(handling)}
    return page(request, "handlings/bodies.html", told)


@for_the_console
@require_http_methods(["GET", "HEAD", "POST"])
def show_publication(request: Request, handling_id: int) -> HttpResponse:
    """What publishing will do, with the one-stop unit and division of each body; posted, it is done."""
    handling = _draft(handling_id)
    said = request.POST if request.method == "POST" else request.GET
    proposals = _proposals(handling, said)
    faults = _faults(handling, proposals)
    if request.method == "POST" and not faults:
        faults = _publish(request, handling, proposals)
        if not faults:
            return redirect("console:handling", handling_id=handling.pk)
    told = {**_told(handling, proposals), "faults": [("", fault) for fault in faults]}
    return page(request, "handlings/publication.html", told, status=422 if request.method == "POST" else 200)


def _draft(handling_id: int) -> Handling:
    handling = handling_for(handling_id)
    if handling.published_at is not None:
        raise Http404
    return handling


def _begins_on(handling: Handling) -> date:
    return max(localdate(), handling.version.effective_from)


def _proposals(handling: Handling, said: QueryDict) -> list[Proposal]:
    choice = Choice(_begins_on(handling))
    return choice.proposals(handling, choice.chosen(said), {name: str(value) for name, value in said.items()})


def _faults(handling: Handling, proposals: Sequence[Proposal]) -> list[str]:
    """Every reason against publishing, as the action itself would find them."""
    nobody = [proposal.body.name for proposal in proposals if proposal.one_stop is None]
    without = [_("Nobody receives dossiers for %(body)s.") % {"body": name} for name in nobody]
    offers = [offer for proposal in proposals if (offer := proposal.offer)]
    wrong = wrong_with(offers, _begins_on(handling)) if offers or not nobody else []
    return [problem.sentence for problem in [*problems_of(handling), *wrong]] + without


def _publish(request: Request, handling: Handling, proposals: Sequence[Proposal]) -> list[str]:
    offers = [offer for proposal in proposals if (offer := proposal.offer)]
    try:
        actions.publish_handling(handling, bodies=offers, by=request.actor, at=now())
    except PublishingError as refusal:
        return sentences(refusal)
    done = ngettext("Published. %(count)s body offers it.", "Published. %(count)s bodies offer it.", len(offers))
    messages.success(request, done % {"count": len(offers)})
    return []


def _told(handling: Handling, proposals: Sequence[Proposal]) -> dict[str, object]:
    bodies, begins_on = [proposal.body for proposal in proposals], _begins_on(handling)
    limit = limit_of_draft(handling)
    return {
        "handling": handling,
        "proposals": proposals,
        "begins_on": begins_on,
        "endings": endings(handling, bodies, begins_on),
        "left": left_as_they_are(handling, bodies, begins_on),
        "limit": limit_words(limit) if limit else "",
        "compared": compared_of(handling, official(handling.version)),
        "without_division": sum(1 for proposal in proposals if proposal.division_id is None),
    }
