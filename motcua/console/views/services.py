"""A service: a handling as one body offers it, until it is closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue import actions
from motcua.catalogue.models import Service
from motcua.console.door import for_the_console, page
from motcua.console.filling import carried
from motcua.console.forms.handlings import ClosureForm
from motcua.directory.access import Request


@for_the_console
@require_http_methods(["GET", "HEAD", "POST"])
def show_closure(request: Request, service_id: int) -> HttpResponse:
    """Close a service by its last day."""
    whole = Service.objects.select_related("handling__version__procedure", "competent", "one_stop")
    service = get_object_or_404(whole.defer("handling__version__content"), pk=service_id)
    form = ClosureForm(request.POST or None, today=localdate(), initial={"on": localdate()})
    if request.method == "POST" and carried(form, lambda typed: _close(request, service, typed["on"])):
        messages.success(request, _("The service ends on that day."))
        return redirect("console:handling", handling_id=service.handling_id)
    told = {"service": service, "form": form}
    return page(request, "services/closure.html", told, status=422 if form.errors else 200)


def _close(request: Request, service: Service, on: object) -> Service:
    return actions.close_service(service, on, by=request.actor, at=now())  # type: ignore[arg-type]
