"""Finding procedures as the console asks: by words, by field, by what is still to be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.importing.reasons import DOUBTS, sentence_of
from motcua.catalogue.models import Field, Handling, Procedure, ProcedureVersion
from motcua.catalogue.models.procedures import WITHDRAWN
from motcua.catalogue.search import search

PAGE = 30
ALL = 100_000  # procedures; the search ranks everything it finds, the filters here choose among it


class State(models.TextChoices):
    """What the console has done with a procedure, or still has to do."""

    PUBLISHED = "published", _("Published")
    UNPUBLISHED = "unpublished", _("Not published yet")
    CHANGED = "changed", _("Text changed since publication")
    FLAGGED = "flagged", _("Flagged by the import")
    LISTED = "listed", _("Only the list entry is known")
    WITHDRAWN = "withdrawn", _("Withdrawn")


TONES = {
    State.PUBLISHED: "on-time",
    State.UNPUBLISHED: "waiting",
    State.CHANGED: "due-soon",
    State.LISTED: "done",
    State.WITHDRAWN: "done",
}


@dataclass(frozen=True)
class Filters:
    """Empty lets everything through; `after` is the code of the last procedure of the page before."""

    q: str = ""
    state: str = ""
    flag: str = ""
    field: str = ""
    after: str = ""

    @property
    def url(self) -> str:
        said = {one.name: value for one in fields(self) if (value := getattr(self, one.name))}
        return f"{reverse('console:procedures')}?{urlencode(said)}"

    def without(self, name: str) -> Filters:
        return replace(self, **{name: "", "after": ""})


@dataclass(frozen=True)
class Row:
    """One procedure in the list; `tone` goes with `state`."""

    code: str
    name: str
    fields: Sequence[str]
    state: str
    tone: str
    doubts: int


@dataclass(frozen=True)
class Found:
    rows: Sequence[Row]
    next_url: str


def filters_in(query: QueryDict) -> Filters:
    """What the address says; words that are no choice are left out."""
    said = {one.name: query.get(one.name, "").replace("\x00", "").strip()[:300] for one in fields(Filters)}
    known = {"state": set(State.values), "flag": set(DOUBTS)}
    said |= {name: said[name] if said[name] in values else "" for name, values in known.items()}
    said["field"] = said["field"] if said["field"].isdecimal() and len(said["field"]) < 10 else ""
    return Filters(**said)


def found_by(filters: Filters) -> Found:
    """One page of procedures: the best fitting first where words were typed, else by code; constant queries."""
    wanted = in_state(State(filters.state)) if filters.state else Procedure.objects.all()
    if filters.flag:
        wanted = wanted.filter(flags__contains=[filters.flag])
    if filters.field:
        wanted = wanted.filter(fields=int(filters.field))
    page = _ranked(wanted, filters) if filters.q else _by_code(wanted, filters.after)
    more = replace(filters, after=page[PAGE - 1].code).url if len(page) > PAGE else ""
    return Found([_row(procedure) for procedure in page[:PAGE]], more)


def in_state(state: State) -> QuerySet[Procedure]:
    """The procedures in this state; a flagged one is in another state as well."""
    kept = Procedure.objects.exclude(flags__contains=[WITHDRAWN])
    match state:
        case State.PUBLISHED:
            return Procedure.objects.filter(_is_published())
        case State.UNPUBLISHED:
            return kept.filter(~_is_published(), has_detail=True)
        case State.CHANGED:
            return kept.filter(_is_published(), _has_newer_text())
        case State.FLAGGED:
            return Procedure.objects.exclude(flags=[])
        case State.LISTED:
            return kept.filter(has_detail=False)
        case State.WITHDRAWN:
            return Procedure.objects.filter(flags__contains=[WITHDRAWN])


def with_state(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    """With `is_published` and `has_newer_text` at hand."""
    return procedures.annotate(is_published=_is_published(), has_newer_text=_has_newer_text())


def state_of(procedure: Procedure) -> State:
    """The state in which the list shows it; rows come from `with_state`."""
    if procedure.is_withdrawn:
        return State.WITHDRAWN
    if procedure.is_published:  # type: ignore[attr-defined]
        return State.CHANGED if procedure.has_newer_text else State.PUBLISHED  # type: ignore[attr-defined]
    return State.UNPUBLISHED if procedure.has_detail else State.LISTED


def field_options() -> list[tuple[int, str]]:
    return list(Field.objects.order_by("name").values_list("pk", "name"))


def flag_options() -> list[tuple[str, str]]:
    return [(flag, sentence_of(flag)) for flag in DOUBTS]


def _is_published() -> Exists:
    return Exists(Handling.objects.filter(version__procedure=OuterRef("pk"), published_at__isnull=False))


def _has_newer_text() -> Exists:
    """The newest version has no published handling."""
    later = ProcedureVersion.objects.filter(procedure=OuterRef("procedure"), number__gt=OuterRef("number"))
    handled = Handling.objects.filter(version=OuterRef("pk"), published_at__isnull=False)
    return Exists(ProcedureVersion.objects.filter(~Exists(later), ~Exists(handled), procedure=OuterRef("pk")))


def _by_code(wanted: QuerySet[Procedure], after: str) -> list[Procedure]:
    rows = wanted.filter(Q(code__gt=after)) if after else wanted
    return list(_shown(rows.order_by("code"))[: PAGE + 1])


def _ranked(wanted: QuerySet[Procedure], filters: Filters) -> list[Procedure]:
    found = search(filters.q, limit=ALL).items
    ids = set(wanted.filter(pk__in=[item.id for item in found]).values_list("pk", flat=True))
    kept = [item for item in found if item.id in ids]
    start = next((no + 1 for no, item in enumerate(kept) if item.code == filters.after), 0) if filters.after else 0
    ranked = [item.id for item in kept[start : start + PAGE + 1]]
    by_id = {procedure.pk: procedure for procedure in _shown(Procedure.objects.filter(pk__in=ranked))}
    return [by_id[pk] for pk in ranked]


def _shown(procedures: QuerySet[Procedure]) -> QuerySet[Procedure]:
    return with_state(procedures).defer("listing", "search_text").prefetch_related("fields")


def _row(procedure: Procedure) -> Row:
    state, names = state_of(procedure), [field.name for field in procedure.fields.all()]
    return Row(procedure.code, procedure.name, names, str(state.label), TONES[state], len(procedure.flags))
