"""Procedures for machines: the same search as people have."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import StringConstraints

from motcua.catalogue.models import ServiceLevel
from motcua.catalogue.search import Found, Results, search, suggest
from motcua.exchange.api.problems import Problem

MOST = 100
LONGEST = 400
router = Router(tags=["procedures"])
Typed = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[^\x00]*$")]
Key = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Cursor = Annotated[str, StringConstraints(max_length=60, pattern=r"^[^\x00]*$")]


class Procedure(Schema):
    """One procedure as lists show it; `url` is its page on this portal."""

    code: str
    name: str
    fields: list[str]
    subjects: list[str]
    levels: list[str]
    service_level: str
    is_served: bool
    url: str


class Page(Schema):
    """`next` goes into `after` for the page that follows; null on the last.

    `out_of_scope` is true when the question is no matter of any procedure; `help` then says what to do.
    """

    items: list[Procedure]
    next: str | None
    total: int
    total_is_capped: bool
    out_of_scope: bool
    help: str


class Asked(Schema):
    """What to look for; without `q` every procedure, those served in this province first."""

    q: Typed = ""
    field: Annotated[int, Query(ge=1, le=2**31)] | None = None
    subject: Key | None = None
    level: Key | None = None
    service_level: ServiceLevel | None = None
    only_served: bool = False
    after: Cursor | None = None
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20


class Suggested(Schema):
    """`kind` is event, words or procedure; `text` is what to show and to search for."""

    kind: str
    text: str
    code: str


class Suggestions(Schema):
    items: list[Suggested]


@router.get("/procedures", response={200: Page, 400: Problem, 429: Problem}, summary="Find procedures")
def find_procedures(request: HttpRequest, asked: Query[Asked]) -> Page:
    """Find procedures by everyday or official words, with or without accents, by code, and by filters."""
    results = search(
        asked.q,
        field=asked.field,
        subject=asked.subject,
        level=asked.level,
        service_level=asked.service_level.value if asked.service_level else None,
        only_served=asked.only_served,
        after=asked.after,
        limit=asked.limit,
    )
    return _page(request, results)


@router.get("/suggestions", response={200: Suggestions, 400: Problem, 429: Problem}, summary="Suggest while typing")
def suggest_words(request: HttpRequest, q: Typed = "", limit: Annotated[int, Query(ge=1, le=20)] = 8) -> Suggestions:
    """Life events, everyday words and names of procedures that go on from what was typed."""
    return Suggestions(
        items=[Suggested(kind=one.kind, text=one.text, code=one.code) for one in suggest(q, limit=limit)]
    )


def _page(request: HttpRequest, results: Results) -> Page:
    return Page(
        items=[_procedure(request, found) for found in results.items],
        next=results.next,
        total=results.total_capped,
        total_is_capped=results.is_capped,
        out_of_scope=results.is_outside,
        help=_help(results),
    )


def _help(results: Results) -> str:
    if results.is_outside:
        return _(
            "This does not look like a matter of administrative procedures. "
            "Name the paper or the matter, for example: birth registration, driving licence, building permit."
        )
    return results.statement


def _procedure(request: HttpRequest, found: Found) -> Procedure:
    return Procedure(
        code=found.code,
        name=found.name,
        fields=list(found.fields),
        subjects=list(found.subjects),
        levels=list(found.levels),
        service_level=found.service_level,
        is_served=found.is_served,
        url=request.build_absolute_uri(reverse("portal:procedure", args=[found.code])),
    )
