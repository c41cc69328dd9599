"""Received, decided, issued and handed over in one sitting at the counter (M3, M8, M19 or M18, M20; R52)."""

from datetime import datetime

from django.db import transaction

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.documents.models import File
from motcua.dossiers.actions.decisions import approve, draft_decision, grant
from motcua.dossiers.actions.ending import hand_over
from motcua.dossiers.actions.moving import unchanged
from motcua.dossiers.actions.reception import accept, settle_on_the_spot
from motcua.dossiers.actions.steps import complete_step
from motcua.dossiers.errors import NotAllowed
from motcua.dossiers.models import Dossier
from motcua.dossiers.routing import steps_of
from motcua.dossiers.spot import may_settle_now
from motcua.dossiers.statuses import Status


@transaction.atomic
def settle_now(
    dossier_id: int,
    *,
    outcome: str,
    title: str,
    text: str = "",
    ground: str = "",
    file: File | None = None,
    receiver: str = "applicant",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Walk the whole route as the one officer who holds, or was lent, the post of each step; all of it or nothing.

    Each step leaves its own facts. `file` is the signed paper, else the result is drawn up.
    """
    dossier = unchanged(dossier_id, version=version)
    if not may_settle_now(steps_of(dossier), dossier.service, by.posts):
        raise NotAllowed
    if dossier.status == Status.LODGED:
        accept(dossier_id, by=by, at=at)
    settle_on_the_spot(dossier_id, by=by, at=at)
    dossier = draft_decision(dossier_id, outcome=outcome, title=title, text=text, ground=ground, by=by, at=at)
    while dossier.status == Status.IN_PROGRESS:
        dossier = _next(dossier, file, by=by, at=at)
    return hand_over(dossier_id, receiver=receiver, by=by, at=at)


def _next(dossier: Dossier, file: File | None, *, by: Actor, at: datetime) -> Dossier:
    assert dossier.step is not None
    if dossier.step.kind == StepKind.SIGN:
        return approve(dossier.pk, by=by, at=at)
    if dossier.step.kind == StepKind.ISSUE:
        return grant(dossier.pk, by=by, at=at, file=file)
    return complete_step(dossier.pk, by=by, at=at)
