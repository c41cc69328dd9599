"""Filings in the making: the list, the start, putting one aside."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from motcua.catalogue.eforms.prefilling import prefilled
from motcua.catalogue.models import Service
from motcua.catalogue.official import official
from motcua.catalogue.services import published
from motcua.directory.access import Request, open_to_all
from motcua.directory.models import Organisation, Person
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import Draft
from motcua.portal.drafts import of_own_draft, own_drafts, rule_of, twin_of
from motcua.portal.entry import for_citizens_only, page
from motcua.portal.known import known_of
from motcua.portal.queries import fileable_services
from motcua.portal.steps import next_step, steps_of

MOST = 50


@for_citizens_only
@require_http_methods(["GET", "HEAD", "POST"])
def filings(request: Request) -> HttpResponseBase:
    """What was begun and not yet sent; POST begins a filing."""
    if request.method == "POST":
        return _begin(request)
    drafts = own_drafts(request.actor).unsent().order_by("-saved_at")[:MOST]
    return page(request, "portal/filings/list.html", {"drafts": drafts})


@open_to_all
@require_safe
def new(request: Request) -> HttpResponse:
    """What is needed, before anybody signs in; for whom, after."""
    service = _service(request.GET.get("service", ""))
    rule = published(service.handling_id)
    told = {
        "service": service,
        "official": official(service.handling.version),
        "papers": [part for part in rule.components if not part.is_note],
        "parts": rule.parts,
        "organisations": Organisation.objects.filter(pk__in=request.actor.organisation_ids).order_by("name"),
        "twin": request.actor.person_id and twin_of(request.actor, rule.procedure_code, None),
        "here": request.get_full_path(),
    }
    return page(request, "portal/filings/new.html", told)


def _begin(request: Request) -> HttpResponse:
    service = _service(request.POST.get("service", ""))
    try:
        draft = actions.start_draft(
            service.pk, organisation_id=_organisation(request), by=request.actor, at=timezone.now()
        )
    except DossierError as refused:
        messages.error(request, str(refused))
        return redirect(f"/filings/new/?service={service.pk}")
    if draft.answers:
        return redirect("portal:draft", public_id=draft.public_id)
    return redirect(_first_page(_prefill(request, draft)))


def _prefill(request: Request, draft: Draft) -> Draft:
    person = Person.objects.select_related("commune").get(pk=draft.person_id)
    answers = prefilled(rule_of(draft).form, known_of(person, draft.organisation))
    return actions.save_draft(draft.pk, answers=answers, by=request.actor, at=timezone.now())


def _first_page(draft: Draft) -> str:
    return steps_of(draft, rule_of(draft))[0].url


def _organisation(request: Request) -> int | None:
    chosen = request.POST.get("for", "")
    return (int(chosen) or None) if chosen.isdecimal() and len(chosen) < 10 else None


def _service(number: str) -> Service:
    if not (number.isdecimal() and len(number) < 10):
        raise Http404
    return get_object_or_404(fileable_services(timezone.localdate()), pk=number)


@of_own_draft
@require_GET
def draft(request: Request, draft: Draft) -> HttpResponse:
    """Go on where the filing was left."""
    return redirect(next_step(draft, rule_of(draft), timezone.localdate()))


@of_own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: Request, draft: Draft) -> HttpResponse:
    """Ask once, then put the draft aside."""
    if request.method != "POST":
        return page(request, "portal/filings/removal.html", {"draft": draft})
    actions.discard_draft(draft.pk, by=request.actor, at=timezone.now())
    messages.success(request, _("The draft is removed."))
    return redirect("portal:filings")
