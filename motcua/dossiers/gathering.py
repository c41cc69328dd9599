"""What stands on a dossier's legal papers, gathered from its rows (rulebook C.2-C.8); Vietnamese by law."""

from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from motcua.catalogue.models import StepKind
from motcua.directory import identity
from motcua.directory.actions.people import reveal_number
from motcua.directory.actors import Actor
from motcua.directory.models import Body, Officer, OneStopOffice, Person
from motcua.documents.forms.fields import HandoverRow, PaperRow
from motcua.documents.forms.sets import Kind, form_for
from motcua.dossiers.models import Dossier, PaperState
from motcua.dossiers.statuses import Channel
from motcua.lib.numbers import mask

NOTES = {
    PaperState.PRESENTED: "Đã xuất trình bản chính để đối chiếu",
    PaperState.FETCHED: "Không yêu cầu nộp: đã khai thác từ cơ sở dữ liệu",
    PaperState.NOT_NEEDED: "Không phải nộp trong trường hợp này",
}


def lookup_address(dossier: Dossier) -> str:
    """The address in the QR code: it opens code and progress only (rulebook E.4)."""
    return f"{settings.PUBLIC_ADDRESS}/lookup/?code={dossier.code}"


def head(dossier: Dossier, kind: Kind, at: datetime, mark: str) -> dict[str, Any]:
    office = OneStopOffice.objects.filter(body=dossier.receiving_id).first()
    number = dossier.code.rsplit("-", 1)[-1]
    return {
        "superior": superior(dossier.receiving),
        "unit": dossier.receiving.name,
        "number": f"{number}/{mark}",
        "place": place(dossier.receiving),
        "signed_on": localtime(at).date(),
        "code": dossier.code,
        "form": form_for(kind, _received_on(dossier)),
        "lookup_url": lookup_address(dossier),
        "lookup_address": f"{settings.PUBLIC_ADDRESS}/lookup/",
        "unit_phone": office.phone if office else "",
    }


def filer(dossier: Dossier, by: Actor, at: datetime) -> dict[str, Any]:
    """Who filed, with the whole number: the law's form asks for it (C.3)."""
    person, organisation = dossier.filer or dossier.applicant_person, dossier.applicant_organisation
    other = dossier.filer_id is not None and dossier.filer_id != dossier.applicant_person_id
    lives = person or organisation
    return {
        "filer_name": person.full_name if person else dossier.applicant_name,
        "filer_identity": _number(person, by, at) if person else (organisation.code if organisation else ""),
        "address": lives.address if lives else "",
        "phone": lives.phone if lives else "",
        "email": lives.email if lives else "",
        "applicant_name": dossier.applicant_name if other else None,
        "applicant_address": (organisation.address if organisation else "") if other else None,
    }


def refused(dossier: Dossier, by: Actor, at: datetime) -> dict[str, Any]:
    who = filer(dossier, by, at)
    return {
        "receiving_unit": dossier.receiving.name,
        "filed_at": localtime(dossier.lodged_at),
        "applicant_name": dossier.applicant_name,
        "applicant_identity": who["filer_identity"],
        "address": who["address"],
        "phone": who["phone"],
        "email": who["email"],
        "request": dossier.title,
    }


def _number(person: Person, by: Actor, at: datetime) -> str:
    """One's own number is one's own; anybody else's reading of it is recorded."""
    if by.officer_id is None and by.person_id != person.pk:
        return mask(identity.unseal(person.number_sealed))  # a fellow representative needs not know it whole
    if by.person_id == person.pk:
        return identity.unseal(person.number_sealed)
    return reveal_number(person, by=by, at=at, why="legal form")


def papers(dossier: Dossier) -> tuple[PaperRow, ...]:
    rows = []
    for paper in dossier.papers.prefetch_related("files"):
        electronic = len(paper.files.all()) if dossier.channel == Channel.ONLINE else 0
        copies = 0 if electronic else paper.copies
        note = NOTES.get(PaperState(paper.state), "")
        note = f"{note}: {paper.note}" if note and paper.note else note or paper.note
        row = PaperRow(no=paper.no, name=paper.name, originals=paper.originals, copies=copies, note=note)
        rows.append(PaperRow(**{**row.__dict__, "electronic": electronic}))
    return tuple(rows)


def handovers(dossier: Dossier) -> tuple[HandoverRow, ...]:
    tasks = list(dossier.tasks.select_related("body", "officer").order_by("id"))
    rows = []
    for given, taken in pairwise(tasks):
        rows.append(
            HandoverRow(
                giver_body=given.body.name,
                giver=given.officer.full_name if given.officer else "",
                given_at=localtime(given.done_at or taken.received_at),
                receiver_body=taken.body.name,
                receiver=taken.officer.full_name if taken.officer else "",
                received_at=localtime(taken.received_at),
                result="Quá hạn" if given.done_at and given.done_at > given.due_at else "Đúng hạn",
                note=given.note,
            )
        )
    return tuple(rows)


def signature(dossier: Dossier, signer: Officer) -> dict[str, Any]:
    is_committee = "committee" in dossier.competent.kind
    return {
        "signer_authority": "TM. ỦY BAN NHÂN DÂN" if is_committee else "",
        "signer_title": (signer.title or "Người có thẩm quyền").upper(),
        "signer_name": signer.full_name,
    }


def accepting_officer(dossier: Dossier) -> str:
    task = dossier.tasks.filter(step__kind=StepKind.RECEIVE).select_related("officer").first()
    return task.officer.full_name if task and task.officer else ""


def officer_of(actor: str) -> str:
    kind, _, pk = actor.partition(":")
    officer = Officer.objects.filter(pk=int(pk)).first() if kind == "officer" else None
    return officer.full_name if officer else ""


def superior(body: Body) -> str:
    return body.parent.name if body.parent else ""


def place(body: Body) -> str:
    return body.commune.name if body.commune else settings.PROVINCE_NAME


def _received_on(dossier: Dossier) -> date:
    return localtime(dossier.accepted_at or dossier.lodged_at).date()
