"""One batch of readings → rows, in one transaction: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from django.db import transaction
from django.db.models import Max

from motcua.catalogue.importing.deciding import Dates, Decision, Known, decide
from motcua.catalogue.importing.links import CODE, Links, cut
from motcua.catalogue.importing.record import Reading
from motcua.catalogue.models import CatalogueImport, Component, Procedure, ProcedureVersion, ServiceLevel
from motcua.journal.recording import hold
from motcua.lib.text import fold

SUBJECT = "catalogue"
LEVELS = {"TOAN_TRINH": ServiceLevel.FULL, "MOT_PHAN": ServiceLevel.PARTIAL, "CHI_TRUC_TIEP": ServiceLevel.IN_PERSON}
WRITTEN = (
    "name", "promulgated_by", "kind", "status_in_portal", "subjects", "levels", "service_level", "has_detail",
    "listing", "search_text", "flags",
)  # fmt: skip


@transaction.atomic
def write_batch(
    readings: Sequence[Reading], run: CatalogueImport, *, links: Links, dates: Dates, seen: Set[str]
) -> list[Decision]:
    """Decide and write readings of different codes; `seen` are the codes the file had before."""
    hold(SUBJECT)  # two imports at once take turns, batch by batch
    known = _known(reading.code for reading in readings)
    decisions = [
        decide(reading, known.get(reading.code, Known()), dates, is_repeated=reading.code in seen)
        for reading in readings
    ]
    _write([decision for decision in decisions if decision.touches_listing], links)
    run.batches += 1
    run.save(update_fields=["batches"])
    return decisions


def _known(codes: Iterable[str]) -> dict[str, Known]:
    procedures = Procedure.objects.filter(code__in=list(codes)).annotate(latest=Max("versions__number"))
    kept = {procedure.pk: procedure for procedure in procedures}
    versions = {
        version.procedure_id: version
        for version in ProcedureVersion.objects.filter(procedure__in=kept)
        if version.number == kept[version.procedure_id].latest
    }
    return {procedure.code: Known(procedure, versions.get(pk)) for pk, procedure in kept.items()}


def _write(decisions: Sequence[Decision], links: Links) -> None:
    contents = [decision.reading.content for decision in decisions if decision.reading]
    links.learn(
        [field for content in contents for field in content["fields"]],
        [agency for content in contents for agency in _agencies(content)],
    )
    written = [(decision, _procedure(decision, links)) for decision in decisions]
    old = {procedure.pk for _, procedure in written if procedure.pk is not None}
    Procedure.objects.bulk_create(
        [procedure for _, procedure in written], update_conflicts=True, unique_fields=["code"], update_fields=WRITTEN
    )
    _link(written, links, old)
    _write_versions(written)


def _agencies(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    promulgating = content["promulgating_agency"]
    return [*content["executing_agencies"], *([promulgating] if promulgating else [])]


def _procedure(decision: Decision, links: Links) -> Procedure:
    reading = decision.reading
    assert reading is not None
    procedure = decision.known.procedure or Procedure(code=reading.code)
    if not reading.has_detail:
        procedure.listing = reading.content
    if reading.has_detail or not procedure.has_detail:
        _describe(procedure, reading)
    # An entry of the list fills what the full text left open, and never more.
    procedure.promulgated_by_id = procedure.promulgated_by_id or links.agency(reading.content["promulgating_agency"])
    procedure.kind = procedure.kind or cut(reading.content["kind"], CODE)
    procedure.status_in_portal = procedure.status_in_portal or cut(reading.content["status_in_portal"], CODE)
    if reading.has_detail and (promulgating := reading.content["promulgating_agency"]):
        procedure.promulgated_by_id = links.agency(promulgating)
    return procedure


def _describe(procedure: Procedure, reading: Reading) -> None:
    """Repeat on the procedure what it is found by; what this reading does not state stays as it was."""
    content = reading.content
    procedure.name = reading.name
    procedure.kind = cut(content["kind"], CODE) or procedure.kind
    procedure.status_in_portal = cut(content["status_in_portal"], CODE) or procedure.status_in_portal
    procedure.subjects = [cut(subject, 200) for subject in content["subjects"]] or procedure.subjects
    procedure.levels = [cut(level, 20) for level in content.get("level", [])] or procedure.levels
    procedure.service_level = LEVELS.get(content.get("service_level") or "", procedure.service_level)
    procedure.has_detail = reading.has_detail
    procedure.flags = reading.flags
    fields = [fold(field["name"]) for field in content["fields"]]
    procedure.search_text = "\n".join([fold(reading.name), *fields])


def _link(written: Sequence[tuple[Decision, Procedure]], links: Links, old: Set[int]) -> None:
    """Tie procedures to their fields and agencies; an entry does not touch a full text's ties."""
    fields, agencies = Procedure.fields.through, Procedure.executed_by.through
    own = [(procedure.pk, d.reading) for d, procedure in written if d.reading and _is_own(d.reading, procedure)]
    again = [pk for pk, _ in own if pk in old]
    fields.objects.filter(procedure__in=again).delete()
    agencies.objects.filter(procedure__in=again).delete()
    fields.objects.bulk_create(
        fields(procedure_id=pk, field_id=field)
        for pk, reading in own
        for field in links.fields(reading.content["fields"])
    )
    agencies.objects.bulk_create(
        agencies(procedure_id=pk, agency_id=agency)
        for pk, reading in own
        for agency in links.agencies(reading.content["executing_agencies"])
    )


def _is_own(reading: Reading, procedure: Procedure) -> bool:
    return reading.has_detail or not procedure.has_detail


def _write_versions(written: Sequence[tuple[Decision, Procedure]]) -> None:
    new = [_version(decision, procedure) for decision, procedure in written if decision.effective_from]
    ProcedureVersion.objects.bulk_create(new)
    Component.objects.bulk_create(component for version in new for component in _components(version))
    refreshed = [_refreshed(decision) for decision, _ in written if _is_refresh(decision)]
    ProcedureVersion.objects.bulk_update(refreshed, ["content", "source", "fingerprint"])


def _is_refresh(decision: Decision) -> bool:
    return bool(decision.content and decision.reading and decision.reading.has_detail)


def _version(decision: Decision, procedure: Procedure) -> ProcedureVersion:
    reading, before = decision.reading, decision.known.version
    assert reading is not None and decision.effective_from is not None
    return ProcedureVersion(
        procedure=procedure,
        number=before.number + 1 if before else 1,
        effective_from=decision.effective_from,
        name=reading.name,
        content=reading.content,
        fingerprint=reading.fingerprint,
        changes=[*decision.changes, *decision.notes] if before else [],
        source=reading.source,
    )


def _refreshed(decision: Decision) -> ProcedureVersion:
    version, reading = decision.known.version, decision.reading
    assert version is not None and reading is not None and decision.content is not None
    version.content, version.source, version.fingerprint = decision.content, reading.source, reading.fingerprint
    return version


def _components(version: ProcedureVersion) -> list[Component]:
    return [
        Component(
            version=version,
            no=no,
            case=line["case"] or "",
            name=line["name"] or "",
            originals=line["originals"] or 0,
            copies=line["copies"] or 0,
            forms=line["forms"],
            code=cut(line["code"], 60),
            is_note=line["originals"] == 0 and line["copies"] == 0,
        )
        for no, line in enumerate(version.content["components"], start=1)
    ]
