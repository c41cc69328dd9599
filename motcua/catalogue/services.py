"""What is offered, by whom and how: reading services and published handlings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from motcua.catalogue.eforms.definition import Definition
from motcua.catalogue.models import Component, EForm, Handling, LinkedPart, Reach, RouteStep, Service
from motcua.lib.text import bare
from motcua.lib.worktime import Cutoff, Limit, Mode, Unit


class NotPublished(LookupError):
    """The handling is a draft or does not exist: nothing may be filed under it."""


@dataclass(frozen=True, slots=True)
class PublishedStep:
    """One step of a route; `hours` of work (8 make a day), 0 when the step is outside the clock."""

    id: int
    no: int
    name: str
    role: str
    unit: str
    unit_name: str
    hours: Decimal
    kind: str
    group: int | None  # steps of one group run side by side
    on_outcome: str  # "" or the only drafted outcome with which a dossier passes here


@dataclass(frozen=True, slots=True)
class PublishedComponent:
    """One line of the list of papers; a note asks for nothing."""

    id: int
    no: int
    case: str
    name: str
    originals: int
    copies: int
    is_note: bool
    code: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """One procedure of a linked group; `follows` is the handling with the group's own limit, if it has one."""

    no: int
    name: str
    procedure_code: str
    agency: str
    depends_on: tuple[int, ...]
    is_optional: bool
    follows: int | None


@dataclass(frozen=True)
class Published:
    """A published handling with all it pins; it never changes, so it is read once by each process."""

    id: int
    version_id: int
    procedure_id: int
    procedure_code: str
    procedure_name: str
    limit: Limit  # by which the promise is made: the province's cut limit where it decided one (rulebook B.7.2-14)
    statutory: Limit
    cut_basis: str  # the decision that cut it; "" when the limit is the law's own
    cutoff: Cutoff
    supplement_workdays: int | None
    supplement_mode: Mode
    on_silence: str
    fee_return: str
    handled_by: str
    route_id: int
    steps: tuple[PublishedStep, ...]
    form_id: int
    form: Definition
    components: tuple[PublishedComponent, ...]
    parts: tuple[PublishedPart, ...]  # of a linked group; none: one procedure by itself

    @property
    def schema(self) -> Any:
        return self.form.schema

    @property
    def layout(self) -> Any:
        return self.form.layout


def limit_of(handling: Handling) -> Limit:
    """The limit that is promised: the cut one where the province cut it; `BadLimit` when a draft has none yet."""
    statutory = statutory_limit_of(handling)
    return Limit(handling.cut_value, statutory.unit) if handling.cut_value else statutory


def statutory_limit_of(handling: Handling) -> Limit:
    """The limit that the law gives; `BadLimit` when a draft has none yet."""
    return Limit(handling.limit_value or 0, Unit(handling.limit_unit or Unit.WORKDAY))


@lru_cache(maxsize=4096)
def published(handling_id: int) -> Published:
    """The published handling of this number; at most 5 queries the first time, none after. Raises NotPublished."""
    found = Handling.objects.filter(pk=handling_id, published_at__isnull=False)
    handling = found.select_related("version__procedure").defer("version__content").first()
    if handling is None or handling.route_id is None or handling.form_id is None:
        raise NotPublished(f"handling {handling_id} is not published")
    return Published(
        id=handling.pk,
        version_id=handling.version_id,
        procedure_id=handling.version.procedure_id,
        procedure_code=handling.version.procedure.code,
        procedure_name=handling.version.name,
        limit=limit_of(handling),
        statutory=statutory_limit_of(handling),
        cut_basis=handling.cut_basis if handling.cut_value else "",
        cutoff=Cutoff(handling.cutoff),
        supplement_workdays=handling.supplement_workdays,
        supplement_mode=Mode(handling.supplement_mode),
        on_silence=handling.on_silence,
        fee_return=handling.fee_return,
        handled_by=handling.handled_by,
        route_id=handling.route_id,
        steps=_steps(handling.route_id),
        form_id=handling.form_id,
        form=_form(handling.form_id),
        components=_components(handling.version_id),
        parts=_parts(handling_id),
    )


