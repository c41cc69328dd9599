"""The register of a one-stop unit (form 07): one book a year, in the order of writing (TT 01/2018 Điều 10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import get_default_timezone, localtime

from motcua.directory.models import Body
from motcua.documents.forms.lists import Form07, RegisterRow
from motcua.documents.forms.printing import render
from motcua.documents.forms.sets import Kind, form_for
from motcua.dossiers.gathering import issuer
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.statuses import Delivery, Outcome, Status
from motcua.journal.models import Event

# A dossier typed in after a failure joins the book when it is typed in, so that no earlier number moves.
WRITTEN_AT = Coalesce("entered_at", "accepted_at")
WAYS = {Delivery.COUNTER: "Trực tiếp", Delivery.POST: "Bưu chính", Delivery.ONLINE: "Trực tuyến"}
HANDS = {"applicant": "Chủ hồ sơ", "filer": "Người nộp", "authorised": "Người được ủy quyền"}
ENDS = {Status.WITHDRAWN: "Rút hồ sơ", Status.STOPPED: "Dừng giải quyết"}


def register(body: Body, year: int, *, at: datetime, from_on: date | None = None, to_on: date | None = None) -> bytes:
    """The book of a unit and year as PDF/A, or its pages between two days; numbers run through the whole year.

    A year that is over is printed closed, with room for the signatures. Some 1,000 rows a second or two.
    """
    first, last = from_on or date(year, 1, 1), to_on or date(year, 12, 31)
    today = localtime(at).date()
    is_whole = (first, last) == (date(year, 1, 1), date(year, 12, 31))
    return render(
        Form07(
            **issuer(body),
            code=body.code,
            form=form_for(Kind.REGISTER, last),
            signed_on=min(today, last),
            year=year,
            book_no=book_no(year),
            rows=_rows(body, year, first, last, at),
            from_on=first,
            to_on=min(last, today),
            closed_on=last if is_whole and last < today else None,
        )
    )


def book_no(year: int) -> str:
    """One book a unit and year: its first."""
    return f"01/{year}"


def place_in_register(dossier: Dossier) -> tuple[str, str]:
    """Book and number, as form 01 names them; ("", "") before acceptance."""
    if dossier.accepted_at is None:
        return "", ""
    written_at = dossier.entered_at or dossier.accepted_at
    year = localtime(written_at).year
    before = Q(written_at__lt=written_at) | Q(written_at=written_at, pk__lte=dossier.pk)
    return book_no(year), str(written_in(dossier.receiving_id, year).filter(before).count())


def written_in(body_id: int, year: int) -> DossierQuerySet:
    """The dossiers of a unit's book, in its order."""
    rows = Dossier.objects.alias(written_at=WRITTEN_AT).filter(receiving=body_id, accepted_at__isnull=False)
    return rows.filter(_within(date(year, 1, 1), date(year, 12, 31))).order_by(WRITTEN_AT, "pk")


def first_year(body_id: int, otherwise: int) -> int:
    """The year of a unit's first book."""
    book = Dossier.objects.filter(receiving=body_id, accepted_at__isnull=False).order_by(WRITTEN_AT, "pk")
    first = book.values_list(WRITTEN_AT, flat=True).first()
    return localtime(first).year if first else otherwise


def _within(first: date, last: date) -> Q:
    return Q(written_at__gte=_midnight(first), written_at__lt=_midnight(last + timedelta(days=1)))


def _rows(body: Body, year: int, first: date, last: date, at: datetime) -> tuple[RegisterRow, ...]:
    book = written_in(body.pk, year)
    before = book.filter(Q(written_at__lt=_midnight(first))).count()
    with_parties = ("competent", "applicant_person", "applicant_organisation", "extension")
    rows = book.filter(_within(first, last)).select_related(*with_parties)
    asked = Count("supplement_requests", filter=Q(supplement_requests__asked_at__isnull=False))
    dossiers = list(rows.annotate(times_asked=asked))
    returned = _returned(dossiers)
    return tuple(
        _row(no, dossier, returned.get(dossier.subject, {}), at) for no, dossier in enumerate(dossiers, before + 1)
    )


def _row(no: int, dossier: Dossier, returned: Mapping[str, str], at: datetime) -> RegisterRow:
    who = dossier.applicant_organisation or dossier.applicant_person
    return RegisterRow(
        no=no,
        code=dossier.code,
        procedure=dossier.title,
        applicant=dossier.applicant_name,
        contact=", ".join(part for part in (who.address, who.phone) if part) if who else "",
        lead=dossier.competent.name,
        received=_moment(dossier.accepted_at),
        due=_moment(dossier.first_due_at),
        returned=_moment(dossier.ended_at) if dossier.status == Status.RETURNED else "",
        delivery=WAYS[Delivery(returned.get("delivery") or dossier.delivery)],
        signed=HANDS.get(returned.get("receiver", ""), ""),
        note="; ".join(_notes(dossier, at)),
    )


def _notes(dossier: Dossier, at: datetime) -> list[str]:
    """What form 07 wants beside the dates: supplement, refusal, late, withdrawn."""
    asked: int = getattr(dossier, "times_asked", 0)
    extension = getattr(dossier, "extension", None)
    told = {
        f"Ghi từ sổ giấy, dòng {dossier.book_no}": bool(dossier.entered_at),
        f"Bổ sung {asked} lần": asked > 0,
        "Từ chối giải quyết": dossier.outcome == Outcome.REFUSED,
        f"Xin lỗi, hẹn lại {_moment(extension.new_due_at)}" if extension else "": bool(
            extension and extension.signed_at
        ),
        ENDS.get(dossier.life, ""): dossier.status in ENDS,
        "Quá hạn": _is_late(dossier, at),
        "Đính chính kết quả": dossier.corrects_id is not None,
    }
    return [words for words, is_so in told.items() if is_so]


def _is_late(dossier: Dossier, at: datetime) -> bool:
    """By the first date, which is known again only when a clock that stands still runs on."""
    if dossier.first_due_at is None or dossier.stands_still:
        return False
    return (dossier.resolved_at or dossier.ended_at or at) > dossier.first_due_at


def _returned(dossiers: list[Dossier]) -> dict[str, Mapping[str, str]]:
    subjects = [dossier.subject for dossier in dossiers if dossier.status == Status.RETURNED]
    events = Event.objects.filter(subject__in=subjects, kind="Returned")
    return dict(events.values_list("subject", "payload"))


def _moment(at: datetime | None) -> str:
    return f"{localtime(at):%H:%M %d/%m/%Y}" if at else ""


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), get_default_timezone())
