"""What belongs to a dossier, ready to show to its owner."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from motcua.catalogue.eforms.masking import masked
from motcua.catalogue.eforms.summary import Line, summary
from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers.lifecycle import Move, allows
from motcua.dossiers.models import Decision, Declaration, Dossier, Paper, PaperFile
from motcua.dossiers.statuses import Status
from motcua.portal.communes import chosen_codes, names_of
from motcua.portal.wording import bare


@dataclass(frozen=True)
class SentPaper:
    """A paper as it was sent; `files` are {name, size, url, is_replaced}."""

    name: str
    state: str
    note: str
    files: list[dict[str, object]]


@dataclass(frozen=True)
class MayDo:
    """What the page offers its reader."""

    withdraw: bool
    take_result: bool
    has_result: bool
    has_receipt: bool
    has_declining: bool


def papers_of(dossier: Dossier) -> list[SentPaper]:
    """The papers with their files; two queries."""
    return [
        SentPaper(
            paper.name,
            str(paper.get_state_display()),
            paper.note,
            [_line(dossier, row.file) | {"is_replaced": row.replaced_at is not None} for row in paper.files.all()],
        )
        for paper in dossier.papers.prefetch_related("files__file")
    ]


def answers_of(dossier: Dossier, language: str, reader: Actor) -> list[Line]:
    """The answers as they were sent; identity numbers whole to the filer alone, masked to who shares the dossier."""
    declaration = Declaration.objects.filter(dossier=dossier).first()
    if declaration is None:
        return []
    form, answers = published(dossier.handling_id).form, declaration.answers
    codes = chosen_codes(form, answers)
    said = answers if dossier.filer_id == reader.person_id else masked(form, answers)
    return summary(form, said, language, communes=names_of(codes) if codes else {})


def file_of(dossier: Dossier, file_id: UUID) -> File | None:
    """A file that was sent with the dossier."""
    row = PaperFile.objects.filter(paper__dossier=dossier, file__public_id=file_id).select_related("file").first()
    return row.file if row else None


def result_of(dossier: Dossier) -> Decision | None:
    """The decision, once it was issued: a draft is the agency's own."""
    return Decision.objects.filter(dossier=dossier, issued_at__isnull=False).select_related("file").first()


def may_do(dossier: Dossier, actor: Actor) -> MayDo:
    has_result = result_of(dossier) is not None
    asked = dossier.withdrawal_asked_at is not None
    return MayDo(
        withdraw=allows(dossier.status, Move.WITHDRAW) and not asked,
        take_result=has_result and dossier.status == Status.RESOLVED,
        has_result=has_result,
        has_receipt=dossier.accepted_at is not None,
        has_declining=dossier.status == Status.NOT_ACCEPTED,
    )


def receiver_word(dossier: Dossier, actor: Actor) -> str:
    """As whom the reader takes the result (sign in form 07)."""
    if dossier.applicant_person_id == actor.person_id:
        return "applicant"
    return "filer" if dossier.filer_id == actor.person_id else "authorised"


def _sent(dossier: Dossier, paper: Paper) -> SentPaper:
    files = [_line(dossier, row.file) for row in paper.files.all()]
    return SentPaper(bare(paper.name), str(paper.get_state_display()), paper.note, files)


def _line(dossier: Dossier, file: File) -> dict[str, object]:
    url = reverse("portal:dossier-file", args=[dossier.public_id, file.public_id])
    return {"name": file.name, "size": file.size, "url": url}