def open_services(procedure_code: str, on: date) -> QuerySet[Service]:
    """The services of a procedure in force on this day, competent body, division and one-stop unit at hand."""
    return open_services_of(on).filter(handling__version__procedure__code=procedure_code)


def service_for(procedure_code: str, body_code: str, on: date) -> Service | None:
    """The service by which this body settles this procedure on this day."""
    return open_services(procedure_code, on).filter(competent__code=body_code).order_by("-pk").first()


def services_received_by(one_stop_ids: Iterable[int], on: date) -> QuerySet[Service]:
    """The services that these one-stop units receive on this day, by procedure code."""
    received = open_services_of(on).filter(one_stop__in=list(one_stop_ids))
    return received.order_by("handling__version__procedure__code", "competent__code")


def reach_of(procedure_code: str, on: date) -> Reach | None:
    """The line of the list by which any office may receive this procedure on this day."""
    return reaches(on).filter(procedure_code=procedure_code).first()


def reaches(on: date) -> QuerySet[Reach]:
    """The procedures that may be received away from their competent bodies on this day."""
    return Reach.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def inherited_services(procedure_code: str, on: date) -> QuerySet[Service]:
    """The services of a procedure whose body has been closed, for what others of its dossiers still ask for."""
    services = _in_force(on).filter(handling__version__procedure__code=procedure_code)
    return services.filter(competent__valid_to__lt=on).select_related("competent", "one_stop", "division")


def open_services_of(on: date) -> QuerySet[Service]:
    """Every service in force on this day; none of a body or a counter that has been closed."""
    services = _in_force(on)
    for body in ("competent", "one_stop"):
        services = services.filter(Q(**{f"{body}__valid_to": None}) | Q(**{f"{body}__valid_to__gte": on}))
    return services.select_related("handling__version__procedure", "competent", "one_stop", "division")


def _in_force(on: date) -> QuerySet[Service]:
    return Service.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


@lru_cache(maxsize=8192)
def competent_of(service_id: int) -> int:
    """The body that was to settle it when it was published; a service never changes hands."""
    return int(Service.objects.values_list("competent", flat=True).get(pk=service_id))


@lru_cache(maxsize=1024)
def _form(form_id: int) -> Definition:
    """One value for all handlings that share the form; a published handling's form is published too."""
    form = EForm.objects.get(pk=form_id)
    return Definition(form.schema, form.layout)


@lru_cache(maxsize=1024)
def _steps(route_id: int) -> tuple[PublishedStep, ...]:
    columns = ("id", "no", "name", "role", "unit", "unit_name", "hours", "kind", "group", "on_outcome")
    rows = RouteStep.objects.filter(route_id=route_id).order_by("no").values_list(*columns)
    return tuple(PublishedStep(*row) for row in rows)


def _components(version_id: int) -> tuple[PublishedComponent, ...]:
    columns = ("id", "no", "case", "name", "originals", "copies", "is_note", "code", "forms")
    rows = Component.objects.filter(version_id=version_id).order_by("no").values_list(*columns)
    return tuple(
        PublishedComponent(pk, no, case, bare(name), originals, copies, is_note, code, tuple(forms))
        for pk, no, case, name, originals, copies, is_note, code, forms in rows
    )


def _parts(handling_id: int) -> tuple[PublishedPart, ...]:
    columns = ("no", "name", "procedure_code", "agency", "is_optional", "follows_id")
    rows = LinkedPart.objects.filter(handling_id=handling_id).order_by("no").values_list("depends_on", *columns)
    return tuple(
        PublishedPart(no, name, code, agency, tuple(before), is_optional, follows)
        for before, no, name, code, agency, is_optional, follows in rows
    )
