"""The cashier: money received with its receipt, money given back with its voucher."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.catalogue.eforms.values import tidy
from motcua.counter.cash import to_receive, to_refund
from motcua.counter.views.answers import version_of
from motcua.counter.views.home import PAGE, after_of
from motcua.directory.access import Request, for_officers
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.models import Dossier, Obligation
from motcua.lib.money import read_dong

AT_THE_CASH = for_officers({Role.CASHIER})


@AT_THE_CASH
def show_payments(request: Request) -> HttpResponse:
    """What is to be received, or what is to be given back."""
    is_refunds = request.GET.get("heap") == "refunds"
    listed = to_refund if is_refunds else to_receive
    rows = list(listed(request.actor, after_of(request))[: PAGE + 1])
    following = f"?heap={request.GET.get('heap', '')}&after={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    told = {"rows": rows[:PAGE], "is_refunds": is_refunds, "next_url": following}
    return render(request, "counter/payments/list.html", told)


@AT_THE_CASH
def show_payment(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """One sum: who owes it, for what, and the form to record it."""
    dossier, row = _found(request, public_id, number)
    return _page(request, dossier, row)


@AT_THE_CASH
@require_POST
def create_receipt(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """The money is there: the clock runs again."""
    dossier, row = _found(request, public_id, number)
    taken = {"amount": read_dong(request.POST.get("amount", "")), "receipt": tidy(request.POST.get("receipt", ""))}
    return _act(request, dossier, row, actions.pay, _("Recorded. The time limit runs again."), taken)


@AT_THE_CASH
@require_POST
def create_refund(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """The money went back."""
    dossier, row = _found(request, public_id, number)
    given = {"voucher": tidy(request.POST.get("voucher", ""))}
    return _act(request, dossier, row, actions.refund, _("Recorded. The applicant has been told."), given)


def _act(
    request: Request, dossier: Dossier, row: Obligation, verb: Callable[..., Any], said: str, values: dict[str, Any]
) -> HttpResponse:
    acted = {"by": request.actor, "at": now(), "version": version_of(request)}
    try:
        verb(dossier.pk, obligation_id=row.pk, **values, **acted)
    except DossierError as refusal:
        return _page(request, *_found(request, dossier.public_id, row.pk), refusal)
    messages.success(request, said)
    return redirect("counter:payments")


def _found(request: Request, public_id: UUID, number: int) -> tuple[Dossier, Obligation]:
    """The sum, if it is of a unit whose cashier the actor is; not yours reads as not there."""
    units = request.actor.bodies_as(Role.CASHIER)
    dossier = get_object_or_404(Dossier.objects.filter(receiving__in=units).for_pages(), public_id=public_id)
    rows = Obligation.objects.select_related("waiver")
    return dossier, get_object_or_404(rows, dossier=dossier, pk=number)


def _page(request: Request, dossier: Dossier, row: Obligation, refusal: DossierError | None = None) -> HttpResponse:
    faults = refusal.faults if isinstance(refusal, Incomplete) else [("", str(refusal))] if refusal else []
    told = {
        "dossier": dossier,
        "row": row,
        "faults": faults,
        "errors": dict(faults),
        "typed": {name: request.POST.get(name, "") for name in ("amount", "receipt", "voucher")},
    }
    status = 200 if refusal is None else 422 if isinstance(refusal, Incomplete) else 409
    return render(request, "counter/payments/payment.html", told, status=status)
