"""The apology before lateness: drafted or signed, looked at as form 04; and the list of what will be late."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.desk import extensions
from motcua.desk.apart import Apart
from motcua.desk.doors import AT_THE_DESK, FOR_HEADS, dossier_for
from motcua.desk.foretold import page_of
from motcua.desk.views.papers import _pdf
from motcua.directory.access import Request
from motcua.documents.serving import response
from motcua.dossiers import actions, printing_life
from motcua.dossiers.faults import faults_of
from motcua.dossiers.models import Extension

SIGN = "sign"  # the value of the button that signs


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: Request, public_id: UUID) -> HttpResponse:
    """Why the result will be late, and the new date; the head signs it with the same form."""
    dossier = dossier_for(request, public_id)
    extension = Extension.objects.standing().select_related("signed_by", "drafted_by").filter(dossier=dossier).first()
    is_signing = request.POST.get("act") == SIGN
    verb, said = (actions.extend, _("Signed.")) if is_signing else (actions.draft_extension, _("Draft saved."))
    page = Apart("desk/extensions/page.html", verb, extensions.FIELDS, said)
    more = {
        "typed": extensions.typed_in(request.POST, extension),
        "extension": extension,
        "causes": extensions.causes(),
        "may_sign": extensions.may_sign(dossier, request.actor),
        "is_open": extensions.offer_extension(dossier, request.actor) is not None,
    }
    return page.answer(request, dossier, {"said": extensions.apology_in(request.POST, dossier)}, **more)


@AT_THE_DESK
def show_form(request: Request, public_id: UUID) -> HttpResponseBase:
    """Form 04 as it was signed, or as it would be."""
    dossier = dossier_for(request, public_id)
    rows = Extension.objects.standing().select_related(
        "dossier__receiving", "dossier__competent", "drafted_by", "file"
    )
    extension = get_object_or_404(rows, dossier=dossier)
    if extension.file:
        return response(extension.file, inline=True, request=request)
    return _pdf(printing_life.apology(extension, at=now()), f"{dossier.code}-04.pdf")


@AT_THE_DESK
def show_lateness(request: Request, public_id: UUID) -> HttpResponse:
    """Each leg with its limit, what it used and what it bears."""
    dossier = dossier_for(request, public_id)
    return render(request, "desk/lateness/page.html", {"dossier": dossier, "faults": faults_of(dossier, now())})


@FOR_HEADS
def show_forecast(request: Request) -> HttpResponse:
    """What will be late within seven days, the earliest due first."""
    moment = now()
    rows, next_url = page_of(request.actor, moment, request.GET.get("after", ""))
    return render(request, "desk/extensions/list.html", {"rows": rows, "next_url": next_url, "moment": moment})
