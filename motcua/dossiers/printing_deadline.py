"""The count of a due date on paper; Vietnamese, as all papers of the dossier."""

from datetime import datetime

from django.utils import translation
from django.utils.timezone import localtime

from motcua.documents.forms.printing import render
from motcua.documents.forms.sheets import CountRow, DeadlineSheet
from motcua.dossiers.gathering import place, superior
from motcua.dossiers.models import Dossier
from motcua.dossiers.why import Why, why_due
from motcua.ui.dates import moment_words


def deadline_sheet(dossier: Dossier, *, at: datetime) -> bytes:
    """Why the result is due when it is, as PDF/A; for a dossier that was accepted."""
    with translation.override("vi"):
        why = why_due(dossier)
        assert why is not None
        return render(_sheet(dossier, why, at))


def _sheet(dossier: Dossier, why: Why, at: datetime) -> DeadlineSheet:
    return DeadlineSheet(
        superior=superior(dossier.receiving),
        unit=dossier.receiving.name,
        place=place(dossier.receiving),
        signed_on=localtime(at).date(),
        code=dossier.code,
        procedure=dossier.title,
        applicant_name=dossier.applicant_name,
        limit_words=why.limit,
        statutory_words=why.statutory,
        cut_basis=why.cut_basis,
        due_words="" if why.stands_still else moment_words(why.due_at, "vi"),
        first_due_words=moment_words(why.first_due_at, "vi") if why.is_extended else "",
        rows=tuple(CountRow(sentence=row.sentence, counted=row.amount, basis=row.basis) for row in why.lines),
        sum_words=why.counted,
        is_whole=not why.stands_still,
        notes=tuple(filter(None, [why.verified, *(warning.sentence for warning in why.warnings), why.note])),
        printed_words=moment_words(localtime(at), "vi"),
    )
