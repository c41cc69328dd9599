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
from motcua.directory.models import Body, Delegation, Officer, OneStopOffice, Person
from motcua.directory.serving import delegation_behind
from motcua.documents.forms.fields import HandoverRow, PaperRow
from motcua.documents.forms.sets import Kind, form_for
from motcua.dossiers.deadlines import Kept, kept
from motcua.dossiers.models import Consultation, Dossier, Obligation, PaperState, Task, TaskEnd
from motcua.dossiers.permissions import SIGNING
from motcua.dossiers.statuses import Channel
from motcua.lib.money import dong
from motcua.lib.numbers import mask

NOTES = {
    PaperState.PRESENTED: "Đã xuất trình bản chính để đối chiếu",
    PaperState.FETCHED: "Không yêu cầu nộp: đã khai thác từ cơ sở dữ liệu",
    PaperState.NOT_NEEDED: "Không phải nộp trong trường hợp này",
}


KEPT = {Kept.EARLY: "Trước hạn", Kept.ON_TIME: "Đúng hạn", Kept.LATE: "Quá hạn"}


def lookup_address(dossier: Dossier) -> str:
    """The address in the QR code: it opens code and progress only (rulebook E.4)."""
    return f"{settings.PUBLIC_ADDRESS}/lookup/?code={dossier.code}"


def head(dossier: Dossier, kind: Kind, at: datetime, mark: str) -> dict[str, Any]:
    office = OneStopOffice.objects.filter(body=dossier.receiving_id).first()
    number = dossier.code.rsplit("-", 1)[-1]
    return {
        **issuer(dossier.receiving),
        "number": f"{number}/{mark}",
        "signed_on": localtime(at).date(),
        "code": dossier.code,
        "form": form_for(kind, _received_on(dossier)),
        "lookup_url": lookup_address(dossier),
        "lookup_address": f"{settings.PUBLIC_ADDRESS}/lookup/",
        "unit_phone": office.phone if office else "",
    }


def issuer(body: Body) -> dict[str, Any]:
    """The agency whose paper it is, in the head of the paper."""
    return {"superior": superior(body), "unit": body.name, "place": place(body)}


def contact(dossier: Dossier) -> dict[str, Any]:
    """The applicant as a letter addresses them, without the number, which a letter need not carry."""
    lives = dossier.applicant_organisation or dossier.applicant_person
    return {
        "applicant_name": dossier.applicant_name,
        "address": lives.address if lives else "",
        "phone": lives.phone if lives else "",
        "email": lives.email if lives else "",
    }


def filer(dossier: Dossier, by: Actor, at: datetime, *, for_all: bool = False) -> dict[str, Any]:
    """Who filed, with the whole number: the law's form asks for it (C.3).

    `for_all`: whoever has a share in the dossier reads the paper, and needs not know another's number whole.
    """
    person, organisation = dossier.filer or dossier.applicant_person, dossier.applicant_organisation
    other = dossier.filer_id is not None and dossier.filer_id != dossier.applicant_person_id
    lives = person or organisation
    is_hidden = for_all and (other or organisation is not None)
    return {
        "filer_name": person.full_name if person else dossier.applicant_name,
        "filer_identity": _identity(dossier, person, by, at, is_hidden=is_hidden),
        "address": lives.address if lives else "",
        "phone": lives.phone if lives else "",
        "email": lives.email if lives else "",
        "applicant_name": dossier.applicant_name if other else None,
        "applicant_address": (organisation.address if organisation else "") if other else None,
    }


def refused(dossier: Dossier, by: Actor, at: datetime, *, for_all: bool = False) -> dict[str, Any]:
    who = filer(dossier, by, at, for_all=for_all)
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


def _identity(dossier: Dossier, person: Person | None, by: Actor, at: datetime, *, is_hidden: bool) -> str:
    if person is None:
        return dossier.applicant_organisation.code if dossier.applicant_organisation else ""
    return person.masked_number if is_hidden else _number(person, by, at, dossier.code)


def _number(person: Person, by: Actor, at: datetime, why: str) -> str:
    """One's own number is one's own; anybody else's reading of it is recorded, and why."""
    if by.officer_id is None and by.person_id != person.pk:
        return mask(identity.unseal(person.number_sealed))  # a fellow representative needs not know it whole
    if by.person_id == person.pk:
        return identity.unseal(person.number_sealed)
    return reveal_number(person, by=by, at=at, why=why)


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


def fee_words(dossier: Dossier) -> str:
    """What was asked for so far and whether it is paid or waived: "150.000 đồng, đã nộp"; "" for nothing."""
    return "; ".join(_fee(row) for row in Obligation.objects.filter(dossier=dossier).select_related("waiver"))


def _fee(row: Obligation) -> str:
    waiver, paid = row.relief, "đã nộp" if row.paid_at else "chưa nộp"
    if waiver is None:
        return f"{dong(row.amount)}, {paid}"
    if not row.to_pay:
        return f"{dong(row.amount)}, được miễn theo {waiver.basis}"
    less = f"được giảm {dong(waiver.amount)} theo {waiver.basis}"
    return f"{dong(row.amount)}, {less}, còn {dong(row.to_pay)} {paid}"


def originals_of(dossier: Dossier) -> tuple[str, ...]:
    """The originals that lie with the dossier and go back when it ends without a result."""
    kept = dossier.papers.filter(state=PaperState.ATTACHED, originals__gt=0, given_back_at=None)
    return tuple(f"{name.rstrip(' ;.')} ({count} bản chính)" for name, count in kept.values_list("name", "originals"))


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
                result=_kept(given),
                note=given.note,
            )
        )
    return tuple(rows)


def _kept(leg: Task) -> str:
    """Before, on or after its day (rulebook B.7.5); a leg that stopped with the clock has no result yet."""
    if leg.done_at is None or leg.end == TaskEnd.PAUSED:
        return ""
    return KEPT[kept(leg.done_at, leg.due_at)]


def consulted(dossier: Dossier) -> tuple[str, ...]:
    """The agencies that were asked, each once."""
    asked = Consultation.objects.filter(dossier=dossier).order_by("pk").values_list("body__name", flat=True)
    return tuple(dict.fromkeys(asked))


def signature(dossier: Dossier, signer: Officer, on: date) -> dict[str, Any]:
    return signature_in(dossier.competent, signer, on)


def signature_in(body: Body, signer: Officer, on: date | None = None) -> dict[str, Any]:
    """Who signs, in whose name (NĐ 30/2020, Phụ lục I): on a day, so that a delegation in force then is seen."""
    lent = delegation_behind(signer.pk, body.pk, SIGNING, on) if on else None
    return {
        "signer_authority": _in_whose_name(body, signer, lent),
        "signer_title": (signer.title or "Người có thẩm quyền").upper(),
        "signer_name": signer.full_name,
    }


def _in_whose_name(body: Body, signer: Officer, lent: Delegation | None) -> str:
    if lent:
        return f"TUQ. {lent.post.officer.title or lent.post.get_role_display()}".upper()
    committee = "TM. ỦY BAN NHÂN DÂN" if "committee" in body.kind else ""
    deputy, _, head = signer.title.partition("Phó ")
    return "\n".join(filter(None, [committee, "" if deputy or not head else f"KT. {head}".upper()]))


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
