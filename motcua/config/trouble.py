"""What is answered when something failed that no page foresaw: a fault that passes is not called a mistake."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error as mistake

from motcua.documents.looking.faults import NotKept
from motcua.documents.places import Cause, cause_of

SOON = "15"  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database or the store is away or the disk is full, 500 otherwise; neither page asks the database.

    The browser still holds what it sent, files too: loading the page again sends it again.
    """
    if not passes(sys.exception()):
        return mistake(request)
    was_sent = request.method not in {"GET", "HEAD", "OPTIONS"}
    page = render_to_string("503.html", {"was_sent": was_sent})
    return HttpResponse(page, status=503, headers={"Retry-After": SOON, "Cache-Control": "no-store"})


def passes(fault: BaseException | None) -> bool:
    """Whether the same request may do well a moment later."""
    if isinstance(fault, OSError):
        return cause_of(fault) in {Cause.NO_ROOM, Cause.AWAY}
    return isinstance(fault, OperationalError | InterfaceError | NotKept)
