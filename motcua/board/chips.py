"""What narrows a list, in words, each with the address of the list without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.board.lists import NOBODY, Narrowing, address, number
from motcua.board.measures import Measure
from motcua.board.scope import Scope
from motcua.board.spans import Span
from motcua.directory.models import Body, Officer
from motcua.ui.dates import short_day


@dataclass(frozen=True)
class Chip:
    label: str
    remove_url: str


@dataclass(frozen=True)
class Whose:
    """The bodies and the officer that a list is narrowed to, as far as there are such."""

    body: Body | None
    under: Body | None
    officer: Officer | None


def whose(narrowing: Narrowing) -> Whose:
    """One query for each."""
    is_somebody = narrowing.officer not in ("", NOBODY)
    officer = Officer.objects.filter(pk=number(narrowing.officer)).first() if is_somebody else None
    return Whose(_body(narrowing.body), _body(narrowing.under), officer)


def chips_of(measure: Measure, span: Span, narrowing: Narrowing, found: Whose) -> list[Chip]:
    """Body, officer, procedure; the days cannot be taken away, only changed."""
    return [
        Chip(label, address(measure, span, replace(narrowing, after="", **{name: ""})))
        for name, label in _said(narrowing, found)
    ]


def days_words(measure: Measure, span: Span) -> str:
    """The days of a list that depends on them."""
    if not measure.of_span:
        return ""
    return _("From %(first)s to %(last)s") % {"first": short_day(span.first), "last": short_day(span.last)}


def back_url(narrowing: Narrowing, scope: Scope, span: Span) -> str:
    """Where the number was: the page of its body if the actor steers that, else the board."""
    body_id = number(narrowing.under or narrowing.body)
    page = reverse("board:body", args=[body_id]) if body_id > 0 and scope.holds(body_id) else reverse("board:home")
    return f"{page}?{span.query}"


def _said(narrowing: Narrowing, found: Whose) -> Iterator[tuple[str, str]]:
    nowhere = _("a body that is not there")
    if narrowing.body:
        yield "body", found.body.short_name if found.body else nowhere
    if narrowing.under:
        yield "under", _("%(body)s and below") % {"body": found.under.short_name} if found.under else nowhere
    if narrowing.officer == NOBODY:
        yield "officer", _("Not taken by anybody yet")
    elif narrowing.officer:
        yield "officer", found.officer.full_name if found.officer else _("an officer who is not there")
    if narrowing.procedure:
        yield "procedure", narrowing.procedure


def _body(said: str) -> Body | None:
    return Body.objects.filter(pk=number(said)).first() if said else None
