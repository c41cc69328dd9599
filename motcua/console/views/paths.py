"""Guided paths from life events to procedures: listed, written as an outline, tried before they are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import actions_search
from motcua.catalogue.models import LifeEvent
from motcua.catalogue.search import Found
from motcua.catalogue.search.guiding import found_by
from motcua.catalogue.search.outlining import PathStep, ends_of, outline_of
from motcua.console.door import for_the_console, page
from motcua.console.filling import carried
from motcua.console.forms.teaching import NewPathForm, PathForm
from motcua.console.views.bodies import DO
from motcua.directory.access import Request


@dataclass(frozen=True)
class End:
    """Where a path leads: the answers tapped, and the procedures found there today."""

    taken: Sequence[str]
    found: Sequence[Found]


@for_the_console
@require_safe
def show_paths(request: Request) -> HttpResponse:
    """Every guided path, those out of use too."""
    return page(request, "search/paths.html", {"paths": LifeEvent.objects.all()})


@for_the_console
@require_http_methods(DO)
def show_new(request: Request) -> HttpResponse:
    """Write a new path."""
    return _form(request, NewPathForm(request.POST or None, initial={"is_active": True}), None)


@for_the_console
@require_http_methods(DO)
def show_path(request: Request, event_id: int) -> HttpResponse:
    """Change a path: the outline as it stands, written anew."""
    event = get_object_or_404(LifeEvent, pk=event_id)
    question, outline = outline_of(event.steps.all())
    typed = {"title": event.title, "words": event.words, "question": question, "outline": outline}
    return _form(request, PathForm(request.POST or None, initial={**typed, "is_active": event.is_active}), event)


def _form(request: Request, form: PathForm, event: LifeEvent | None) -> HttpResponse:
    """Preview or keep what was typed."""
    read: list[PathStep] = []
    is_preview = request.method == "POST" and "preview" in request.POST
    act = (lambda _typed: read.append(form.read())) if is_preview else lambda _typed: _keep(request, form, event)
    if request.method == "POST" and carried(form, act) and not is_preview:
        messages.success(request, _("Kept. The search uses it from now on."))
        return redirect("console:search-paths")
    told = {"form": form, "event": event, "ends": [end for step in read for end in _ends(step)]}
    return page(request, "search/path.html", told, status=422 if form.errors else 200)


def _keep(request: Request, form: PathForm, event: LifeEvent | None) -> None:
    typed = form.cleaned_data
    code = event.code if event else typed["code"]
    words = {"words": typed["words"], "is_active": typed["is_active"], "is_new": event is None}
    actions_search.save_life_event(code, typed["title"], form.read(), **words, by=request.actor, at=now())


def _ends(step: PathStep) -> Iterator[End]:
    return (End(taken, found_by(finds)) for taken, finds in ends_of(step))
