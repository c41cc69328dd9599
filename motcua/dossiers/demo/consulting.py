"""A few questions between agencies in the demonstration: open, silent, answered in time and too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice

from django.utils.timezone import localtime

from motcua.catalogue.models import StepKind
from motcua.directory.actors import SYSTEM, Actor
from motcua.directory.models import Body, BodyKind, Post
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.consulting import Question
from motcua.dossiers.models import Answer, Consultation, Dossier
from motcua.journal.models import Event

EACH = 2  # of every kind
PLACE = "03408"  # the commune whose officers the tutorial signs in as
ASKED = "Đề nghị cho biết thửa đất nêu trong hồ sơ có vướng quy hoạch hoặc tranh chấp hay không."
BASIS = "Nghị định 217/2026/NĐ-CP, Điều 54 khoản 2 điểm c"
ANSWERED = "Thửa đất nằm ngoài hành lang bảo vệ; đề nghị giữ đúng chỉ giới đường đỏ."


def ask_agencies(now: datetime) -> int:
    """Put the questions; gives how many."""
    dossiers = list(islice(_quiet(now), 4 * EACH))
    agencies = cycle(_agencies())
    kinds = [kind for kind in (_open, _silent, _late, _answered) for _ in range(EACH)]
    asked = 0
    for kind, (dossier, since) in zip(kinds, dossiers, strict=False):
        body = next(each for each in agencies if each.pk != dossier.holder_body_id)
        kind(dossier, body, since, now)
        asked += 1
    return asked


def _open(dossier: Dossier, body: Body, since: datetime, now: datetime) -> None:
    assert dossier.due_at is not None
    _ask(dossier, body, since, _morning(now + (dossier.due_at - now) / 2))


def _silent(dossier: Dossier, body: Body, since: datetime, now: datetime) -> None:
    asked = _ask(dossier, body, since, since + timedelta(hours=1))
    actions.note_silence(asked.pk, by=SYSTEM, at=now)


def _late(dossier: Dossier, body: Body, since: datetime, now: datetime) -> None:
    asked = _ask(dossier, body, since, since + timedelta(hours=1), BASIS)
    _answer(asked, Answer.DISAGREE, since + timedelta(hours=2))


def _answered(dossier: Dossier, body: Body, since: datetime, now: datetime) -> None:
    asked = _ask(dossier, body, since, since + timedelta(hours=2))
    _answer(asked, Answer.CONDITIONS, since + timedelta(hours=1))


def _ask(dossier: Dossier, body: Body, at: datetime, due_at: datetime, basis: str = "") -> Consultation:
    papers = list(dossier.papers.filter(files__isnull=False).distinct().values_list("pk", flat=True)[:2])
    question = Question(body.pk, ASKED, due_at, papers, basis)
    return actions.consult(dossier.pk, question, by=_holder(dossier), at=at)


def _answer(asked: Consultation, answer: str, at: datetime) -> None:
    post = _answering(asked.body_id)
    by = Actor(officer_id=post.officer_id, posts=frozenset({(post.body_id, post.role)}))
    actions.answer_consultation(asked.pk, answer=answer, text=ANSWERED, by=by, at=at)


def _quiet(now: datetime) -> Iterator[tuple[Dossier, datetime]]:
    """Dossiers at appraisal on which nothing happened for some hours, with when a question may have been asked."""
    appraised = Dossier.objects.running().filter(step__kind=StepKind.PROCESS, step__role=Role.CASE_OFFICER)
    in_time = appraised.filter(due_at__gt=now + timedelta(days=1)).exclude(stage="consulting")
    for dossier in in_time.select_related("step", "holder").order_by("-pk"):
        last = Event.objects.filter(subject=dossier.subject).latest("sequence").at
        if last < now - timedelta(hours=4) and dossier.holder_id:
            yield dossier, last + timedelta(minutes=30)


def _holder(dossier: Dossier) -> Actor:
    assert dossier.step is not None and dossier.holder_body_id is not None
    return Actor(officer_id=dossier.holder_id, posts=frozenset({(dossier.holder_body_id, dossier.step.role)}))


def _agencies() -> list[Body]:
    """The commune of the tutorial, and departments whose head could answer."""
    commune = Body.objects.filter(kind=BodyKind.COMMUNE_COMMITTEE, commune__code=PLACE, valid_to=None)
    departments = Body.objects.filter(kind=BodyKind.DEPARTMENT, valid_to=None).order_by("code")
    return [body for body in (*commune, *departments[:3]) if Post.objects.filter(body=body, role=Role.HEAD).exists()]


def _answering(body_id: int) -> Post:
    return Post.objects.filter(body=body_id, role=Role.HEAD).order_by("pk")[0]


def _morning(at: datetime) -> datetime:
    return localtime(at).replace(hour=10, minute=0, second=0, microsecond=0)
