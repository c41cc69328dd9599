"""Work lists kept under a name: saved from the list, renamed, deleted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue.eforms.values import tidy
from motcua.desk.asked import tidied
from motcua.desk.attempting import Refusal, attempt
from motcua.desk.doors import AT_THE_DESK
from motcua.desk.moments import numbers_in
from motcua.desk.saved import bodies_to_share_with, own_views
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import SavedView


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def show_views(request: Request) -> HttpResponse:
    """One's own views, and the form that keeps the list of the address `list`; sent with POST, it is kept."""
    refusal, name = Refusal(), tidy(request.POST.get("name", ""))
    query = tidied(request.POST.get("list") or request.GET.get("list", ""))
    body_id = next(iter(numbers_in([request.POST.get("body", "")])), None)
    if request.method == "POST":
        refusal = attempt(lambda: actions.save_view(name, query, body_id=body_id, by=request.actor, at=now()))
        if not refusal.faults:
            messages.success(request, _("Saved. It stands above the work list."))
            return redirect(f"{reverse('desk:worklist')}?{query}")
    context = {
        "views": own_views(request.actor),
        "list": query,
        "bodies": bodies_to_share_with(request.actor),
        "typed": {"name": name, "body": request.POST.get("body", "")},
        "faults": refusal.faults,
        "error": refusal.error,
    }
    return render(request, "desk/saved_views/list.html", context, status=refusal.status)


@AT_THE_DESK
@require_POST
def create_name(request: Request, public_id: UUID) -> HttpResponse:
    """Give a view another name."""
    view, name = _own(request, public_id), tidy(request.POST.get("name", ""))
    refusal = attempt(lambda: actions.rename_view(view.pk, name=name, by=request.actor))
    for _place, sentence in refusal.faults:
        messages.warning(request, sentence)
    return redirect("desk:saved_views")


@AT_THE_DESK
@require_POST
def create_removal(request: Request, public_id: UUID) -> HttpResponse:
    """Delete a view."""
    actions.delete_view(_own(request, public_id).pk, by=request.actor)
    messages.success(request, _("The view is deleted. The dossiers in it are untouched."))
    return redirect("desk:saved_views")


def _own(request: Request, public_id: UUID) -> SavedView:
    own = SavedView.objects.filter(officer=request.actor.officer_id)
    return get_object_or_404(own, public_id=public_id)
