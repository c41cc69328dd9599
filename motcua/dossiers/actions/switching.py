"""An open dossier goes on by another process of its procedure: only by a recorded decision (rulebook B.1)."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.catalogue.models import Handling
from motcua.catalogue.services import PublishedStep
from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.actions.moving import fresh, leave, steps_of
from motcua.dossiers.actions.pausing import PROMISED, renew_promise
from motcua.dossiers.actions.steps import arrive, told_after, unsign
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible
from motcua.dossiers.facts import RouteSwitched
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, TaskEnd
from motcua.dossiers.permissions import may_switch
from motcua.dossiers.statuses import Status
from motcua.dossiers.texts import faults_in
from motcua.journal.recording import record

LONGEST = {"ground": 2000, "basis": 300}  # characters


@transaction.atomic
def switch_route(
    dossier_id: int,
    *,
    handling_id: int | None,
    ground: str,
    basis: str,
    step_id: int | None = None,
    with_clock: bool = False,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """The head moves the dossier to a step of another published handling of the same procedure; its first when none.

    Form, papers and fees stay those of reception; the time limit too, unless the decision says otherwise
    (`with_clock`).
    """
    dossier = fresh(dossier_id, Move.STEP, version=version)
    if not may_switch(dossier, by):
        raise NotAllowed
    if dossier.status != Status.IN_PROGRESS or dossier.step_id is None:
        raise NotPossible(dossier.life, Move.STEP)
    handling = other_handlings(dossier).filter(pk=handling_id or 0).first()
    if faults := _faults(handling, ground, basis):
        raise Incomplete(faults)
    assert handling is not None
    waited = leave(dossier, by=by, at=at, end=TaskEnd.REROUTED, note=ground.strip())
    _walk_by(dossier, handling, with_clock=with_clock)
    entry = _entry(dossier, step_id)
    unsign(dossier, entry)
    tasks = arrive(dossier, entry, at)
    fact = RouteSwitched(handling.pk, ground.strip(), basis.strip())
    record(*waited, fact, *told_after(dossier, tasks), subject=dossier.subject, by=by.key, at=at)
    return dossier


def other_handlings(dossier: Dossier) -> QuerySet[Handling]:
    """The published handlings of the procedure by another process than the dossier's own, the newest first."""
    walked = dossier.route_handling or dossier.handling
    own = Handling.objects.filter(version__procedure__code=dossier.procedure_code, published_at__isnull=False)
    others = own.filter(handled_by=Handling.HandledBy.PROVINCE).exclude(route=walked.route_id)
    return others.select_related("route", "version").order_by("-published_at", "-pk")


def _walk_by(dossier: Dossier, handling: Handling, *, with_clock: bool) -> None:
    dossier.route_handling = handling
    changed = ["route_handling"]
    if with_clock:
        dossier.clock_handling = handling
        renew_promise(dossier)
        changed += ["clock_handling", *PROMISED]
    dossier.save(update_fields=changed)


def _entry(dossier: Dossier, step_id: int | None) -> PublishedStep:
    steps = steps_of(dossier)
    if step_id is None:
        return routing.first_step(steps)
    chosen = next((step for step in routing.entries(steps) if step.id == step_id), None)
    if chosen is None:
        raise Incomplete([("handling", _("Choose a step of this process."))])
    return chosen


def _faults(handling: Handling | None, ground: str, basis: str) -> list[tuple[str, str]]:
    faults = [] if handling else [("handling", _("Choose another published process of this procedure."))]
    faults += faults_in("ground", ground, LONGEST["ground"], _("Write why the dossier goes on by another process."))
    return [*faults, *faults_in("basis", basis, LONGEST["basis"], _("Name the decision: its number and date."))]
