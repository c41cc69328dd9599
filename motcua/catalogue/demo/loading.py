"""Publishes the demonstration's services through the same actions as an administrator; what is published stays."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from motcua.catalogue import actions
from motcua.catalogue.actions_linked import name_parts
from motcua.catalogue.demo.as_published import as_published
from motcua.catalogue.demo.bodies import Bodies, bodies_of_province
from motcua.catalogue.demo.choosing import department_for, field_of, is_of_communes, limit_in
from motcua.catalogue.demo.linked import ANSWERED_WITHIN, PARTS, SERVED, PlannedPart, offers_of_part
from motcua.catalogue.demo.reaches import open_demo_reaches
from motcua.catalogue.demo.samples import Sample, samples
from motcua.catalogue.demo.standard_routes import code_of, length_for, name_of, standard_steps
from motcua.catalogue.drawn import Step
from motcua.catalogue.eforms.library import Shipped, code_for, shipped
from motcua.catalogue.importing import import_file
from motcua.catalogue.linked import Part
from motcua.catalogue.models import (
    EForm,
    FeeReturn,
    Handling,
    Procedure,
    ProcedureKind,
    ProcedureVersion,
    Route,
    Service,
)
from motcua.catalogue.publishing import Offer
from motcua.catalogue.routes import hours_allowed
from motcua.directory.actors import SYSTEM, Actor
from motcua.directory.roles import Role
from motcua.lib.worktime import Cutoff, Limit


@dataclass(frozen=True)
class Loaded:
    """Rows in the tables after loading, new or not."""

    procedures: int
    services: int
    routes: int
    forms: int


@dataclass(frozen=True)
class Planned:
    """How one procedure is to be handled, and by whom."""

    version: ProcedureVersion
    limit: Limit
    offers: Sequence[Offer]
    route_code: str
    route_name: str
    steps: Sequence[Step]
    cutoff: Cutoff = Cutoff.NONE
    handled_by: str = Handling.HandledBy.PROVINCE
    fee_return: str = FeeReturn.RETURNED


def load_demo_services(*, on: date, at: datetime) -> Loaded:
    """Publish, as of `at`, the procedures whose texts are in force `on` that day; needs the demo province."""
    bodies = bodies_of_province(on)
    own = {sample.code: sample for sample in samples()}
    _add_missing(own, at)
    with transaction.atomic():
        publisher = _Publisher(_control(bodies), on, at)
        for planned in _plan(own, bodies, on):
            publisher.publish(planned)
        open_demo_reaches(by=_control(bodies), on=on, at=at)
    return Loaded(
        procedures=Handling.objects.filter(services__isnull=False).values("version__procedure").distinct().count(),
        services=Service.objects.count(),
        routes=Route.objects.count(),
        forms=EForm.objects.count(),
    )


def _control(bodies: Bodies) -> Actor:
    """The system itself, with the powers of procedure control in the province."""
    return replace(SYSTEM, posts=frozenset({(bodies.committee.pk, Role.PROCEDURE_CONTROL)}))


def _add_missing(own: Mapping[str, Sample], at: datetime) -> None:
    """Sample procedures that the imported catalogue lacks go in through the import."""
    known = set(ProcedureVersion.objects.filter(procedure__code__in=own).values_list("procedure__code", flat=True))
    missing = [sample.record for code, sample in own.items() if code not in known]
    if missing:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sample-procedures.jsonl.gz"
            with gzip.open(path, "wt") as file:
                file.writelines(json.dumps(as_published(record), ensure_ascii=False) + "\n" for record in missing)
            import_file(path, at=at)


def _plan(own: Mapping[str, Sample], bodies: Bodies, on: date) -> Iterator[Planned]:
    standard = Procedure.objects.filter(kind=ProcedureKind.STANDARD)
    of_samples = Procedure.objects.filter(code__in=own)
    versions = ProcedureVersion.objects.in_force(on).filter(procedure__in=standard | of_samples)
    done = Handling.objects.filter(published_at__isnull=False).values("version")
    for version in versions.exclude(pk__in=done).select_related("procedure").order_by("procedure__code"):
        code = version.procedure.code
        sample, served = own.get(code), SERVED.get(code)
        planned = _sampled(version, sample, bodies) if sample else _standard(version, bodies, served)
        if planned and planned.offers:
            yield planned


def _standard(version: ProcedureVersion, bodies: Bodies, served: Limit | None) -> Planned | None:
    """A published text handled by a standard process; None when the text says too little.

    `served` is the limit of a procedure that the demonstration offers only because a linked group needs it.
    """
    limit = served or limit_in(version.content)
    if limit is None or version.procedure.is_withdrawn:
        return None
    length = length_for(hours_allowed(limit))
    field = field_of(version.content)
    offers = offers_of_part(version.procedure.code, bodies, field) if served else _offers(version, bodies)
    return Planned(version, limit, offers, code_of(length), name_of(length), standard_steps(length))


def _offers(version: ProcedureVersion, bodies: Bodies) -> list[Offer]:
    content, field = version.content, field_of(version.content)
    offers = bodies.offers_of_communes(field) if is_of_communes(content) else []
    if department := department_for(content, bodies.top):
        offers += bodies.offers_of_top(department, field)
    return offers


def _sampled(version: ProcedureVersion, sample: Sample, bodies: Bodies) -> Planned:
    return Planned(
        version=version,
        limit=sample.limit,
        offers=_offers_of_sample(sample, bodies, field_of(version.content)),
        route_code=sample.route_code,
        route_name=f"Quy trình nội bộ: {sample.record['name']}"[:300],
        steps=sample.steps,
        cutoff=sample.cutoff,
        handled_by=sample.handled_by,
        fee_return=sample.fee_return,
    )


def _offers_of_sample(sample: Sample, bodies: Bodies, field: str) -> list[Offer]:
    """By the words of the file about who is competent."""
    who = sample.competent
    if who.startswith("Công an cấp xã"):
        return bodies.offers_of_police()
    if "Công an tỉnh" in who:
        return bodies.offers_of_top("cong an tinh", field)
    if who.startswith("Văn phòng đăng ký đất đai"):
        return bodies.offers_of_top("van phong dang ky dat dai", field)
    offers = bodies.offers_of_communes(field)
    if "Sở Tư pháp" in who:
        offers += bodies.offers_of_top("so tu phap", field)
    return offers


class _Publisher:
    """Publishes plans one after another, drawing each route and form once."""

    def __init__(self, by: Actor, on: date, at: datetime) -> None:
        self._by = by
        self._on = on
        self._at = at
        self._routes: dict[str, Route] = {}
        self._forms: dict[str, EForm] = {}

    def publish(self, planned: Planned) -> None:
        handling = actions.draft_handling(
            planned.version,
            limit=planned.limit,
            cutoff=planned.cutoff,
            route=self._route(planned),
            form=self._form(code_for(planned.version.procedure.code)),
            handled_by=planned.handled_by,
            fee_return=planned.fee_return,
            by=self._by,
            at=self._at,
        )
        if parts := self._parts(planned):
            actions.revise_handling(handling, supplement_workdays=ANSWERED_WITHIN, by=self._by, at=self._at)
            name_parts(handling, parts, by=self._by, at=self._at)
        actions.publish_handling(handling, bodies=planned.offers, by=self._by, at=self._at)

    def _parts(self, planned: Planned) -> list[Part]:
        """The parts of a linked group, but for procedures that this catalogue does not hold."""
        code = planned.version.procedure.code
        codes = {part.procedure_code for part in PARTS.get(code, ())}
        rows = ProcedureVersion.objects.in_force(self._on).filter(procedure__code__in=codes)
        versions = {row.procedure.code: row for row in rows.select_related("procedure")}
        known = [part for part in PARTS.get(code, ()) if part.procedure_code in versions]
        return [self._part(part, versions[part.procedure_code], self._form(code_for(code))) for part in known]

    def _part(self, part: PlannedPart, version: ProcedureVersion, form: EForm) -> Part:
        """A part that follows a handling of its own: the group's limit and process, the form of the whole."""
        route = self._route_of(*part.route)
        follows = actions.draft_handling(
            version, limit=part.limit, cutoff=part.cutoff, route=route, form=form, by=self._by, at=self._at
        )
        actions.revise_handling(follows, supplement_workdays=ANSWERED_WITHIN, by=self._by, at=self._at)
        actions.publish_handling(follows, bodies=None, by=self._by, at=self._at)
        drawn = (part.no, part.name, part.procedure_code, part.agency, part.depends_on, part.is_optional)
        return Part(*drawn, follows=follows.pk)

    def _route(self, planned: Planned) -> Route:
        return self._route_of(planned.route_code, planned.route_name, planned.steps)

    def _route_of(self, code: str, name: str, steps: Sequence[Step]) -> Route:
        if code not in self._routes:
            self._routes[code] = _kept_route(code) or self._drawn(code, name, steps)
        return self._routes[code]

    def _drawn(self, code: str, name: str, steps: Sequence[Step]) -> Route:
        route = actions.create_route(code, name, steps, self._by, self._at)
        return actions.publish_route(route, by=self._by, at=self._at)

    def _form(self, code: str) -> EForm:
        if code not in self._forms:
            self._forms[code] = _kept_form(shipped()[code]) or self._drafted(shipped()[code])
        return self._forms[code]

    def _drafted(self, content: Shipped) -> EForm:
        form = actions.draft_form(
            content.code, content.title, schema=content.schema, layout=content.layout, by=self._by, at=self._at
        )
        return actions.publish_form(form, by=self._by, at=self._at)


def _kept_route(code: str) -> Route | None:
    return Route.objects.filter(code=code, published_at__isnull=False).order_by("-number").first()


def _kept_form(content: Shipped) -> EForm | None:
    """The published form of this content; a changed file becomes a new version."""
    kept = EForm.objects.filter(code=content.code, published_at__isnull=False)
    return kept.filter(schema=content.schema, layout=content.layout).order_by("-number").first()
