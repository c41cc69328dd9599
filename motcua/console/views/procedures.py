"""Procedures: found by words and by what is still to be done, read with all their versions."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.importing.reasons import sentence_of
from motcua.catalogue.models import Handling, Procedure, ProcedureVersion
from motcua.catalogue.official import Official, official
from motcua.catalogue.terms import limit_words
from motcua.console import finding
from motcua.console.changes import Change, changes_in_words
from motcua.console.door import for_the_console, page
from motcua.console.limits import limit_of_draft
from motcua.directory.access import Request


@dataclass(frozen=True)
class Handled:
    """A handling in the table of its version; `limit` in words."""

    row: Handling
    limit: str


@dataclass(frozen=True)
class Version:
    """One version of the text, what changed in it, how it is handled."""

    row: ProcedureVersion
    changes: list[Change]
    handlings: list[Handled]


@for_the_console
@require_safe
def show_procedures(request: Request) -> HttpResponse:
    """The list; every state of it has its own address."""
    filters = finding.filters_in(request.GET)
    found = finding.found_by(filters)
    told = {
        "filters": filters,
        "found": found,
        "first_url": filters.without("after").url if filters.after else "",
        "states": finding.State.choices,
        "flags": finding.flag_options(),
        "fields": finding.field_options(),
        "chips": _chips(filters),
    }
    return page(request, "procedures/list.html", told)


@for_the_console
@require_safe
def show_procedure(request: Request, code: str) -> HttpResponse:
    """The official text in short, its versions with what changed, its doubts, its handlings."""
    procedure = get_object_or_404(finding.with_state(Procedure.objects.all()), code=code)
    state = finding.state_of(procedure)
    told = {
        "procedure": procedure,
        "state": {"word": state.label, "tone": finding.TONES[state]},
        "doubts": [sentence_of(flag) for flag in procedure.flags],
        "versions": _versions(procedure),
        "official": _newest_text(procedure),
    }
    return page(request, "procedures/procedure.html", told)


def _versions(procedure: Procedure) -> list[Version]:
    handlings: dict[int, list[Handled]] = {}
    for handling in _handlings(procedure):
        limit = limit_of_draft(handling)
        handled = Handled(handling, limit_words(limit) if limit else "–")
        handlings.setdefault(handling.version_id, []).append(handled)
    rows = procedure.versions.order_by("-number").defer("content", "source")
    return [Version(row, changes_in_words(row.changes), handlings.get(row.pk, [])) for row in rows]


def _handlings(procedure: Procedure) -> QuerySet[Handling]:
    """With `offered`: how many bodies offer it today or later."""
    running = Q(services__valid_to=None, services__isnull=False) | Q(services__valid_to__gte=localdate())
    rows = Handling.objects.filter(version__procedure=procedure).select_related("route", "form")
    counted = rows.annotate(offered=Count("services", filter=running))
    return counted.defer("form__schema", "form__layout").order_by("-number")


def _newest_text(procedure: Procedure) -> Official | None:
    newest = procedure.versions.select_related("procedure").order_by("-number").first()
    return official(newest) if newest else None


def _chips(filters: finding.Filters) -> list[dict[str, str]]:
    """The conditions in force, each with the address without it."""
    said = {"q": f"“{filters.q}”" if filters.q else ""}
    said["state"] = str(finding.State(filters.state).label) if filters.state else ""
    said["flag"] = sentence_of(filters.flag) if filters.flag else ""
    said["field"] = _("A chosen field") if filters.field else ""
    return [{"label": label, "remove_url": filters.without(name).url} for name, label in said.items() if label]
