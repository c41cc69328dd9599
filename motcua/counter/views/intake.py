"""Reception in one screen: who, what, the checklist, the papers, one act."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
from motcua.catalogue.models import Handling, Service
from motcua.catalogue.services import Published, published, services_received_by
from motcua.counter.taking_in import take_in
from motcua.counter.typed import DELIVERY, Typed, blank, is_known, read
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.directory.models import Commune, Sex
from motcua.directory.people import look_up_person
from motcua.directory.roles import Role
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.models import Dossier, PaperState
from motcua.dossiers.statuses import Delivery


@AT_THE_COUNTER
def show_reception(request: Request) -> HttpResponse:
    """The form of a service; posted, it looks the person up by number and gives everything back as typed."""
    service = _service(request)
    if service is None:
        return render(request, "counter/choose.html", {"services": _offered(request)})
    if request.method != "POST":
        return _page(request, service, blank(service.pk, service.handling_id))
    typed = read(request, service.pk, service.handling_id)
    return _page(request, service, typed, looked_up=_fill_from_register(request, service, typed))


@AT_THE_COUNTER
@require_POST
@transaction.atomic  # one commit: scans of a refused form are kept, its dossier is not (`take_in` undoes itself)
def create_dossier(request: Request) -> HttpResponse:
    """Receive the dossier; with any fault the form comes back with every sentence at once."""
    service = _service(request)
    if service is None:
        raise Http404
    typed = read(request, service.pk, service.handling_id)
    try:
        dossier = take_in(typed, by=request.actor, at=now())
    except DossierError as refusal:
        faults = refusal.faults if isinstance(refusal, Incomplete) else (("", str(refusal)),)
        return _page(request, service, typed, faults=list(faults))
    messages.success(request, _("Received. Print form 01 in two copies."))
    return redirect("counter:dossier", public_id=dossier.public_id)


def _service(request: Request) -> Service | None:
    """The chosen service, among those the actor's one-stop units receive."""
    chosen = request.POST.get("service") or request.GET.get("service") or ""
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 19):
        return None
    return _offered(request).filter(pk=int(chosen)).first()


def _offered(request: Request) -> QuerySet[Service]:
    units = request.actor.bodies_as(Role.RECEPTION_OFFICER, Role.ONE_STOP_HEAD)
    offered = services_received_by(units, localdate())
    return offered.filter(handling__handled_by=Handling.HandledBy.PROVINCE)


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
        "communes": _communes(),
        "sexes": Sex.choices,
        "states": PaperState.choices,
        "deliveries": [] if DELIVERY in published(service.handling_id).form.by_name else Delivery.choices,
    }
    return render(request, "counter/reception.html", context, status=422 if faults else 200)


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
    ours = ("who-", "organisation-", "paper-")
    return [(place if place.startswith(ours) or not place else f"f-{place}", sentence) for place, sentence in faults]


def _communes() -> list[tuple[str, str]]:
    own = Commune.objects.filter(province__name=settings.PROVINCE_NAME).order_by("folded")
    return [(commune.code, commune.full_name) for commune in own]
