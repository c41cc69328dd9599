"""Linked procedures: how the whole stands, and the agency's word that it has its part."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue.terms import limit_words
from motcua.desk.acting import version_of
from motcua.desk.apart import Apart, texts_in
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.desk.linked import branch_of, is_to_acknowledge
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.actions.verifying import longer_for
from motcua.dossiers.branches import acknowledge_by, lines_of
from motcua.dossiers.clock import rule_by_clock
from motcua.dossiers.errors import DossierError
from motcua.dossiers.graph import graph_of
from motcua.dossiers.models import Dossier
from motcua.lib.worktime import Limit, Unit


@AT_THE_DESK
@require_safe
def show_linked(request: Request, public_id: UUID) -> HttpResponse:
    """The whole and its parts; an agency sees the head of the whole and how the parts stand, not what they hold."""
    dossier, moment = dossier_for(request, public_id), now()
    branch = branch_of(dossier)
    whole = branch.parent if branch else dossier
    lines = lines_of(whole, moment)
    if not lines:
        raise Http404
    seen = Dossier.objects.visible_to(request.actor).filter(parent=whole).values_list("public_id", flat=True)
    context = {
        "dossier": dossier,
        "whole": whole,
        "branch": branch,
        "graph": graph_of(lines),
        "seen": set(seen),
        "acknowledge_by": acknowledge_by(branch) if branch else None,
        "may_acknowledge": is_to_acknowledge(branch, request.actor),
    }
    return render(request, "desk/linked/page.html", context)


@AT_THE_DESK
@require_POST
def create_acknowledgement(request: Request, public_id: UUID) -> HttpResponse:
    """The agency has its part."""
    dossier = dossier_for(request, public_id)
    try:
        actions.acknowledge(dossier.pk, version=version_of(request), by=request.actor, at=now())
        messages.success(request, _("Acknowledged."))
    except DossierError as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:linked", public_id=public_id)


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: Request, public_id: UUID) -> HttpResponse:
    """Say what must be verified: the part gets the longer limit of its group's decree."""
    dossier = dossier_for(request, public_id)
    longer, usual = longer_for(dossier), limit_words(rule_by_clock(dossier).limit)
    said = _("Recorded. The applicant has been told the reason and the new date.")
    page = Apart("desk/linked/verification.html", actions.declare_verification, ("reason",), said)
    limits = {
        "usual": usual,
        "longer": limit_words(Limit(longer.workdays, Unit.WORKDAY)) if longer else "",
        "basis": longer.basis if longer else "",
    }
    return page.answer(request, dossier, texts_in(request, "reason"), **limits)
