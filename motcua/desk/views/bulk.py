"""One act on several dossiers: previewed, confirmed, told one by one, and taken back in time."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.desk.asked import tidied
from motcua.desk.choosing import act_in, choice_in, lines_of, officer_in
from motcua.desk.doors import AT_THE_DESK
from motcua.desk.moments import numbers_in
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.bulk import REVERSIBLE, UNDONE_WITHIN
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import BulkAct, BulkRun
from motcua.dossiers.ticked import items_in
from motcua.lib.text import uuid_in


@AT_THE_DESK
@require_POST
def show_selection(request: Request) -> HttpResponse:
    """What the act would do to each chosen dossier, and why not to some."""
    choice = choice_in(request.POST, request.actor)
    if fault := _fault(choice.act, bool(choice.dossiers), not choice.is_assignment or choice.officer is not None):
        messages.warning(request, fault)
        return redirect(_list_url(choice.list_address))
    lines = lines_of(choice, request.actor, localdate())
    context = {
        "choice": choice,
        "act": BulkAct(choice.act).label,
        "will": [line for line in lines if not line.why],
        "will_not": [line for line in lines if line.why],
        "key": uuid4(),
        "back_url": _list_url(choice.list_address),
    }
    return render(request, "desk/bulk/preview.html", context)


@AT_THE_DESK
@require_POST
def create_run(request: Request) -> HttpResponse:
    """Do it; a second press finds the first one's results."""
    key, act = uuid_in(request.POST.get("key", "")), act_in(request.POST)
    items, officer = items_in(request.POST.getlist("item"), request.actor), officer_in(request.POST, "officer")
    list_address = tidied(request.POST.get("list", ""))
    fault = _fault(act, bool(items and key), act != BulkAct.ASSIGN or officer is not None)
    if fault or key is None:
        messages.warning(request, fault)
        return redirect(_list_url(list_address))
    whose: dict[str, Any] = {"officer_id": officer.pk if officer else None, "from_officer_id": _from(request)}
    actions.run_bulk(key, BulkAct(act), items, **whose, by=request.actor, at=now())
    return redirect(f"{reverse('desk:bulk_run', args=[key])}?{list_address}")


@AT_THE_DESK
@require_safe
def show_run(request: Request, key: UUID) -> HttpResponse:
    """What became of each dossier."""
    run = _run(request, key)
    items = list(run.items.select_related("dossier", "dossier__step", "dossier__holder", "dossier__holder_body"))
    done = [item for item in items if item.version is not None and item.undone_at is None]
    context = {
        "run": run,
        "items": items,
        "done": len(done),
        "refused": sum(item.version is None for item in items),
        "undone": sum(item.undone_at is not None for item in items),
        "may_undo": bool(done) and run.act in REVERSIBLE and now() <= run.begun_at + UNDONE_WITHIN,
        "undo_until": run.begun_at + UNDONE_WITHIN,
        "back_url": _list_url(tidied(request.GET.urlencode())),
    }
    return render(request, "desk/bulk/run.html", context)


@AT_THE_DESK
@require_POST
def create_undoing(request: Request, key: UUID) -> HttpResponse:
    """Take the run back, as far as nobody has moved its dossiers since."""
    run = _run(request, key)
    try:
        actions.undo_bulk(run.pk, by=request.actor, at=now())
    except DossierError as refusal:
        messages.warning(request, str(refusal))
    return redirect(f"{reverse('desk:bulk_run', args=[key])}?{tidied(request.POST.get('list', ''))}")


def _run(request: Request, key: UUID) -> BulkRun:
    return get_object_or_404(BulkRun.objects.visible_to(request.actor).select_related("to_officer"), key=key)


def _fault(act: str, has_dossiers: bool, has_officer: bool) -> str:
    if not has_dossiers:
        return _("Choose at least one dossier.")
    if not act:
        return _("Choose what to do with the dossiers.")
    return "" if has_officer else _("Choose who takes the step.")


def _from(request: Request) -> int | None:
    return next(iter(numbers_in([request.POST.get("from", "")])), None)


def _list_url(list_address: str) -> str:
    return f"{reverse('desk:worklist')}?{list_address}" if list_address else reverse("desk:worklist")
