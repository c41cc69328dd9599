"""Letters of a dossier's life: forms 02, 04 and 05 (rulebook C.4, C.6, C.7); Vietnamese by law."""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from motcua.catalogue.models import OnSilence
from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.directory.models import Body, Officer
from motcua.documents.forms.fields import Form05
from motcua.documents.forms.letters import FaultRow, Form02, Form04
from motcua.documents.forms.printing import render
from motcua.documents.forms.sets import Kind
from motcua.dossiers.gathering import contact, head, issuer, originals_of, signature_in
from motcua.dossiers.models import Dossier, Extension, Obligation, SupplementRequest, SupplementStage
from motcua.dossiers.statuses import Status
from motcua.lib.money import dong

SILENCE = {
    OnSilence.STOP: "Quá thời hạn này mà không bổ sung, hồ sơ sẽ dừng giải quyết.",
    OnSilence.REFUSE: "Quá thời hạn này mà không bổ sung, hồ sơ sẽ bị từ chối giải quyết.",
}
UNSIGNED = {"signer_title": "", "signer_name": ""}
STATES = {
    Status.LODGED: "Chưa được tiếp nhận",
    Status.ACCEPTED: "Đã tiếp nhận, chưa chuyển giải quyết",
    Status.AWAITING_SUPPLEMENT: "Đang chờ bổ sung, hoàn thiện hồ sơ",
    Status.AWAITING_PAYMENT: "Đang chờ thực hiện nghĩa vụ tài chính",
}


def supplement_request(request: SupplementRequest, *, by: Actor, at: datetime) -> bytes:
    """Form 02 with every fault; before it goes out it prints with the moment `at`, as a preview."""
    dossier, is_appraisal = request.dossier, request.stage == SupplementStage.APPRAISAL
    signer = request.approved_by or request.drafted_by
    return render(
        Form02(
            **head(dossier, Kind.SUPPLEMENT_REQUEST, request.asked_at or at, "HDHS")
            | (issuer(dossier.competent) if is_appraisal else {}),
            **contact(dossier),
            is_at_appraisal=is_appraisal,
            receiving_unit=dossier.receiving.name,
            request=dossier.title,
            items=tuple(
                FaultRow(no=row.no, name=row.name, fault=row.fault, copies=row.copies) for row in request.items.all()
            ),
            ground=request.reason,
            basis=request.basis,
            answer_by=localtime(request.answer_by) if request.answer_by else None,
            consequence=SILENCE.get(OnSilence(published(dossier.handling_id).on_silence), ""),
            officer=request.drafted_by.full_name,
            **(signature_in(dossier.competent, signer, _day(request.asked_at or at)) if is_appraisal else {}),
        )
    )


def apology(extension: Extension, *, at: datetime) -> bytes:
    """Form 04: the promised date, why it cannot be kept, the new one; unsigned it prints as a preview of `at`."""
    dossier = extension.dossier
    assert dossier.accepted_at
    signer = extension.signed_by or extension.drafted_by
    return render(
        Form04(
            **head(dossier, Kind.APOLOGY, extension.signed_at or at, "")
            | issuer(dossier.competent)
            | {"number": extension.number},
            receiving_unit=dossier.receiving.name,
            applicant_name=dossier.applicant_name,
            address=contact(dossier)["address"],
            request=dossier.title,
            received_at=localtime(dossier.accepted_at),
            promised_at=localtime(extension.old_due_at),
            ground=extension.reason,
            new_due_at=localtime(extension.new_due_at),
            **(signature_in(dossier.competent, signer, _day(extension.signed_at or at)) if signer else UNSIGNED),
        )
    )


def stop_notice(dossier: Dossier, *, ground: str, basis: str, by: Actor, at: datetime, number: str = "") -> bytes:
    """Form 05, in the name of the body in which the actor serves; call it before the dossier's row is changed."""
    assert by.officer_id is not None
    body, asked, who = body_of(dossier, by), dossier.withdrawal_asked_at, contact(dossier)
    values: dict[str, Any] = head(dossier, Kind.STOP_NOTICE, at, "") | issuer(body) | _money(dossier)
    return render(
        Form05(
            **values | {"number": number},
            receiving_unit=dossier.receiving.name,
            applicant_name=who["applicant_name"],
            address=who["address"],
            request=dossier.title,
            received_at=localtime(dossier.accepted_at) if dossier.accepted_at else None,
            asked_by=dossier.applicant_name if asked else "",
            asked_at=localtime(asked) if asked else None,
            ground=f"{ground}\nCăn cứ: {basis}." if basis else ground,
            state=_state(dossier),
            papers_returned=originals_of(dossier),
            **signature_in(body, Officer.objects.get(pk=by.officer_id), _day(at)),
        )
    )


def _day(at: datetime) -> date:
    return localtime(at).date()


def body_of(dossier: Dossier, by: Actor) -> Body:
    """In whose name the actor speaks: the receiving unit's or the competent body's."""
    return dossier.receiving if dossier.receiving_id in by.body_ids else dossier.competent


def _state(dossier: Dossier) -> str:
    if dossier.step is not None and dossier.status == Status.IN_PROGRESS:
        return f"Đang ở bước “{dossier.step.name}”"
    return STATES.get(dossier.life, "Đang giải quyết")


def _money(dossier: Dossier) -> dict[str, str]:
    """What was paid, what is to go back and what went back, in words; "" for nothing."""
    rows = Obligation.objects.filter(dossier=dossier, paid_at__isnull=False).select_related("waiver")
    paid = list(rows)
    sums = {
        "paid_words": sum(row.to_pay for row in paid),
        "refundable_words": sum(row.to_pay for row in paid if row.is_to_refund),
        "refunded_words": sum(row.to_pay for row in paid if row.refunded_at),
    }
    return {name: dong(amount) if amount else "" for name, amount in sums.items()}
