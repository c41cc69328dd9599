"""Counts and times every answer, and opens the span that a trace of it hangs on."""

import time
from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

from motcua.config import counters
from motcua.journal.tracing import span

METHODS = {"GET", "HEAD", "POST"}
NOT_A_PAGE = ("house", "unknown")
FORESEEN = (Http404, PermissionDenied, SuspiciousOperation, BadRequest)


class WatchMiddleware:
    """The outermost: what it counts is what the browser waits for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        with span("request") as one:
            response = self.get_response(request)
            door, view = door_and_view(request)
            one.update_name(f"{_method(request)} {view}")
            one.set_attributes({"door": door, "view": view, "http.response.status_code": response.status_code})
        counters.REQUESTS.labels(door, view, _method(request), str(response.status_code)).inc()
        counters.REQUEST_SECONDS.labels(door, view).observe(time.perf_counter() - begun)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> None:
        """Count what no page foresaw, by its kind: its words may name people."""
        if not isinstance(fault, FORESEEN):
            counters.ERRORS.labels(door_and_view(request)[0], type(fault).__name__).inc()


def door_and_view(request: HttpRequest) -> tuple[str, str]:
    """The door and the name of the page, never its address: addresses hold codes and questions."""
    match = request.resolver_match
    if match is None:
        return NOT_A_PAGE
    return match.namespace or "house", match.view_name or match.func.__name__


def _method(request: HttpRequest) -> str:
    return request.method if request.method in METHODS else "other"
