"""How fast one visitor may ask for what costs much: searching by words, completing them, sending files.

Counted in the memory of each process, so that a limit costs no query; what must be counted exactly (passwords,
codes, look-ups of dossiers and people) is counted in the shared cache instead.
"""

import time
from collections.abc import Callable
from threading import Lock

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

# A field that completes what is typed asks 400 times a minute at most (`suggesting.js` waits 150 ms after a key), and
# several times for one search: at this many for each search no office behind one address types too fast.
SUGGESTIONS_FOR_A_SEARCH = 10
REMEMBERED = 10_000  # visitors; when more come within a minute, the count of all begins again
MINUTE = 60.0


class Pace:
    """So many acts a minute of each visitor, spent at once or evenly."""

    def __init__(self) -> None:
        self.left: dict[str, tuple[float, float]] = {}
        self.lock = Lock()

    def allows(self, who: str, *, a_minute: int, at: float) -> bool:
        """Whether one more act is within the pace; `at` in seconds of any clock that does not go back."""
        with self.lock:
            if len(self.left) > REMEMBERED:
                self.left.clear()
            left, since = self.left.get(who, (float(a_minute), at))
            left = min(float(a_minute), left + (at - since) * a_minute / MINUTE)
            self.left[who] = (max(0.0, left - 1), at) if left >= 1 else (left, at)
            return left >= 1


class PaceMiddleware:
    """Comes after the middleware that knows the account; a visitor who asks too fast is told to wait a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.searches, self.suggestions, self.uploads = Pace(), Pace(), Pace()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request) if self._may(request) else _too_fast(request)

    def _may(self, request: HttpRequest) -> bool:
        if settings.SEARCHES_A_MINUTE and _is_search(request):
            return _visitor_may(request, self.searches, settings.SEARCHES_A_MINUTE)
        if settings.SEARCHES_A_MINUTE and request.path in settings.SUGGESTION_PATHS:
            return _visitor_may(request, self.suggestions, settings.SEARCHES_A_MINUTE * SUGGESTIONS_FOR_A_SEARCH)
        if settings.UPLOADS_A_MINUTE and request.method == "POST" and request.content_type == "multipart/form-data":
            account = str(request.user.pk or get_adapter().get_client_ip(request))
            return self.uploads.allows(account, a_minute=settings.UPLOADS_A_MINUTE, at=time.monotonic())
        return True


def _visitor_may(request: HttpRequest, pace: Pace, a_minute: int) -> bool:
    return pace.allows(get_adapter().get_client_ip(request), a_minute=a_minute, at=time.monotonic())


def _is_search(request: HttpRequest) -> bool:
    """Whether it asks by words or conditions, or is a step of a guided path, which searches whenever it is shown."""
    if request.path.startswith(settings.GUIDED_PATHS):
        return True
    return request.path in settings.SEARCH_PATHS and bool(request.GET)


def _too_fast(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        told = {"type": "about:blank", "title": "Too many requests", "status": 429}
        answer: HttpResponse = JsonResponse(told, status=429, content_type="application/problem+json")
    else:
        answer = render(request, "directory/too_fast.html", status=429)
    answer["Retry-After"] = str(int(MINUTE))
    return answer
