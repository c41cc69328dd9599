"""Waiting for a consent on VNeID."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.desk.apart import Apart, texts_in
from motcua.desk.doors import AT_THE_DESK, dossier_for
from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import Pause, PauseKind

GIVEN = "given"


@AT_THE_DESK
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: Request, public_id: UUID) -> HttpResponse:
    """Begin the wait, naming the act that allows it; or, while it lasts, record how it ended."""
    dossier = dossier_for(request, public_id)
    if not dossier.awaits_consent:
        said = _("The time limit stands still until the consent is there.")
        page = Apart("desk/consents/new.html", actions.ask_consent, ("basis",), said)
        return page.answer(request, dossier, texts_in(request, "basis"))
    waited = Pause.objects.filter(dossier=dossier, kind=PauseKind.CONSENT, resumed_at=None).first()
    return _ending(request).answer(request, dossier, _words(request), waited=waited)


def _ending(request: Request) -> Apart:
    verb = actions.record_consent if request.POST.get("answer") == GIVEN else actions.end_consent
    return Apart("desk/consents/answer.html", verb, ("answer", "reason"), _("Recorded. The time limit runs again."))


def _words(request: Request) -> dict[str, str]:
    return {} if request.POST.get("answer") == GIVEN else texts_in(request, "reason")
