"""Who acts for an organisation, and until when; administrators only."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.console.door import for_administrators, page
from motcua.console.filling import carried
from motcua.console.forms.posts import EndForm
from motcua.console.views.bodies import DO
from motcua.directory.access import Request
from motcua.directory.models import Representative
from motcua.directory.people import end_representative, find_organisation


@for_administrators
@require_safe
def show_organisation(request: Request) -> HttpResponse:
    """Found by its code, never by a list: those who act or acted for it."""
    typed = request.GET.get("code", "").replace("\x00", "").strip()[:40]
    organisation = find_organisation(typed) if typed else None
    mandates = Representative.objects.filter(organisation=organisation).select_related("person").order_by("-pk")
    told = {"code": typed, "organisation": organisation, "rows": mandates if organisation else []}
    return page(request, "organisations/organisation.html", told)


@for_administrators
@require_http_methods(DO)
def show_end(request: Request, mandate_id: int) -> HttpResponse:
    """Name the last day; from the next on the person reads and does nothing for the organisation."""
    running = Representative.objects.filter(valid_to=None).select_related("person", "organisation")
    mandate = get_object_or_404(running, pk=mandate_id)
    form = EndForm(request.POST or None, initial={"valid_to": localdate()})
    if request.method == "POST" and carried(
        form, lambda said: end_representative(mandate, valid_to=said["valid_to"], by=request.actor, at=now())
    ):
        messages.success(request, _("The mandate ends on that day."))
        return redirect(f"{reverse('console:organisation')}?code={mandate.organisation.code}")
    told = {"mandate": mandate, "form": form}
    return page(request, "organisations/end.html", told, status=422 if form.errors else 200)
