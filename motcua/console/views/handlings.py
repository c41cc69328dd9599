"""How the province handles a procedure: drafted, revised, read."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import actions, actions_linked
from motcua.catalogue.drawn import Problem
from motcua.catalogue.models import Handling, Procedure, ProcedureVersion
from motcua.catalogue.official import Official, official
from motcua.catalogue.publishing import as_steps, missing_from
from motcua.catalogue.services import limit_of, statutory_limit_of
from motcua.catalogue.terms import limit_words
from motcua.console.door import for_the_console, page
from motcua.console.filling import carried
from motcua.console.forms.handlings import HandlingForm, NewHandlingForm
from motcua.console.limits import CUTOFFS, SUPPLEMENT_MODES, Compared, compare, limit_of_draft
from motcua.console.parts import part_lines
from motcua.directory.access import Request

MOST_DRAFTS = 200


@for_the_console
@require_safe
def show_drafts(request: Request) -> HttpResponse:
    """Drafts that nobody has published yet, the newest first."""
    drafts = Handling.objects.filter(published_at=None).select_related("version__procedure", "route", "form")
    rows = drafts.defer("version__content", "form__schema", "form__layout").order_by("-pk")[:MOST_DRAFTS]
    return page(request, "handlings/drafts.html", {"drafts": rows})


@for_the_console
@require_http_methods(["GET", "HEAD", "POST"])
def show_new(request: Request, code: str) -> HttpResponse:
    """A new draft for a version of the text, filled in as the procedure is handled now, beside what the text says."""
    procedure = get_object_or_404(Procedure.objects.filter(versions__isnull=False).distinct(), code=code)
    form = NewHandlingForm(request.POST or None, procedure=procedure, now=_handled_now(procedure))
    made: list[Handling] = []
    if request.method == "POST" and carried(form, lambda typed: made.append(_draft(request, form, typed["version"]))):
        messages.success(request, _("The draft is kept."))
        return redirect("console:handling", handling_id=made[0].pk)
    newest = procedure.versions.select_related("procedure").order_by("-number")[0]
    told = {"procedure": procedure, "form": form, "official": official(newest)}
    return page(request, "handlings/new.html", told, status=422 if form.errors else 200)


@for_the_console
@require_http_methods(["GET", "HEAD", "POST"])
def show_handling(request: Request, handling_id: int) -> HttpResponse:
    """A draft with its form and what is missing; a published one with the bodies that offer it."""
    handling = handling_for(handling_id)
    if handling.published_at is not None:
        return page(request, "handlings/published.html", _published(handling))
    form = HandlingForm(request.POST or None, now=handling)
    if request.method == "POST" and carried(form, lambda _typed: _revise(request, handling, form)):
        messages.success(request, _("The draft is kept."))
        return redirect("console:handling", handling_id=handling.pk)
    text = official(handling.version)
    told = {"handling": handling, "form": form, "official": text, "problems": problems_of(handling)}
    told |= {"compared": compared_of(handling, text), "parts": part_lines(handling)}
    return page(request, "handlings/draft.html", told, status=422 if form.errors else 200)


def handling_for(handling_id: int) -> Handling:
    """The handling with its text, process and form; 404."""
    whole = Handling.objects.select_related("version__procedure", "route", "form")
    return get_object_or_404(whole.defer("form__schema", "form__layout"), pk=handling_id)


def problems_of(handling: Handling) -> list[Problem]:
    """Everything that keeps the draft from being published, but for the bodies."""
    steps = as_steps(list(handling.route.steps.all())) if handling.route else []
    return missing_from(handling, route=handling.route, form=handling.form, steps=steps)


def compared_of(handling: Handling, text: Official) -> Compared | None:
    """The limit beside the published one."""
    limit = limit_of_draft(handling)
    return compare(limit, text.times) if limit else None


def _handled_now(procedure: Procedure) -> Handling | None:
    published = Handling.objects.filter(version__procedure=procedure, published_at__isnull=False)
    return published.order_by("published_at", "pk").last()


@transaction.atomic
def _draft(request: Request, form: NewHandlingForm, version: ProcedureVersion) -> Handling:
    """With the parts of the handling that it began with, when that is a linked group."""
    handling = actions.draft_handling(version, by=request.actor, at=now(), **form.terms)
    if form.now:
        actions_linked.begin_like(handling, form.now, by=request.actor, at=now())
    return handling


def _revise(request: Request, handling: Handling, form: HandlingForm) -> None:
    if form.changes:
        actions.revise_handling(handling, by=request.actor, at=now(), **form.changes)


def _published(handling: Handling) -> dict[str, object]:
    services = handling.services.select_related("competent", "one_stop", "division").order_by("competent__code")
    return {
        "handling": handling,
        "limit": limit_words(limit_of(handling)),
        "statutory": limit_words(statutory_limit_of(handling)) if handling.cut_value else "",
        "supplement": dict(SUPPLEMENT_MODES)[handling.supplement_mode],
        "cutoff": dict(CUTOFFS)[handling.cutoff],
        "compared": compared_of(handling, official(handling.version)),
        "parts": part_lines(handling),
        "services": services,
        "today": localdate(),
    }
