"""The public look-up: a code gives the degree of completion and nothing else (TT 01/2018 Điều 16)."""

import re

from allauth.core.internal.ratelimit import consume
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.directory.access import Request, open_to_all
from motcua.dossiers.lookup import progress_of
from motcua.portal.entry import page

LIMITS = {"lookup": "30/m/ip,300/h/ip"}  # a family behind one address has enough; a list of codes takes for ever
_NOT_IN_CODES = re.compile(r"[^\w.\-/]")


@open_to_all
@never_cache
@require_safe
def lookup(request: Request) -> HttpResponse:
    """How far a dossier is, by its code."""
    code = _NOT_IN_CODES.sub("", request.GET.get("code", ""))[:64]
    if code and not consume(request, app="portal", action="lookup", config=LIMITS, limit_get=True):
        return _too_many(request)
    told = {"code": code, "progress": progress_of(code) if code else None}
    return page(request, "portal/lookup/lookup.html", told)


def _too_many(request: Request) -> HttpResponse:
    answer = page(request, "portal/lookup/too_many.html", status=429)
    answer["Retry-After"] = "60"
    return answer
