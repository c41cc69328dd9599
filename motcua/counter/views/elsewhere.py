"""One unit receives for another: what may be received so, what waits on either side, passing on and taking over."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.counter.elsewhere import own_units, procedures_elsewhere, services_elsewhere
from motcua.counter.views.answers import act
from motcua.counter.views.home import AT_THE_COUNTER, PAGE, after_of
from motcua.directory.access import Request
from motcua.dossiers import actions, crossings

HEAPS = {
    "here": crossings.to_take_over,
    "there": crossings.received_for_others,
    "results": crossings.results_received_elsewhere,
}


@AT_THE_COUNTER
@require_safe
def show_reach(request: Request) -> HttpResponse:
    """What may be received for other units: first the procedure, then the body that settles it."""
    today, units = localdate(), own_units(request)
    code = request.GET.get("procedure", "").replace("\x00", "")[:60]
    services = services_elsewhere(units, today).filter(handling__version__procedure__code=code) if code else ()
    bodies = [(str(service.pk), service.competent.name) for service in services]
    context = {
        "unit": min(units, default=None),
        "procedures": procedures_elsewhere(today),
        "chosen": code,
        "services": bodies,
    }
    return render(request, "counter/elsewhere/reach.html", context)


@AT_THE_COUNTER
@require_safe
def show_crossings(request: Request) -> HttpResponse:
    """What other units received for this one, and this one for others."""
    heap = request.GET.get("heap", "")
    heap = heap if heap in HEAPS else "here"
    words = {
        "here": _("To take over"),
        "there": _("Received here for others"),
        "results": _("Results to hand over"),
    }
    tabs = [{"label": words[name], "url": f"?heap={name}", "current": name == heap} for name in HEAPS]
    rows = list(HEAPS[heap](request.actor, after_of(request))[: PAGE + 1])
    next_url = f"?heap={heap}&after={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return render(request, "counter/elsewhere/list.html", {"rows": rows[:PAGE], "tabs": tabs, "next_url": next_url})


@AT_THE_COUNTER
@require_POST
def create_passage(request: Request, public_id: UUID) -> HttpResponse:
    """Send on to the competent unit what was received for it."""
    return act(request, public_id, actions.pass_to_competent, _("Sent on. The other unit takes it over."))


@AT_THE_COUNTER
@require_POST
def create_takeover(request: Request, public_id: UUID) -> HttpResponse:
    """Take over what another unit received: the clock starts."""
    said = _("Taken over. The time limit runs from now; the applicant has been told.")
    return act(request, public_id, actions.take_over, said)
