"""Reception in one screen: who, what, the checklist, the papers, one act."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.asking import Question, Section, sections_of
from motcua.catalogue.eforms.check import Fault
from motcua.catalogue.eforms.page import view_model
from motcua.catalogue.models import Service
from motcua.catalogue.services import Published, published
from motcua.counter.choosing import numbers_offered_here, offered_here
from motcua.counter.elsewhere import own_units, services_elsewhere, unit_for_others
from motcua.counter.taking_in import take_in
from motcua.counter.typed import DELIVERY, SETTLE, Typed, blank, book_line, is_known, read
from motcua.counter.views.choosing import show_choice
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.directory.actors import Actor
from motcua.directory.models import Commune, Sex
from motcua.directory.people import look_up_person
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.models import Dossier, PaperState
from motcua.dossiers.spot import may_settle_now
from motcua.dossiers.statuses import Delivery

LIMITS = {"person": "120/h/user"}  # nobody receives two people a minute for an hour; who copies the register would


@AT_THE_COUNTER
def show_reception(request: Request) -> HttpResponse:
    """The form of a service; posted, it looks the person up by number and gives everything back as typed."""
    service = _chosen(request).first()
    if service is None:
        return show_choice(request)
    if request.method != "POST":
        return _page(request, service, blank(service.pk, service.handling_id, book_line(request.GET)))
    typed = read(request, service.pk, service.handling_id)
    if typed.who["number"] and not consume(request, app="counter", action="person", config=LIMITS):
        return _too_many(request, service, typed)
    return _page(request, service, typed, looked_up=_fill_from_register(request, service, typed))


@AT_THE_COUNTER
@require_POST
@transaction.atomic  # one commit: scans of a refused form are kept, its dossier is not (`take_in` undoes itself)
def create_dossier(request: Request) -> HttpResponse:
    """Receive the dossier; with any fault the form comes back with every sentence at once."""
    chosen = _numbers(request)
    if chosen is None:
        raise Http404
    typed = read(request, *chosen)
    try:
        dossier = take_in(typed, by=request.actor, at=now())
    except DossierError as refusal:
        if first := _received_before(typed, request.actor):
            return redirect("counter:dossier", public_id=first.public_id)
        faults = refusal.faults if isinstance(refusal, Incomplete) else (("", str(refusal)),)
        return _page(request, _chosen(request).get(), typed, faults=list(faults))
    if request.POST.get("then") == SETTLE:
        return redirect("counter:settlement", public_id=dossier.public_id)
    messages.success(request, _("Received. Print form 01 in two copies."))
    return redirect("counter:dossier", public_id=dossier.public_id)


def _received_before(typed: Typed, actor: Actor) -> Dossier | None:
    """What this form made when it was sent first: its scans are taken and its line of the book is, so all is well."""
    return Dossier.objects.visible_to(actor).filter(intake_key=typed.key, helper_id=actor.officer_id).first()


def _chosen(request: Request) -> QuerySet[Service]:
    """The chosen service, among those the actor's one-stop units receive; none when it is not of them."""
    number = _said(request)
    if number is None:
        return Service.objects.none()
    within = offered_here(request) if unit_for_others(request) is None else _elsewhere(request)
    return within.filter(pk=number)


def _numbers(request: Request) -> tuple[int, int] | None:
    """The same as numbers of the service and of its handling, which is all that an intake needs."""
    number = _said(request)
    if number is None or unit_for_others(request) is not None:
        return _chosen(request).values_list("pk", "handling_id").first()
    return numbers_offered_here(number, request)


def _said(request: Request) -> int | None:
    chosen = request.POST.get("service") or request.GET.get("service") or ""
    return int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None


def _elsewhere(request: Request) -> QuerySet[Service]:
    return services_elsewhere(own_units(request), localdate())


def _fill_from_register(request: Request, service: Service, typed: Typed) -> str:
    """What the register knows of the person fills the empty fields; the look-up is recorded, with its purpose."""
    why, number = published(service.handling_id).procedure_code, typed.who["number"]
    person = look_up_person(number, by=request.actor, at=now(), why=why) if number else None
    if person is None:
        return _("This number is new here: type the name from the card.")
    known = {"full_name": person.full_name, "sex": person.sex, "phone": person.phone, "email": person.email}
    known |= {"address": person.address, "commune": person.commune.code if person.commune else ""}
    known |= {"born_on": person.born_on.strftime("%d/%m/%Y") if person.born_on else ""}
    typed.who |= {name: value for name, value in known.items() if value and not typed.who[name]}
    running = Dossier.objects.visible_to(request.actor).open().filter(applicant_person=person).count()
    said = _("Found: %(name)s. Open dossiers: %(number)s.")
    return said % {"name": person.full_name, "number": running}


def _too_many(request: Request, service: Service, typed: Typed) -> HttpResponse:
    """Everything as typed, and nothing out of the register."""
    sentence = _("You looked up 120 people within an hour. Type the details from the card, or look up again later.")
    answer = _page(request, service, typed, faults=[*typed.faults, ("who-number", sentence)])
    answer.status_code, answer["Retry-After"] = 429, "600"
    return answer


def _page(
    request: Request,
    service: Service,
    typed: Typed,
    *,
    faults: list[tuple[str, str]] | None = None,
    looked_up: str = "",
) -> HttpResponse:
    faults = faults or typed.faults
    context = {
        "service": service,
        "rule": published(service.handling_id),
        "typed": typed,
        "errors": dict(faults),
        "summary": _linked(faults),
        "looked_up": looked_up,
        "sections": _sections(service, typed, faults),
        "may_settle": _may_settle(service, request.actor),
        "communes": _communes(),
        "sexes": Sex.choices,
        "states": PaperState.choices,
        "optional_parts": _optional_parts(service, typed),
        "receiving_id": unit_for_others(request),
        "deliveries": [] if DELIVERY in published(service.handling_id).form.by_name else Delivery.choices,
    }
    return render(request, "counter/reception.html", context, status=422 if faults else 200)


def _optional_parts(service: Service, typed: Typed) -> list[tuple[int, str, bool]]:
    """The parts of a linked group that may be left out: number, name, whether wanted."""
    parts = published(service.handling_id).parts
    return [(part.no, part.name, part.no in typed.parts) for part in parts if part.is_optional]


def _may_settle(service: Service, actor: Actor) -> bool:
    """Whether the receptionist can walk the whole route at once."""
    return may_settle_now(published(service.handling_id).steps, service, actor.posts)


def _sections(service: Service, typed: Typed, faults: list[tuple[str, str]]) -> list[Any]:
    """The questions of the form that the applicant's details do not answer."""
    form, language = published(service.handling_id).form, get_language() or "vi"
    said = [Fault(place, sentence) for place, sentence in faults]
    sections = []
    for page in range(len(form.pages)):
        model = view_model(form, typed.answers, said, page, language, communes=_communes())
        sections += sections_of(model)
    rule = published(service.handling_id)
    asked = [replace(section, questions=_unknown(rule, section)) for section in sections]
    return [section for section in asked if section.questions]


def _unknown(rule: Published, section: Section) -> tuple[Question, ...]:
    return tuple(question for question in section.questions if not is_known(rule, question.view.name))


def _linked(faults: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each fault with the id of its place on the page."""
    ours = ("who-", "organisation-", "paper-", "book-")
    return [(place if place.startswith(ours) or not place else f"f-{place}", sentence) for place, sentence in faults]


def _communes() -> list[tuple[str, str]]:
    own = Commune.objects.filter(province__name=settings.PROVINCE_NAME).order_by("folded")
    return [(commune.code, commune.full_name) for commune in own]
