"""Drawing, publishing and closing: every write to the province's own part of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from motcua.catalogue.actions_services import begin_services
from motcua.catalogue.actions_services import close_service as close_service
from motcua.catalogue.drawn import Problem, Step
from motcua.catalogue.eforms.linting import lint as lint_form
from motcua.catalogue.facts import (
    FormDrafted,
    FormPublished,
    HandlingDrafted,
    HandlingPublished,
    HandlingRevised,
    RouteDrafted,
    RoutePublished,
)
from motcua.catalogue.models import EForm, Handling, ProcedureVersion, Route, RouteStep
from motcua.catalogue.publishing import (
    AlreadyPublished,
    CannotPublish,
    NotAllowed,
    Offer,
    as_steps,
    may_publish,
    missing_from,
    wrong_with,
)
from motcua.catalogue.routes import BEYOND_DRAWING, lint
from motcua.directory.actors import Actor
from motcua.journal.recording import hold, record
from motcua.lib.worktime import Cutoff, Limit


@transaction.atomic
def create_route(code: str, name: str, steps: Sequence[Step], by: Actor, at: datetime) -> Route:
    """Draw the next version of a process; it may be wrong still, but not beyond what the tables can hold."""
    _allow(by)
    _refuse([problem for problem in lint(steps) if problem.name in BEYOND_DRAWING])
    number = _next_number(Route.objects.filter(code=code), f"route {code}")
    route = Route.objects.create(code=code, number=number, name=name)
    RouteStep.objects.bulk_create([RouteStep(route=route, **_columns(step)) for step in steps])
    fact = RouteDrafted(route=route.pk, code=code, number=number)
    record(fact, subject=f"route:{route.pk}", by=by.key, at=at, is_new=True)
    return route


@transaction.atomic
def publish_route(route: Route, *, by: Actor, at: datetime) -> Route:
    """Fix a process for ever; whether it fits a time limit is asked when a handling takes it."""
    _allow(by)
    route = Route.objects.select_for_update().get(pk=route.pk)
    _still_a_draft(route)
    _refuse(lint(as_steps(list(route.steps.all()))))
    route.published_at = at
    route.save(update_fields=["published_at"])
    fact = RoutePublished(route=route.pk, code=route.code, number=route.number)
    record(fact, subject=f"route:{route.pk}", by=by.key, at=at)
    return route


@transaction.atomic
def draft_form(
    code: str, title: str, *, schema: Mapping[str, Any], layout: Mapping[str, Any], by: Actor, at: datetime
) -> EForm:
    """Keep the next version of a form, right or wrong as yet."""
    _allow(by)
    number = _next_number(EForm.objects.filter(code=code), f"form {code}")
    form = EForm.objects.create(code=code, number=number, title=title, schema=schema, layout=layout)
    fact = FormDrafted(form=form.pk, code=code, number=number)
    record(fact, subject=f"form:{form.pk}", by=by.key, at=at, is_new=True)
    return form


@transaction.atomic
def publish_form(form: EForm, *, by: Actor, at: datetime) -> EForm:
    """Fix a form for ever."""
    _allow(by)
    form = EForm.objects.select_for_update().get(pk=form.pk)
    _still_a_draft(form)
    _refuse(lint_form(form.schema, form.layout))
    form.published_at = at
    form.save(update_fields=["published_at"])
    fact = FormPublished(form=form.pk, code=form.code, number=form.number)
    record(fact, subject=f"form:{form.pk}", by=by.key, at=at)
    return form


@transaction.atomic
def draft_handling(
    version: ProcedureVersion,
    *,
    limit: Limit | None = None,
    cutoff: Cutoff = Cutoff.NONE,
    route: Route | None = None,
    form: EForm | None = None,
    handled_by: str = Handling.HandledBy.PROVINCE,
    by: Actor,
    at: datetime,
    **own: Any,
) -> Handling:
    """Begin how the province handles a procedure version; what is not known yet is left out.

    `own` are the province's further terms: `cut_value`, `cut_basis`, those of a supplement.
    """
    _allow(by)
    number = _next_number(version.handlings.all(), f"version {version.pk}")
    terms = own | ({"limit_value": limit.value, "limit_unit": limit.unit.value} if limit else {})
    handling = Handling.objects.create(
        version=version, number=number, cutoff=cutoff.value, route=route, form=form, handled_by=handled_by, **terms
    )
    fact = HandlingDrafted(handling.pk, procedure=version.procedure.code, version=version.number, number=number)
    record(fact, subject=_subject(handling), by=by.key, at=at, is_new=True)
    return handling


@transaction.atomic
def revise_handling(handling: Handling, *, by: Actor, at: datetime, **terms: Any) -> Handling:
    """Change a draft: `limit`, `cutoff`, `route`, `form`, `handled_by`, a column. AlreadyPublished if no draft."""
    _allow(by)
    handling = Handling.objects.select_for_update().get(pk=handling.pk)
    _still_a_draft(handling)
    if limit := terms.pop("limit", None):
        terms |= {"limit_value": limit.value, "limit_unit": limit.unit.value}
    for name, value in terms.items():
        setattr(handling, name, value)
    handling.save(update_fields=list(terms))
    fact = HandlingRevised(handling.pk, what=sorted(terms))
    record(fact, subject=_subject(handling), by=by.key, at=at)
    return handling


@transaction.atomic
def publish_handling(handling: Handling, *, bodies: Sequence[Offer] | None, by: Actor, at: datetime) -> Handling:
    """Fix a handling and open its services, in place of older ones; without bodies only linked groups go by it."""
    _allow(by)
    handling = _locked(handling)
    _still_a_draft(handling)
    hold(f"services of procedure {handling.version.procedure_id}")  # two handlings of one procedure take turns
    begins_on = max(localdate(at), handling.version.effective_from)
    _refuse(_problems(handling) + (wrong_with(bodies, begins_on) if bodies is not None else []))
    _publish(handling, by, at)
    version = handling.version
    fact = HandlingPublished(
        handling.pk, procedure=version.procedure.code, version=version.number, number=handling.number
    )
    opened = begin_services(handling, bodies or (), begins_on, by=by, at=at)
    record(fact, *opened, subject=_subject(handling), by=by.key, at=at)
    return handling


def _allow(by: Actor) -> None:
    if not may_publish(by):
        raise NotAllowed("only an administrator or a procedure control officer changes the catalogue")


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise CannotPublish(problems)


def _still_a_draft(row: Route | EForm | Handling) -> None:
    if row.published_at is not None:
        raise AlreadyPublished(f"{row._meta.model_name} {row.pk} is published and never changes")


def _next_number(earlier: QuerySet[Any], scope: str) -> int:
    hold(scope)
    return int(earlier.aggregate(last=Max("number"))["last"] or 0) + 1


def _columns(step: Step) -> dict[str, Any]:
    return {name: getattr(step, name) for name in Step.__dataclass_fields__}


def _locked(handling: Handling) -> Handling:
    """The draft with all that is asked of it, but for the long texts."""
    whole = Handling.objects.select_for_update(of=("self",)).select_related("version__procedure", "route", "form")
    return whole.defer("version__content", "form__schema", "form__layout").get(pk=handling.pk)


def _subject(handling: Handling) -> str:
    return f"handling:{handling.pk}"


def _problems(handling: Handling) -> list[Problem]:
    route, form = handling.route, handling.form
    return missing_from(handling, route=route, form=form, steps=as_steps(list(route.steps.all())) if route else [])


def _publish(handling: Handling, by: Actor, at: datetime) -> None:
    handling.published_at, handling.published_by_id = at, by.account_id
    handling.save(update_fields=["published_at", "published_by"])
