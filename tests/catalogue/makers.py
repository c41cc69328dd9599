"""Makers: a small valid procedure, route, handling or service, of which a test states only what matters to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from motcua.catalogue.eforms.library import GENERIC, shipped
from motcua.catalogue.models import (
    Component,
    EForm,
    Handling,
    Procedure,
    ProcedureVersion,
    Route,
    RouteStep,
    Service,
    StepKind,
    StepUnit,
)
from motcua.directory.models import Body, BodyKind, Level
from motcua.directory.roles import Role

PUBLISHED = datetime(2025, 6, 30, 17, tzinfo=UTC)
IN_FORCE = date(2025, 7, 1)
_numbers = count(1)

# no, name, role, unit, hours, kind: 24 hours in all, which fits three working days
STEPS = [
    (1, "Tiếp nhận hồ sơ", Role.RECEPTION_OFFICER, StepUnit.ONE_STOP, 2, StepKind.RECEIVE),
    (2, "Thẩm định, dự thảo kết quả", Role.CASE_OFFICER, StepUnit.COMPETENT, 12, StepKind.PROCESS),
    (3, "Ký duyệt", Role.SIGNATORY, StepUnit.COMPETENT, 6, StepKind.SIGN),
    (4, "Vào sổ, đóng dấu, phát hành", Role.RECORDS_CLERK, StepUnit.COMPETENT, 2, StepKind.ISSUE),
    (5, "Trả kết quả", Role.RETURN_OFFICER, StepUnit.ONE_STOP, 2, StepKind.RETURN),
]


def make_procedure(**facts: Any) -> Procedure:
    """A procedure without versions."""
    number = next(_numbers)
    return Procedure.objects.create(**{"code": f"9.{number:06}", "name": f"Thủ tục {number}"} | facts)


def make_version(*, components: int = 3, **facts: Any) -> ProcedureVersion:
    """A procedure's version with some papers, one original each."""
    procedure = facts.pop("procedure", None) or make_procedure()
    usual = {"procedure": procedure, "number": 1, "effective_from": IN_FORCE, "name": procedure.name, "content": {}}
    version = ProcedureVersion.objects.create(**usual | facts)
    papers = [Component(version=version, no=no, name=f"Giấy tờ {no}", originals=1) for no in range(1, components + 1)]
    Component.objects.bulk_create(papers)
    return version


def make_route(*, steps: Sequence[tuple[Any, ...]] = STEPS, published: bool = True, **facts: Any) -> Route:
    """A route of these steps: (no, name, role, unit, hours, kind), then group and outcome if there are any."""
    route = Route.objects.create(**{"code": f"route-{next(_numbers)}", "number": 1, "name": "Quy trình thử"} | facts)
    names = ("no", "name", "role", "unit", "hours", "kind", "group", "on_outcome")
    RouteStep.objects.bulk_create([RouteStep(route=route, **dict(zip(names, step, strict=False))) for step in steps])
    if published:
        route.published_at = PUBLISHED
        route.save(update_fields=["published_at"])
    return route


def make_form(*, definition: str = GENERIC, published: bool = True, **facts: Any) -> EForm:
    """One of the shipped forms under a code of its own."""
    found = shipped()[definition]
    usual = {"code": f"form-{next(_numbers)}", "number": 1, "title": found.title}
    content = {"schema": found.schema, "layout": found.layout}
    return EForm.objects.create(**usual | content | {"published_at": PUBLISHED if published else None} | facts)


def make_handling(**facts: Any) -> Handling:
    """A published handling of three working days; `published_at=None` makes a draft."""
    usual = {"limit_value": 3, "limit_unit": "workday", "published_at": PUBLISHED}
    for name, make in (("version", make_version), ("route", make_route), ("form", make_form)):
        if name not in facts:
            facts[name] = make()
    return Handling.objects.create(**usual | facts)


def make_competent(**facts: Any) -> Body:
    """A commune's People's Committee."""
    return _body(BodyKind.COMMUNE_COMMITTEE, "UBND xã", **facts)


def make_one_stop(**facts: Any) -> Body:
    """A commune's public service centre."""
    return _body(BodyKind.ONE_STOP_CENTRE, "Trung tâm Phục vụ hành chính công xã", **facts)


def make_service(**facts: Any) -> Service:
    """A published service of a commune: 3 papers, 5 steps, 3 working days, the generic form."""
    competent = facts.pop("competent", None) or make_competent()
    one_stop = facts.pop("one_stop", None) or make_one_stop(parent=competent)
    handling = facts.pop("handling", None) or make_handling()
    usual = {"handling": handling, "competent": competent, "one_stop": one_stop, "valid_from": IN_FORCE}
    return Service.objects.create(**usual | facts)


def _body(kind: BodyKind, name: str, **facts: Any) -> Body:
    number = next(_numbers)
    usual = {"code": f"H99.{number}", "name": f"{name} {number}", "short_name": f"{name} {number}", "kind": kind}
    return Body.objects.create(**usual | {"level": Level.COMMUNE, "valid_from": IN_FORCE} | facts)
