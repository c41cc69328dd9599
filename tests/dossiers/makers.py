"""Makers: an office with its people, and dossiers at any point of their life, brought there by the real verbs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from motcua.catalogue.models import Service
from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.directory.models import BodyKind, Person
from motcua.directory.roles import Role
from motcua.documents.models import File
from motcua.dossiers import actions
from motcua.dossiers.intake import Intake, PaperIn
from motcua.dossiers.models import Dossier, Draft, PaperState
from motcua.dossiers.statuses import Status
from tests.catalogue.makers import make_service
from tests.directory.makers import make_body, make_citizen, make_officer, make_one_stop, make_person

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)  # a Monday without a holiday near
ANSWERS = {
    "full_name": "Lò Thị Thử",
    "born_on": "1990-05-17",
    "personal_number": "012190000001",
    "phone": "0912345678",
    "address": "Tổ 1",
    "commune": "03408",
    "request": "Xin giải quyết thủ tục",
    "receive_by": "counter",
    "post_address": "",
}


@dataclass
class Office:
    """A commune committee with its one-stop unit, one officer in each role, and one service."""

    service: Service
    reception: Actor
    case: Actor
    signatory: Actor
    clerk: Actor
    returning: Actor
    head: Actor


def make_office(**facts: Any) -> Office:
    """An office whose route has a case officer, a signatory and a clerk in the committee itself."""
    committee = make_body(kind=BodyKind.COMMUNE_COMMITTEE)
    one_stop = make_one_stop(committee)
    on = NINE.date()
    return Office(
        service=make_service(**{"competent": committee, "one_stop": one_stop} | facts),
        reception=make_officer(one_stop, Role.RECEPTION_OFFICER, on=on)[1],
        returning=make_officer(one_stop, Role.RETURN_OFFICER, on=on)[1],
        case=make_officer(committee, Role.CASE_OFFICER, on=on)[1],
        signatory=make_officer(committee, Role.SIGNATORY, on=on, title="Phó Chủ tịch")[1],
        clerk=make_officer(committee, Role.RECORDS_CLERK, on=on)[1],
        head=make_officer(committee, Role.HEAD, on=on)[1],
    )


def make_file(**facts: Any) -> File:
    """A row of a file; nothing lies behind its path."""
    usual = {"name": "anh.png", "media_type": "image/png", "size": 10, "sha256": b"0" * 32, "path": "2026/03/x"}
    return File.objects.create(**usual | {"sent_by": "person:1"} | facts)


def papers_for(service: Service, state: str = PaperState.PRESENTED) -> list[PaperIn]:
    parts = published(service.handling_id).components
    return [PaperIn(component_id=part.id, state=state, originals=1) for part in parts if not part.is_note]


def make_intake(service: Service, person: Person | None = None, **facts: Any) -> Intake:
    """A complete dossier brought to the counter by the applicant."""
    person = person or make_person()
    usual = {
        "service_id": service.pk,
        "applicant_name": person.full_name,
        "applicant_person_id": person.pk,
        "filer_id": person.pk,
        "answers": ANSWERS,
        "papers": papers_for(service),
    }
    return Intake(**usual | facts)


def make_draft(service: Service, citizen: Actor, at: datetime = NINE) -> Draft:
    """A complete filing, not yet sent."""
    draft = actions.start_draft(service.pk, by=citizen, at=at)
    actions.save_draft(draft.pk, answers=ANSWERS, by=citizen, at=at)
    for part in published(service.handling_id).components:
        actions.attach(draft.pk, component_id=part.id, files=[make_file()], by=citizen, at=at)
    return Draft.objects.get(pk=draft.pk)


def make_lodged(office: Office, citizen: Actor | None = None, at: datetime = NINE) -> Dossier:
    """A dossier sent online by a citizen."""
    citizen = citizen or make_citizen()[1]
    return actions.lodge(make_draft(office.service, citizen, at).pk, by=citizen, at=at)


def make_dossier(office: Office, status: Status = Status.IN_PROGRESS, person: Person | None = None) -> Dossier:
    """A dossier brought to a status by the verbs of those whose part it is."""
    if status == Status.LODGED:
        return make_lodged(office)
    transfer = status != Status.ACCEPTED
    intake = make_intake(office.service, person)
    dossier = actions.receive(intake, by=office.reception, at=NINE, transfer_now=transfer)
    if status in (Status.RESOLVED, Status.RETURNED):
        dossier = resolve(dossier, office)
    if status == Status.RETURNED:
        dossier = actions.hand_over(dossier.pk, by=office.returning, at=NINE + timedelta(hours=3))
    return dossier


def resolve(dossier: Dossier, office: Office) -> Dossier:
    """Through draft, signature and issue to a granted result, an hour after nine."""
    later = NINE + timedelta(hours=1)
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=later)
    actions.complete_step(dossier.pk, by=office.case, at=later)
    actions.approve(dossier.pk, by=office.signatory, at=later)
    return actions.grant(dossier.pk, by=office.clerk, at=later, file=make_file(media_type="application/pdf"))
