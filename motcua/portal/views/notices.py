"""My inbox."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from motcua.directory.access import Request
from motcua.notices import actions
from motcua.notices.models import Notice
from motcua.notices.words import sentence
from motcua.portal.entry import for_citizens_only, page

PAGE = 30


@for_citizens_only
@require_safe
def notices(request: Request) -> HttpResponse:
    """What we told you, the newest first."""
    rows = Notice.objects.visible_to(request.actor).select_related("dossier").order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    told = {
        "rows": [(notice, sentence(notice)) for notice in found[:PAGE]],
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_first": not before,
        "newest": found[0].pk if found else "",
    }
    return page(request, "portal/notices/list.html", told)


@for_citizens_only
@require_POST
def reading(request: Request) -> HttpResponse:
    """I have read them all, up to the newest that the page showed."""
    newest = request.POST.get("newest", "")
    if newest.isascii() and newest.isdecimal() and len(newest) < 19:
        actions.mark_read(by=request.actor, at=timezone.now(), until=int(newest))
    return redirect("portal:notices")
