"""The acts by which work changes hands as a whole: a colleague's list, or all that a merged body has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localtime

from motcua.directory import actions as directory
from motcua.directory.actors import SYSTEM, Actor
from motcua.dossiers import actions, worklist
from motcua.dossiers.models import BulkAct
from tests.dossiers.lives.act import Act, Doing, there
from tests.dossiers.lives.living import Living
from tests.dossiers.lives.working import is_taken

DAY = timedelta(days=1)


def hand_the_list_on(*, undo: bool = False) -> Doing:
    """Every step that an officer has goes to the one who holds every post, as the head's page sends it."""

    def do(life: Living, by: Actor) -> Any:
        giver = there(life.dossier.holder_id)
        to = life.people.place_of(life.dossier.holder_body_id).all_rounder
        chosen = [(dossier.pk, dossier.version) for dossier in worklist.held_by(by, giver)]
        given: dict[str, Any] = {"officer_id": to.officer_id, "from_officer_id": giver}
        run = actions.run_bulk(uuid4(), BulkAct.ASSIGN, chosen, **given, by=by, at=life.at)
        return actions.undo_bulk(run.pk, by=by, at=life.at) if undo else run

    return do


@transaction.atomic
def merge(life: Living, by: Actor) -> Any:
    """The first place and its counter go into another from the next day on; that morning its dossiers follow."""
    gone, heir = life.people.here.service, life.people.heir.service
    on = localtime(life.at).date() + DAY
    said: dict[str, Any] = {"kind": "merged", "on": on, "basis": "NQ 1/2026", "by": by, "at": life.at}
    directory.close_body(gone.one_stop, [heir.one_stop], **said)
    directory.close_body(gone.competent, [heir.competent], **said)
    life.people, life.at = life.people.merged(on), life.at + DAY
    return list(actions.follow_successions(by=SYSTEM, at=life.at))


def is_unmerged(life: Living) -> bool:
    return "merge" not in life.done and len(life.done) > 3


CHANGING_HANDS: dict[str, Act] = {
    "hand the list on": Act("head", is_taken, hand_the_list_on()),
    "hand the list on and undo": Act("head", is_taken, hand_the_list_on(undo=True)),
    "merge": Act("administrator", is_unmerged, merge),
}
