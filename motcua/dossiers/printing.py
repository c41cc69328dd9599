"""The dossier's legal papers (rulebook C): values gathered here, set in type by `documents`; Vietnamese by law."""

from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime

from motcua.catalogue.models import StepKind
from motcua.catalogue.services import published
from motcua.directory import identity
from motcua.directory.actions.people import reveal_number
from motcua.directory.actors import Actor
from motcua.directory.models import Body, Officer, OneStopOffice, Person
from motcua.documents.forms.fields import Form01, Form03, Form06, FormPaper, HandoverRow, Paper, PaperRow, ResultPaper
from motcua.documents.forms.printing import render
from motcua.documents.forms.sets import Kind, form_for
from motcua.documents.intake import store_bytes
from motcua.documents.models import File
from motcua.dossiers.models import Decision, Dossier, PaperState
from motcua.dossiers.statuses import Channel, Delivery
from motcua.journal.models import Event

PDF = "application/pdf"
UNITS = {
    "workhour": "giờ làm việc",
    "workday": "ngày làm việc",
    "day": "ngày",
    "month": "tháng",
    "sameday": "ngày làm việc (giải quyết trong ngày)",
}
CHANNELS = {Channel.IN_PERSON: "trực tiếp", Channel.ONLINE: "trực tuyến", Channel.POST: "qua bưu chính công ích"}
RETURNED_AT = {
    Delivery.POST: "Qua dịch vụ bưu chính công ích",
    Delivery.ONLINE: "Nhận bản điện tử trên Cổng Dịch vụ công",
}
NOTES = {
    PaperState.PRESENTED: "Đã xuất trình bản chính để đối chiếu",
    PaperState.FETCHED: "Không yêu cầu nộp: đã khai thác từ cơ sở dữ liệu",
    PaperState.NOT_NEEDED: "Không phải nộp trong trường hợp này",
}


def receipt(dossier: Dossier, *, by: Actor, at: datetime) -> bytes:
    """Form 01 as PDF/A, both copies."""
    assert dossier.accepted_at and dossier.due_at
    rule, officer = published(dossier.handling_id), _accepting_officer(dossier)
    return render(
        Form01(
            **_head(dossier, Kind.RECEIPT, dossier.accepted_at, "TNHS"),
            **_filer(dossier, by, at),
            receiving_unit=dossier.receiving.name,
            channel=CHANNELS[Channel(dossier.channel)],
            request=dossier.title,
            papers=_papers(dossier),
            limit_words=f"{rule.limit.value} {UNITS[rule.limit.unit]}",
            received_at=localtime(dossier.accepted_at),
            due_at=localtime(dossier.due_at),
            return_at=RETURNED_AT.get(Delivery(dossier.delivery), dossier.receiving.name),
            officer=officer,
        )
    )


def declining(dossier: Dossier, *, by: Actor, at: datetime) -> bytes:
    """Form 03 for a dossier that was not accepted (M5)."""
    event = Event.objects.get(subject=dossier.subject, kind="Declined")
    words: dict[str, Any] = {"ground": event.payload["ground"], "officer": _officer_of(event.actor)}
    return render(Form03(**_head(dossier, Kind.REFUSAL, event.at, "TCHS"), **_refused(dossier, by, at), **words))


def refusal_file(dossier: Dossier, decision: Decision, *, by: Actor, at: datetime) -> File:
    """Form 03 in the wording after appraisal, stored as the result (NĐ 61/2018 Điều 19.8)."""
    assert decision.issued_at and decision.approved_by
    paper = Form03(
        **{**_head(dossier, Kind.REFUSAL, decision.issued_at, ""), "unit": dossier.competent.name},
        **_refused(dossier, by, at),
        is_after_appraisal=True,
        ground=decision.ground,
        officer=_accepting_officer(dossier),
        **_signature(dossier, decision.approved_by),
    )
    return _stored(_numbered(paper, decision.number), "phieu-tu-choi-giai-quyet", dossier, decision)


def result_file(dossier: Dossier, decision: Decision) -> File:
    """The result drawn up from the draft, for results that are not made elsewhere."""
    assert decision.issued_at and decision.approved_by
    paper = ResultPaper(
        superior=_superior(dossier.competent),
        unit=dossier.competent.name,
        number=decision.number,
        place=_place(dossier.competent),
        signed_on=localtime(decision.issued_at).date(),
        code=dossier.code,
        title=decision.title,
        subject=dossier.title,
        paragraphs=tuple(line for line in decision.text.splitlines() if line.strip()),
        **_signature(dossier, decision.approved_by),
    )
    return _stored(paper, "ket-qua", dossier, decision)


