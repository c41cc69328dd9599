"""Reports and public pages are read from a replica, if there is one; who has just written reads the primary."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, connection
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from motcua.config.freshness import Follower, written
from motcua.lib.reading import PRIMARY, reads

# Pages that only look, as names of addresses or beginnings of them; all others are read where they write.
READ_THERE = (
    "board:",
    "portal:home",
    "portal:procedure",
    "portal:lookup",
    "portal:office",
    "portal:outages",
)
WROTE = "motcua_wrote" if settings.IS_DEMO else "__Host-motcua_wrote"  # where in the WAL a browser last wrote to
REMEMBERED = 600  # seconds; a replica further behind is left out anyway
NOWHERE_YET = 2**64  # no replica ever comes so far: what cannot be read as a place leads to the primary


class ReplicaRouter:
    """Sends our own rows' reading to the replica while a page that only looks is made; all else to the primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        # Sessions, limits and locks are read where they were written a moment ago.
        is_ours = model.__module__.startswith("motcua.")
        return reads.get() if is_ours and not connection.in_atomic_block else PRIMARY

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return PRIMARY

    def allow_relation(self, *rows: Model, **hints: Any) -> bool:
        return True  # both hold the same rows

    def allow_migrate(self, alias: str, app_label: str, **hints: Any) -> bool:
        return alias == PRIMARY


class ReplicaMiddleware:
    """Decides per request, after all others know who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if "replica" not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.follower = Follower(settings.REPLICA_LAG)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = reads.set(PRIMARY)
        try:
            response = self.get_response(request)
        finally:
            reads.reset(token)
        if not _only_looks(request):
            _remember(response)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        if _only_looks(request) and _is_listed(request) and self.follower.has(_last_write(request)):
            reads.set("replica")

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A replica that fails in the middle of a page: the page is made again, from the primary."""
        if reads.get() == PRIMARY or not isinstance(fault, DatabaseError):
            return None
        self.follower.leave_out()
        reads.set(PRIMARY)
        match = request.resolver_match
        assert match is not None
        return match.func(request, *match.args, **match.kwargs)  # type: ignore[no-any-return]


def _only_looks(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD", "OPTIONS"}


def _is_listed(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name.startswith(READ_THERE)


def _last_write(request: HttpRequest) -> int:
    told = request.COOKIES.get(WROTE, "0")
    return int(told) if re.fullmatch(r"[0-9]{1,19}", told) else NOWHERE_YET


def _remember(response: HttpResponse) -> None:
    """The place is of the whole database, so it tells nothing about the person."""
    response.set_cookie(
        WROTE,
        str(written()),
        max_age=REMEMBERED,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
