"""Who will be late, by the clock: forecasts every hour, the pace every night, an apology drafted while there is time.

A missed run changes no deadline; the next one finds what is due then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.timezone import now

from motcua.directory.actors import SYSTEM
from motcua.dossiers import actions
from motcua.dossiers.clock import calendar_of
from motcua.dossiers.errors import DossierError
from motcua.dossiers.extending import Apology, cause_of, is_time_to_draft, reason_of
from motcua.dossiers.foreseeing import Foreseen, paces
from motcua.dossiers.lateness import close_after
from motcua.dossiers.legs import reckoning_of
from motcua.dossiers.models import Extension
from motcua.dossiers.statuses import Status


def watch_pace() -> None:
    """Every night: how long steps took lately."""
    actions.renew_paces(at=now())


def watch_forecasts() -> None:
    """Every hour: what will be late, and the apologies for it."""
    draft_apologies(now())


def draft_apologies(at: datetime) -> int:
    """Renew the forecasts, and draft an apology for each that wants one; how many were drafted."""
    drafted = sum(_draft(each, at) for batch in foreseen_at(at) for each in _wanting(batch, at))
    actions.forget_forecasts(at=at)
    return drafted


def foreseen_at(at: datetime) -> Iterator[list[Foreseen]]:
    """Every running dossier due soon, in batches, with its forecast renewed."""
    known, after = paces(), None
    while batch := list(actions.renew_forecasts(known, after=after, at=at)):
        yield batch
        last = batch[-1].dossier
        assert last.due_at
        after = (last.due_at, last.pk)


def _wanting(batch: list[Foreseen], at: datetime) -> list[Foreseen]:
    """Those foreseen late, in their last working days, of which nobody has written an apology yet."""
    late = [each for each in batch if each.is_late and each.dossier.status == Status.IN_PROGRESS]
    written = (
        Extension.objects.standing().filter(pk__in=[each.dossier.pk for each in late]).values_list("pk", flat=True)
    )
    open_ones = [each for each in late if each.dossier.pk not in set(written)]
    return [each for each in open_ones if _is_time(each, at)]


def _is_time(each: Foreseen, at: datetime) -> bool:
    assert each.dossier.due_at
    return is_time_to_draft(each.dossier.due_at, at, calendar_of(each.dossier))


def _draft(each: Foreseen, at: datetime) -> bool:
    """In Vietnamese, as the form; False when the dossier has moved meanwhile."""
    with translation.override("vi"):
        legs = reckoning_of(each.dossier, at).legs
        reason = reason_of(legs, [step.name for step in each.steps])
        new_due_at = close_after(each.outlook.slow_at, calendar_of(each.dossier))
        said = Apology(cause_of(legs), reason, new_due_at)
    try:
        actions.draft_extension(each.dossier.pk, said, by=SYSTEM, at=at)
    except DossierError:
        return False
    return True
