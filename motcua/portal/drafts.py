"""A citizen's own draft as the pages of a filing find it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.catalogue.services import Published, published
from motcua.directory.access import Request
from motcua.directory.actors import Actor
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.models.drafts import DraftQuerySet
from motcua.portal.entry import for_citizens_only
from motcua.portal.steps import Place, place_of, steps_of

DraftView = Callable[..., HttpResponseBase]


def own_drafts(actor: Actor) -> DraftQuerySet:
    """The actor's drafts that were not put aside, with what their pages show."""
    kept = Draft.objects.visible_to(actor).filter(discarded_at=None)
    return kept.select_related(
        "service__competent", "service__one_stop", "service__handling__version", "organisation", "person"
    )


def of_own_draft(view: DraftView) -> DraftView:
    """Give the page its draft, or nothing to a stranger; what was sent already leads to its receipt."""
    return for_citizens_only(with_own_draft(view))


def with_own_draft(view: DraftView) -> DraftView:
    """The same, for a page that somebody else has opened."""

    @wraps(view)
    def found(request: Request, public_id: UUID, **kwargs: Any) -> HttpResponseBase:
        draft = get_object_or_404(own_drafts(request.actor).select_related("dossier"), public_id=public_id)
        if draft.dossier:
            return redirect("portal:receipt", public_id=draft.dossier.public_id)
        try:
            return view(request, draft, **kwargs)
        except DossierError as refused:  # sent or put aside meanwhile, in another window
            messages.error(request, str(refused))
            return redirect("portal:filings")

    return found


def rule_of(draft: Draft) -> Published:
    return published(draft.service.handling_id)


def place_or_404(draft: Draft, slug: str) -> Place:
    """Where the page stands in this filing; 404 when this filing has no such page."""
    place = place_of(steps_of(draft, rule_of(draft)), slug, start_url(draft))
    if place is None:
        raise Http404
    return place


def start_url(draft: Draft) -> str:
    return f"{reverse('portal:filing-new')}?service={draft.service_id}"


def keep_answers(draft: Draft, answers: Mapping[str, Any], by: Actor) -> Draft:
    """Save these answers in place of all before; the way the result is to come follows the form when it asks."""
    gone = {name: None for name in draft.answers if name not in answers}
    wish = answers.get("receive_by")
    delivery = wish if isinstance(wish, str) else None
    return actions.save_draft(draft.pk, answers={**gone, **answers}, delivery=delivery, by=by, at=timezone.now())


def twin_of(actor: Actor, procedure_code: str, organisation_id: int | None) -> Dossier | None:
    """An open dossier of the same applicant for the same procedure (rulebook B.8): perhaps it was sent already."""
    same = Dossier.objects.visible_to(actor).open().filter(procedure_code=procedure_code)
    own = {"applicant_person": actor.person_id} if organisation_id is None else {}
    return same.filter(applicant_organisation=organisation_id, **own).order_by("-lodged_at").first()


def applicant_words(draft: Draft) -> str:
    """In whose name the dossier is filed."""
    if draft.organisation is None:
        return _("%(name)s (you)") % {"name": draft.person.full_name}
    return draft.organisation.name
