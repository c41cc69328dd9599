"""One act on many dossiers: each in its own transaction with its own fact, refused one by one, taken back in time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.directory.actors import Actor
from motcua.dossiers.actions.decisions import approve
from motcua.dossiers.actions.ending import hand_over
from motcua.dossiers.actions.handing import hand_on, unassign
from motcua.dossiers.actions.parallel import complete_side_step, release_side_step, take_side_step
from motcua.dossiers.actions.steps import complete_step, release, take
from motcua.dossiers.bulk import MOST, REVERSIBLE, UNDONE_WITHIN, demand_at_counter, own_side
from motcua.dossiers.errors import DossierError, NotAllowed, TooLate
from motcua.dossiers.models import BulkAct, BulkItem, BulkRun, Dossier, Paper, Task

Verb = Callable[..., Dossier]


def run_bulk(
    key: UUID,
    act: BulkAct,
    chosen: Sequence[tuple[int, int]],
    *,
    officer_id: int | None = None,
    from_officer_id: int | None = None,
    receiver: str = "",
    by: Actor,
    at: datetime,
) -> BulkRun:
    """Do an act to each of the `chosen` (number, version seen); the same key again goes on with the same run.

    `officer_id` gets the steps of an assignment, `from_officer_id` has them now; `receiver` takes the results that
    are handed over. Raises NotAllowed.
    """
    whose = {"to_officer_id": officer_id, "receiver": receiver}
    run = _begun(key, act, chosen, whose, from_officer_id=from_officer_id, by=by, at=at)
    for item_id in run.items.filter(version=None, refusal="").values_list("pk", flat=True):
        _do(item_id, run, by=by, at=at)
    return run


def undo_bulk(run_id: int, *, by: Actor, at: datetime) -> BulkRun:
    """Take a run back, as far as nobody has moved its dossiers since. Raises NotAllowed or TooLate."""
    run = BulkRun.objects.get(pk=run_id)
    if run.officer_id != by.officer_id or run.act not in REVERSIBLE:
        raise NotAllowed
    if at > run.begun_at + UNDONE_WITHIN:
        raise TooLate
    for item_id in run.items.filter(version__isnull=False, undone_at=None).values_list("pk", flat=True):
        _undo(item_id, run, by=by, at=at)
    BulkRun.objects.filter(pk=run.pk, undone_at=None).update(undone_at=at)
    return run


@transaction.atomic
def _begun(
    key: UUID,
    act: BulkAct,
    chosen: Sequence[tuple[int, int]],
    whose: Mapping[str, Any],
    *,
    from_officer_id: int | None,
    by: Actor,
    at: datetime,
) -> BulkRun:
    if by.officer_id is None:
        raise NotAllowed
    facts = {"officer_id": by.officer_id, "act": act, "begun_at": at, **whose}
    run, is_new = BulkRun.objects.get_or_create(key=key, defaults=facts)
    if run.officer_id != by.officer_id:
        raise NotAllowed
    if is_new:
        BulkItem.objects.bulk_create(_items(run, chosen, from_officer_id, by))
    return run


def _items(run: BulkRun, chosen: Sequence[tuple[int, int]], from_officer_id: int | None, by: Actor) -> list[BulkItem]:
    seen = dict(chosen[:MOST])
    rows = Dossier.objects.visible_to(by).filter(pk__in=seen).values_list("pk", "holder_id")
    holders = dict(rows)
    return [
        BulkItem(run=run, dossier_id=pk, seen_version=version, holder_before_id=from_officer_id or holders[pk])
        for pk, version in seen.items()
        if pk in holders
    ]


@transaction.atomic
def _do(item_id: int, run: BulkRun, *, by: Actor, at: datetime) -> None:
    item = BulkItem.objects.select_for_update().get(pk=item_id)
    if item.version is not None or item.refusal:
        return  # a second press came first
    try:
        with transaction.atomic():
            dossier = _verb(run, item, by)(item.dossier_id, by=by, at=at, version=item.seen_version)
        item.version = dossier.version
    except DossierError as refusal:
        item.refusal = str(refusal)[:1000]
    item.save(update_fields=["version", "refusal"])


@transaction.atomic
def _undo(item_id: int, run: BulkRun, *, by: Actor, at: datetime) -> None:
    item = BulkItem.objects.select_for_update().get(pk=item_id)
    if item.undone_at:
        return
    try:
        with transaction.atomic():
            _reverse(run, item, by)(item.dossier_id, by=by, at=at, version=item.version)
        item.undone_at, item.refusal = at, ""
    except DossierError as refusal:
        item.refusal = str(refusal)[:1000]
    item.save(update_fields=["undone_at", "refusal"])


def _verb(run: BulkRun, item: BulkItem, by: Actor) -> Verb:
    if run.act == BulkAct.ASSIGN:
        return _with(hand_on, from_officer_id=item.holder_before_id, officer_id=run.to_officer_id)
    if run.act == BulkAct.APPROVE:
        return approve
    if run.act == BulkAct.RETURN:
        return _with(_hand_over, receiver=run.receiver)
    return _at_own_step(*OWN[run.act], item.dossier_id, by)


def _reverse(run: BulkRun, item: BulkItem, by: Actor) -> Verb:
    if run.act == BulkAct.ASSIGN and item.holder_before_id:
        return _with(hand_on, from_officer_id=run.to_officer_id, officer_id=item.holder_before_id)
    if run.act == BulkAct.ASSIGN:
        return unassign
    undoing = BulkAct.RELEASE if run.act == BulkAct.TAKE else BulkAct.TAKE
    return _at_own_step(*OWN[undoing], item.dossier_id, by)


def _at_own_step(main: Verb, beside: Verb, dossier_id: int, by: Actor) -> Verb:
    """The verb for the step that is the actor's: the one at which the dossier stands, or one beside it."""
    dossier = Dossier.objects.select_related("step").get(pk=dossier_id)
    running = Task.objects.filter(dossier=dossier, done_at=None, is_side=True).select_related("step")
    side = own_side(dossier, list(running), by)
    return _with(beside, task_id=side.pk) if side else main


def _hand_over(dossier_id: int, **said: Any) -> Dossier:
    """At the counter, with every original that lies with the dossier."""
    demand_at_counter(Dossier.objects.only("delivery").get(pk=dossier_id))
    kept = Paper.objects.filter(dossier=dossier_id, originals__gt=0, given_back_at=None)
    return hand_over(dossier_id, originals=kept.values_list("pk", flat=True), **said)


def _with(verb: Verb, **values: Any) -> Verb:
    return lambda dossier_id, **others: verb(dossier_id, **values, **others)


OWN: Mapping[str, tuple[Verb, Verb]] = {
    BulkAct.TAKE: (take, take_side_step),
    BulkAct.RELEASE: (release, release_side_step),
    BulkAct.COMPLETE: (complete_step, complete_side_step),
}
