"""Two small questions of a filing: which case, and how the result is to come."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.directory.access import Request
from motcua.dossiers import actions
from motcua.dossiers.models import Draft
from motcua.dossiers.statuses import Delivery
from motcua.portal.drafts import of_own_draft, place_or_404, rule_of
from motcua.portal.entry import page
from motcua.portal.steps import cases_of
from motcua.portal.wording import heading

ALL = "all"


@of_own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: Request, draft: Draft) -> HttpResponse:
    """Which case of the procedure applies: it decides which papers are asked for."""
    place = place_or_404(draft, "case")
    cases = dict(enumerate(cases_of(rule_of(draft))))
    options = [(str(number), heading(name)) for number, name in cases.items()]
    options.append((ALL, _("None of these fits, or I am not sure: show me all papers")))
    chosen = request.POST.get("case", "")
    if chosen in dict(options):
        words = "" if chosen == ALL else cases[int(chosen)]
        actions.save_draft(draft.pk, case=words, by=request.actor, at=timezone.now())
        return redirect(place.next_url)
    error = _("Choose the case that fits you.") if request.method == "POST" else ""
    value = next((str(number) for number, name in cases.items() if name == draft.case), None)
    told = {"draft": draft, "place": place, "options": options, "value": value, "error": error}
    return page(request, "portal/filings/case.html", told, status=422 if error else 200)


@of_own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: Request, draft: Draft) -> HttpResponse:
    """Which of the procedures that may be left out of a linked group are wanted too."""
    place, asked = place_or_404(draft, "parts"), rule_of(draft).parts
    options = [(str(part.no), part.name, part.agency) for part in asked if part.is_optional]
    if request.method == "POST":
        wanted = [int(number) for number, *_words in options if number in request.POST.getlist("parts")]
        actions.save_draft(draft.pk, parts=wanted, by=request.actor, at=timezone.now())
        return redirect(place.next_url)
    told = {
        "draft": draft,
        "place": place,
        "always": [part for part in asked if not part.is_optional],
        "options": options,
        "value": [str(number) for number in draft.parts],
    }
    return page(request, "portal/filings/parts.html", told)


@of_own_draft
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: Request, draft: Draft) -> HttpResponse:
    """How the result is to come."""
    place = place_or_404(draft, "delivery")
    options = _ways(draft)
    chosen = request.POST.get("delivery", "")
    if chosen in {value for value, _label, _hint in options}:
        actions.save_draft(draft.pk, delivery=chosen, by=request.actor, at=timezone.now())
        return redirect(place.next_url)
    error = _("Choose how you want to receive the result.") if request.method == "POST" else ""
    told = {"draft": draft, "place": place, "options": options, "error": error}
    return page(request, "portal/filings/delivery.html", told, status=422 if error else 200)


def _ways(draft: Draft) -> list[tuple[str, str, str]]:
    """The post needs an address: without one it is not offered."""
    address = draft.organisation.address if draft.organisation else draft.person.address
    by_post = (Delivery.POST.value, _("By public post"), _("To this address: %(address)s") % {"address": address})
    return [
        (Delivery.ONLINE.value, _("Online"), _("You download it on this portal as soon as it is signed.")),
        (Delivery.COUNTER.value, _("At the counter"), draft.service.one_stop.name),
        *([by_post] if address else []),
    ]
