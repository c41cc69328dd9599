"""An error in a result is corrected in a case of its own, at the agency's cost (M21; NĐ 61/2018 Điều 21)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import PLACE, enter, keep, locked, promise_on, rule_of
from motcua.dossiers.actions.outside import begin_outside, told_outside
from motcua.dossiers.codes import allocate_code
from motcua.dossiers.errors import DossierError
from motcua.dossiers.facts import CorrectionBegun, CorrectionOpened, Transferred
from motcua.dossiers.lifecycle import BEGINNINGS, Move, after
from motcua.dossiers.models import Declaration, Dossier, Paper, PaperFile
from motcua.dossiers.statuses import Money
from motcua.dossiers.texts import Asked, read_texts
from motcua.journal.recording import record

SAME = (  # what a correction case takes over as it stands
    "channel", "delivery", "service_id", "handling_id", "procedure_code", "title", "case", "applicant_person_id",
    "applicant_organisation_id", "applicant_name", "filer_id", "receiving_id", "competent_id",
)  # fmt: skip


class BeingCorrected(DossierError):
    """One correction at a time."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return _("The result is being corrected already, in case %(code)s.") % {"code": self.code}


@transaction.atomic
def open_correction(dossier_id: int, *, ground: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Begin a correction case on a clock of its own, free of charge; its result will take the earlier one's place."""
    missing = _("Say what is wrong in the result: the applicant reads it.")
    said = read_texts({"ground": ground}, {"ground": Asked(2000, missing)})
    dossier = locked(dossier_id, Move.CORRECT, by=by, version=version)
    if running := Dossier.objects.filter(corrects=dossier).open().first():
        raise BeingCorrected(running.code)
    case = _begin(dossier, said["ground"], by=by, at=at)
    keep(dossier)
    fact = CorrectionOpened(correction_id=case.pk, ground=said["ground"])
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return case


def _begin(dossier: Dossier, ground: str, *, by: Actor, at: datetime) -> Dossier:
    case = Dossier(
        **{name: getattr(dossier, name) for name in SAME},
        status=BEGINNINGS[Move.CORRECT],
        corrects=dossier,
        money=Money.WAIVED,
        lodged_at=at,
    )
    accepted = promise_on(case, at)
    case.code = allocate_code(dossier.receiving.code, localtime(at).date())
    case.save(force_insert=True)
    case.status = after(case.status, Move.TRANSFER)
    task = enter(case, routing.first_step(rule_of(case).steps), at)  # asks who goes on for a body that was merged
    task.save(force_insert=True)
    case.save(update_fields=PLACE)
    begin_outside(case, at)
    _take_over_papers(dossier, case)
    passed = Transferred(task.step_id, task.body_id, task.due_at.isoformat())
    begun = CorrectionBegun(dossier_id=dossier.pk, ground=ground)
    record(begun, accepted, passed, *told_outside(case), subject=case.subject, by=by.key, at=at, is_new=True)
    return case


def _take_over_papers(dossier: Dossier, case: Dossier) -> None:
    """The same answers and the same files: nobody is asked for them again."""
    answers = Declaration.objects.filter(dossier=dossier).first()
    Declaration.objects.create(dossier=case, answers=answers.answers if answers else {})
    old = list(dossier.papers.prefetch_related("files"))
    copies = Paper.objects.bulk_create(_copy(paper, case) for paper in old)
    PaperFile.objects.bulk_create(
        PaperFile(paper=copy, file_id=page.file_id, position=page.position)
        for copy, paper in zip(copies, old, strict=True)
        for page in paper.files.all()
    )


def _copy(paper: Paper, case: Dossier) -> Paper:
    same = ("component_id", "no", "name", "state", "originals", "copies", "note", "given_back_at")
    return Paper(dossier=case, **{name: getattr(paper, name) for name in same})
