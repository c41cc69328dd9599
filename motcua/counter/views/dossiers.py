"""One dossier at the counter: what it holds, its papers and its printed forms."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import get_language

from motcua.catalogue.eforms.definition import Widget
from motcua.catalogue.eforms.masking import masked
from motcua.catalogue.eforms.summary import Line, summary
from motcua.catalogue.services import Published, published
from motcua.counter.returning import returning
from motcua.counter.sessions import of_one_sitting
from motcua.counter.settling import is_offered
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.directory.actors import Actor
from motcua.directory.places import names_of
from motcua.documents.models import File
from motcua.documents.serving import response
from motcua.dossiers import actions, printing, timeline
from motcua.dossiers.branches import lines_of
from motcua.dossiers.errors import DossierError
from motcua.dossiers.explaining import countdown, explanation
from motcua.dossiers.lifecycle import Move, allows
from motcua.dossiers.models import DeclineSlip, Dossier, SupplementRequest
from motcua.dossiers.permissions import may, may_pass_over, may_take_over
from motcua.dossiers.redirecting import may_redirect
from motcua.dossiers.refunding import paid_sums, refunds_in
from motcua.dossiers.statuses import Status


def dossier_for(request: Request, public_id: UUID) -> Dossier:
    """The dossier, if the actor may see it; not yours reads as not there."""
    rows = Dossier.objects.visible_to(request.actor).for_pages()
    whole = rows.select_related("declaration", "filer", "parent", "service__one_stop")
    return get_object_or_404(whole, public_id=public_id)


@AT_THE_COUNTER
def show_dossier(request: Request, public_id: UUID) -> HttpResponse:
    """The dossier with what may be done to it here."""
    return page(request, dossier_for(request, public_id), None)


def page(request: Request, dossier: Dossier, refusal: DossierError | None) -> HttpResponse:
    """The page of a dossier; after a refused act it says why, with what was typed."""
    rule, moment, can = published(dossier.handling_id), now(), _can(dossier, request.actor)
    context = {
        "dossier": dossier,
        "answers": _answers(dossier, rule),
        "papers": dossier.papers.prefetch_related("files__file"),
        "entries": timeline.for_officers(dossier),
        "deadline": countdown(dossier, moment),
        "why": explanation(dossier),
        "can": can,
        "paid": paid_sums(dossier, refunds_in(request.POST)) if can["withdraw"] else [],
        "branches": lines_of(dossier, moment),
        "sitting": of_one_sitting(dossier, request.actor),
        "supplements": SupplementRequest.objects.filter(dossier=dossier),
        "ground": request.POST.get("ground", ""),
        "typed_tracking": request.POST.get("tracking", ""),
        "typed_reason": request.POST.get("reason", ""),
        "errors": dict(_faults(refusal)),
        **returning(dossier, request.actor),
        "faults": _faults(refusal),
    }
    return render(request, "counter/dossier.html", context, status=409 if refusal else 200)


@AT_THE_COUNTER
def show_receipt(request: Request, public_id: UUID) -> HttpResponse:
    """Form 01, both copies."""
    dossier = dossier_for(request, public_id)
    if dossier.accepted_at is None:
        raise Http404
    return pdf_response(printing.receipt(dossier, by=request.actor, at=now()), f"{dossier.code}-01.pdf")


@AT_THE_COUNTER
def show_decline_slip(request: Request, public_id: UUID) -> HttpResponseBase:
    """Form 03 as it was issued; the reading is recorded."""
    dossier = dossier_for(request, public_id)
    if not allows_decline_slip(dossier):
        raise Http404
    if slip := DeclineSlip.objects.select_related("file").filter(dossier=dossier).first():
        actions.note_reading(dossier, slip.file, by=request.actor, at=now())
        return response(slip.file, inline=True, request=request)
    return pdf_response(printing.declining(dossier, by=request.actor, at=now()), f"{dossier.code}-03.pdf")


@AT_THE_COUNTER
def show_control_sheet(request: Request, public_id: UUID) -> HttpResponse:
    """Form 06."""
    dossier = dossier_for(request, public_id)
    if dossier.accepted_at is None:
        raise Http404
    return pdf_response(printing.control_sheet(dossier), f"{dossier.code}-06.pdf")


@AT_THE_COUNTER
def show_file(request: Request, public_id: UUID, file_id: UUID) -> HttpResponseBase:
    """One paper of the dossier, or its result; the reading is recorded."""
    dossier = dossier_for(request, public_id)
    file = get_object_or_404(File.objects.filter(pk__in=dossier.file_ids()), public_id=file_id)
    actions.note_reading(dossier, file, by=request.actor, at=now())
    return response(file, inline=True, request=request)


def allows_decline_slip(dossier: Dossier) -> bool:
    return dossier.status == Status.NOT_ACCEPTED


def _answers(dossier: Dossier, rule: Published) -> list[Line]:
    answers = masked(rule.form, dossier.declaration.answers)
    places = [str(answers.get(field.name, "")) for field in rule.form.fields if field.widget is Widget.COMMUNE]
    return summary(rule.form, answers, get_language() or "vi", communes=names_of(places))


def _can(dossier: Dossier, actor: Actor) -> dict[str, bool]:
    moves = {"accept": Move.ACCEPT, "decline": Move.DECLINE, "transfer": Move.TRANSFER, "hand_over": Move.RETURN}
    moves["ask"] = Move.ASK_BEFORE_ACCEPTANCE
    can = {name: allows(dossier.status, move) and may(move, dossier, actor) for name, move in moves.items()}
    can["supplement"] = dossier.status == Status.AWAITING_SUPPLEMENT and may(Move.SUPPLEMENT, dossier, actor)
    can |= {"pass_over": may_pass_over(dossier, actor), "take_over": may_take_over(dossier, actor)}
    can["settle"] = is_offered(dossier, actor)
    can["redirect"] = may_redirect(dossier, actor)
    can["withdraw"] = bool(dossier.withdrawal_asked_at) and allows(dossier.status, Move.WITHDRAW)
    return can


def _faults(refusal: DossierError | None) -> list[tuple[str, str]]:
    if refusal is None:
        return []
    return list(getattr(refusal, "faults", [])) or [("", str(refusal))]


def pdf_response(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
