"""The dossier's legal papers (rulebook C): values gathered here, set in type by `documents`; Vietnamese by law."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime

from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.directory.models import Officer
from motcua.documents.forms.fields import Form01, Form03, Form06, FormPaper, Paper, ResultPaper
from motcua.documents.forms.printing import render
from motcua.documents.forms.sets import Kind
from motcua.documents.intake import store_bytes
from motcua.documents.models import File
from motcua.dossiers.gathering import (
    accepting_officer,
    consulted,
    contact,
    fee_words,
    filer,
    handovers,
    head,
    issuer,
    officer_of,
    papers,
    place,
    refused,
    signature,
    superior,
)
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.register import place_in_register
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
NOTICES = "mục Thông báo trên Cổng Dịch vụ công"
RETURNED_AT = {
    Delivery.POST: "Qua dịch vụ bưu chính công ích",
    Delivery.ONLINE: "Nhận bản điện tử trên Cổng Dịch vụ công",
}


def receipt(dossier: Dossier, *, by: Actor, at: datetime) -> bytes:
    """Form 01 as PDF/A, both copies."""
    assert dossier.accepted_at and dossier.first_due_at
    rule, officer = published(dossier.handling_id), accepting_officer(dossier)
    book, number = place_in_register(dossier)
    return render(
        Form01(
            **head(dossier, Kind.RECEIPT, dossier.accepted_at, "TNHS"),
            **filer(dossier, by, at),
            receiving_unit=dossier.receiving.name,
            channel=CHANNELS[Channel(dossier.channel)],
            request=dossier.title,
            papers=papers(dossier),
            limit_words=f"{rule.limit.value} {UNITS[rule.limit.unit]}",
            received_at=localtime(dossier.accepted_at),
            due_at=localtime(told_at_acceptance(dossier)),
            return_at=RETURNED_AT.get(Delivery(dossier.delivery), dossier.receiving.name),
            fee_words=fee_words(dossier),
            register_book=book,
            register_no=number,
            notice_channels=NOTICES,
            officer=officer,
        )
    )


def told_at_acceptance(dossier: Dossier) -> datetime:
    """The date on form 01 is the one told at acceptance, however often it is printed: later ones are told apart."""
    accepted = Event.objects.filter(subject=dossier.subject, kind="Accepted").first()
    told = parse_datetime(accepted.payload["due_at"]) if accepted else None
    assert dossier.first_due_at
    return told or dossier.first_due_at


def declining(dossier: Dossier, *, by: Actor, at: datetime) -> bytes:
    """Form 03 for a dossier that was not accepted (M5)."""
    event = Event.objects.get(subject=dossier.subject, kind="Declined")
    words: dict[str, Any] = {"ground": event.payload["ground"], "officer": officer_of(event.actor)}
    return render(Form03(**head(dossier, Kind.REFUSAL, event.at, "TCHS"), **refused(dossier, by, at), **words))


def refusal_file(dossier: Dossier, decision: Decision, *, by: Actor, at: datetime) -> File:
    """Form 03 in the wording after appraisal, stored as the result (NĐ 61/2018 Điều 19.8)."""
    assert decision.issued_at and decision.approved_by
    paper = Form03(
        **{**head(dossier, Kind.REFUSAL, decision.issued_at, ""), **issuer(dossier.competent)},
        **refused(dossier, by, at, for_all=True),
        is_after_appraisal=True,
        ground=decision.ground,
        officer=accepting_officer(dossier),
        **signature(dossier, decision.approved_by, localtime(decision.issued_at).date()),
    )
    return _stored(_numbered(paper, decision.number), "phieu-tu-choi-giai-quyet", dossier, decision)


def result_file(dossier: Dossier, decision: Decision) -> File:
    """The result drawn up from the draft, for results that are not made elsewhere."""
    assert decision.issued_at and decision.approved_by
    paper = ResultPaper(
        superior=superior(dossier.competent),
        unit=dossier.competent.name,
        number=decision.number,
        place=place(dossier.competent),
        signed_on=localtime(decision.issued_at).date(),
        code=dossier.code,
        title=decision.title,
        subject=dossier.title,
        paragraphs=tuple(line for line in decision.text.splitlines() if line.strip()),
        **signature(dossier, decision.approved_by, localtime(decision.issued_at).date()),
    )
    return _stored(paper, "ket-qua", dossier, decision)


def preview(dossier: Dossier, decision: Decision, signer: Officer, on: datetime) -> bytes:
    """What the result will look like, before it has a number."""
    paper = ResultPaper(
        superior=superior(dossier.competent),
        unit=dossier.competent.name,
        place=place(dossier.competent),
        signed_on=localtime(on).date(),
        code=dossier.code,
        title=decision.title,
        subject=dossier.title,
        paragraphs=tuple(line for line in (decision.text or decision.ground).splitlines() if line.strip()),
        **signature(dossier, signer, localtime(on).date()),
    )
    return render(paper)


def control_sheet(dossier: Dossier) -> bytes:
    """Form 06 from the log of steps (C.8)."""
    assert dossier.accepted_at and dossier.due_at
    return render(
        Form06(
            **head(dossier, Kind.CONTROL_SHEET, dossier.accepted_at, "KSHS"),
            receiving_unit=dossier.receiving.name,
            settling_unit=dossier.competent.name,
            consulted_units=consulted(dossier),
            procedure=dossier.title,
            applicant_name=dossier.applicant_name,
            address=contact(dossier)["address"],
            received_at=localtime(dossier.accepted_at),
            due_at=localtime(dossier.due_at),
            rows=handovers(dossier),
        )
    )


def _numbered(paper: Form03, number: str) -> Form03:
    return Form03(**{**paper.__dict__, "number": number})


def _stored(paper: Paper | FormPaper, stem: str, dossier: Dossier, decision: Decision) -> File:
    return store_bytes(f"{stem}-{dossier.code}.pdf", render(paper), PDF, f"officer:{decision.issued_by_id}")
