"""Results handed over together: chosen on the list, previewed, confirmed, told one by one."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.counter.handing import chosen_in, lines_of, receivers
from motcua.counter.views.home import AT_THE_COUNTER
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import BulkAct, BulkRun
from motcua.dossiers.ticked import items_in
from motcua.lib.text import uuid_in


@AT_THE_COUNTER
@require_POST
def show_selection(request: Request) -> HttpResponse:
    """Which of the chosen results would be handed over, with which originals, and why not the others."""
    chosen = chosen_in(request.POST, request.actor)
    if not chosen:
        return _back(request, _("Tick at least one dossier."))
    lines = lines_of(chosen, request.actor)
    context = {
        "will": [line for line in lines if not line.why],
        "will_not": [line for line in lines if line.why],
        "receivers": receivers(),
        "key": uuid4(),
    }
    return render(request, "counter/returns/preview.html", context)


@AT_THE_COUNTER
@require_POST
def create_run(request: Request) -> HttpResponse:
    """Hand them over; a second press finds the first one's results."""
    key, items = uuid_in(request.POST.get("key", "")), items_in(request.POST.getlist("item"), request.actor)
    receiver = request.POST.get("receiver", "")
    if key is None or not items:
        return _back(request, _("Tick at least one dossier."))
    if receiver not in dict(receivers()):
        return _back(request, _("Say who receives the results."))
    actions.run_bulk(key, BulkAct.RETURN, items, receiver=receiver, by=request.actor, at=now())
    return redirect("counter:return_run", key=key)


@AT_THE_COUNTER
@require_safe
def show_run(request: Request, key: UUID) -> HttpResponse:
    """What became of each."""
    runs = BulkRun.objects.visible_to(request.actor).filter(act=BulkAct.RETURN)
    run = get_object_or_404(runs, key=key)
    items = list(run.items.select_related("dossier"))
    done = sum(item.version is not None for item in items)
    told = {"run": run, "items": items, "done": done, "refused": len(items) - done}
    return render(request, "counter/returns/run.html", told | {"receiver": dict(receivers()).get(run.receiver, "")})


def _back(request: Request, fault: str) -> HttpResponse:
    messages.warning(request, fault)
    return redirect("counter:results")
