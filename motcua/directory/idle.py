"""A sign-in ends when nobody used it for a while, and at the latest after a working day.

Sooner where more is at stake: who signs or administers leaves a screen that others could use.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from time import time

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from motcua.directory.actors import NOBODY, Actor
from motcua.directory.roles import Role

BEGAN, SEEN = "began", "seen"  # in the session, in seconds
NOTED_EVERY = 60  # seconds: a sign-in in use costs one write a minute


@dataclass(frozen=True)
class Term:
    """How long a sign-in lasts unused, and at the longest; seconds."""

    unused: float
    whole: float


MINUTES, HOURS = 60.0, 3600.0
CITIZEN = Term(30 * MINUTES, 8 * HOURS)  # what was typed in a form is kept through the new sign-in
OFFICER = Term(60 * MINUTES, 10 * HOURS)
WEIGHTY = Term(30 * MINUTES, 10 * HOURS)
WEIGHTY_ROLES = frozenset({Role.SIGNATORY, Role.HEAD, Role.ADMINISTRATOR})
LONGEST = timedelta(seconds=max(term.whole for term in (CITIZEN, OFFICER, WEIGHTY)))


def term_of(actor: Actor) -> Term:
    if actor.person_id:
        return CITIZEN
    return WEIGHTY if actor.has_role(WEIGHTY_ROLES) else OFFICER


def has_ended(term: Term, *, began: float, seen: float, at: float) -> bool:
    """Whether a sign-in begun and last used then has run out."""
    return at - seen > term.unused or at - began > term.whole


class IdleMiddleware:
    """Comes right after AccessMiddleware: the page then meets a visitor who is not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _note(request, time())
        return self.get_response(request)


def _note(request: HttpRequest, at: float) -> None:
    session = request.session
    began, seen = session.setdefault(BEGAN, at), session.setdefault(SEEN, at)
    if at - seen < NOTED_EVERY and at - began < CITIZEN.whole:
        return
    if has_ended(term_of(request.actor), began=began, seen=seen, at=at):  # type: ignore[attr-defined]
        logout(request)
        request.actor = NOBODY  # type: ignore[attr-defined]
    else:
        session[SEEN] = at