def preview(dossier: Dossier, decision: Decision, signer: Officer, on: datetime) -> bytes:
    """What the result will look like, before it has a number."""
    paper = ResultPaper(
        superior=_superior(dossier.competent),
        unit=dossier.competent.name,
        place=_place(dossier.competent),
        signed_on=localtime(on).date(),
        code=dossier.code,
        title=decision.title,
        subject=dossier.title,
        paragraphs=tuple(line for line in (decision.text or decision.ground).splitlines() if line.strip()),
        **_signature(dossier, signer),
    )
    return render(paper)


def control_sheet(dossier: Dossier) -> bytes:
    """Form 06 from the log of steps (C.8)."""
    assert dossier.accepted_at and dossier.due_at
    return render(
        Form06(
            **_head(dossier, Kind.CONTROL_SHEET, dossier.accepted_at, "KSHS"),
            receiving_unit=dossier.receiving.name,
            settling_unit=dossier.competent.name,
            procedure=dossier.title,
            applicant_name=dossier.applicant_name,
            received_at=localtime(dossier.accepted_at),
            due_at=localtime(dossier.due_at),
            rows=_handovers(dossier),
        )
    )


def lookup_address(dossier: Dossier) -> str:
    """The address in the QR code: it opens code and progress only (rulebook E.4)."""
    return f"{settings.PUBLIC_ADDRESS}/lookup/?code={dossier.code}"


def _head(dossier: Dossier, kind: Kind, at: datetime, mark: str) -> dict[str, Any]:
    office = OneStopOffice.objects.filter(body=dossier.receiving_id).first()
    number = dossier.code.rsplit("-", 1)[-1]
    return {
        "superior": _superior(dossier.receiving),
        "unit": dossier.receiving.name,
        "number": f"{number}/{mark}",
        "place": _place(dossier.receiving),
        "signed_on": localtime(at).date(),
        "code": dossier.code,
        "form": form_for(kind, _received_on(dossier)),
        "lookup_url": lookup_address(dossier),
        "lookup_address": f"{settings.PUBLIC_ADDRESS}/lookup/",
        "unit_phone": office.phone if office else "",
    }


def _filer(dossier: Dossier, by: Actor, at: datetime) -> dict[str, Any]:
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


def _refused(dossier: Dossier, by: Actor, at: datetime) -> dict[str, Any]:
    filer = _filer(dossier, by, at)
    return {
        "receiving_unit": dossier.receiving.name,
        "filed_at": localtime(dossier.lodged_at),
        "applicant_name": dossier.applicant_name,
        "applicant_identity": filer["filer_identity"],
        "address": filer["address"],
        "phone": filer["phone"],
        "email": filer["email"],
        "request": dossier.title,
    }


def _number(person: Person, by: Actor, at: datetime) -> str:
    """One's own number is one's own; anybody else's reading of it is recorded."""
    if by.person_id == person.pk:
        return identity.unseal(person.number_sealed)
    return reveal_number(person, by=by, at=at, why="legal form")


def _papers(dossier: Dossier) -> tuple[PaperRow, ...]:
    rows = []
    for paper in dossier.papers.prefetch_related("files"):
        electronic = len(paper.files.all()) if dossier.channel == Channel.ONLINE else 0
        copies = 0 if electronic else paper.copies
        note = NOTES.get(PaperState(paper.state), "")
        note = f"{note}: {paper.note}" if note and paper.note else note or paper.note
        row = PaperRow(no=paper.no, name=paper.name, originals=paper.originals, copies=copies, note=note)
        rows.append(PaperRow(**{**row.__dict__, "electronic": electronic}))
    return tuple(rows)


def _handovers(dossier: Dossier) -> tuple[HandoverRow, ...]:
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


def _signature(dossier: Dossier, signer: Officer) -> dict[str, Any]:
    is_committee = "committee" in dossier.competent.kind
    return {
        "signer_authority": "TM. ỦY BAN NHÂN DÂN" if is_committee else "",
        "signer_title": (signer.title or "Người có thẩm quyền").upper(),
        "signer_name": signer.full_name,
    }


def _numbered(paper: Form03, number: str) -> Form03:
    return Form03(**{**paper.__dict__, "number": number})


def _stored(paper: Paper | FormPaper, stem: str, dossier: Dossier, decision: Decision) -> File:
    return store_bytes(f"{stem}-{dossier.code}.pdf", render(paper), PDF, f"officer:{decision.issued_by_id}")


def _accepting_officer(dossier: Dossier) -> str:
    task = dossier.tasks.filter(step__kind=StepKind.RECEIVE).select_related("officer").first()
    return task.officer.full_name if task and task.officer else ""


def _officer_of(actor: str) -> str:
    kind, _, pk = actor.partition(":")
    officer = Officer.objects.filter(pk=int(pk)).first() if kind == "officer" else None
    return officer.full_name if officer else ""


def _superior(body: Body) -> str:
    return body.parent.name if body.parent else ""


def _place(body: Body) -> str:
    return body.commune.name if body.commune else settings.PROVINCE_NAME


def _received_on(dossier: Dossier) -> date:
    return localtime(dossier.accepted_at or dossier.lodged_at).date()
