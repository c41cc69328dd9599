"""Papers about several dossiers: one receipt for a sitting, all receipts of a session, handover lists (B.8, C.10)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import pikepdf
from django.utils.timezone import localtime

from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.directory.models import Body
from motcua.documents.forms.lists import HandoverItem, HandoverList, JointForm01, SittingRow
from motcua.documents.forms.printing import render
from motcua.documents.forms.sets import Kind
from motcua.dossiers.gathering import accepting_officer, filer, head, issuer
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.printing import RETURNED_AT, UNITS, receipt, told_at_acceptance
from motcua.dossiers.statuses import Delivery

MOST = 100  # dossiers on one print


def receipts(dossiers: Sequence[Dossier], *, by: Actor, at: datetime) -> bytes:
    """Every form 01 of a session as one PDF/A, in the order given."""
    return joined([receipt(dossier, by=by, at=at) for dossier in dossiers])


def joint_receipt(dossiers: Sequence[Dossier], *, by: Actor, at: datetime) -> bytes:
    """One form 01 for the dossiers of one filer; each keeps its own code and date (rulebook B.8)."""
    first = dossiers[0]
    assert first.accepted_at
    who = filer(first, by, at)
    return render(
        JointForm01(
            **head(first, Kind.RECEIPT, first.accepted_at, "TNHS"),
            **{name: who[name] for name in ("filer_name", "filer_identity", "address", "phone", "email")},
            receiving_unit=first.receiving.name,
            rows=tuple(_sitting_row(no, dossier) for no, dossier in enumerate(dossiers, 1)),
            received_at=localtime(first.accepted_at),
            return_at=RETURNED_AT.get(Delivery(first.delivery), first.receiving.name),
            officer=accepting_officer(first),
        )
    )


def dossiers_handed(dossiers: Sequence[Dossier], *, receiver: Body, giver: str, at: datetime) -> bytes:
    """Giấy bàn giao hồ sơ: from the one-stop unit to the agency."""
    items = tuple(_handed(no, dossier, dossier.title) for no, dossier in enumerate(dossiers, 1))
    return _list("Giấy bàn giao hồ sơ", "Thủ tục hành chính", dossiers[0].receiving, receiver, items, giver, at)


def results_handed(dossiers: Sequence[Dossier], *, receiver: Body, at: datetime) -> bytes:
    """Giấy bàn giao kết quả: from the agency to the one-stop unit."""
    results = Decision.objects.filter(dossier__in=dossiers).values_list("dossier", "number", "title")
    words = {pk: f"{title} số {number}" for pk, number, title in results}
    items = tuple(_handed(no, dossier, words.get(dossier.pk, "")) for no, dossier in enumerate(dossiers, 1))
    return _list("Giấy bàn giao kết quả", "Kết quả", dossiers[0].competent, receiver, items, "", at)


def joined(papers: Sequence[bytes]) -> bytes:
    """Several PDF/A files as one: the first gives the marks and the colour profile, so it stays PDF/A."""
    with pikepdf.open(io.BytesIO(papers[0])) as whole:
        for paper in papers[1:]:
            with pikepdf.open(io.BytesIO(paper)) as part:
                whole.pages.extend(part.pages)
        _forget_structure(whole)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _forget_structure(whole: pikepdf.Pdf) -> None:
    """The outline of headings belongs to the first paper alone; PDF/A-2u does not need one."""
    for name in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/Dests"):
        if name in whole.Root:
            del whole.Root[name]
    for page in whole.pages:
        if "/StructParents" in page:
            del page["/StructParents"]


def _sitting_row(no: int, dossier: Dossier) -> SittingRow:
    limit = published(dossier.handling_id).limit
    names = [paper.name for paper in dossier.papers.all()]
    return SittingRow(
        no=no,
        code=dossier.code,
        request=dossier.title,
        papers="; ".join(names) or "Không",
        limit_words=f"{limit.value} {UNITS[limit.unit]}",
        due=f"{localtime(told_at_acceptance(dossier)):%H:%M %d/%m/%Y}",
    )


def _handed(no: int, dossier: Dossier, what: str) -> HandoverItem:
    return HandoverItem(
        no=no,
        code=dossier.code,
        applicant=dossier.applicant_name,
        what=what,
        due=f"{localtime(dossier.due_at):%H:%M %d/%m/%Y}" if dossier.due_at else "",
        papers=dossier.papers.count(),
    )


def _list(
    title: str, what: str, giver_body: Body, receiver: Body, items: tuple[HandoverItem, ...], giver: str, at: datetime
) -> bytes:
    day = localtime(at)
    return render(
        HandoverList(
            **issuer(giver_body),
            code=f"{giver_body.code} {day:%d/%m/%Y}",
            signed_on=day.date(),
            title=title,
            what_head=what,
            giver_body=giver_body.name,
            receiver_body=receiver.name,
            items=items,
            giver=giver,
        )
    )
