"""The machine at one look: a number for each thing that can go wrong, with the tone it has earned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.console.operating import bounds, machine, sealing
from motcua.console.operating.database import Behind, Connections, connections, followers, replicas
from motcua.console.operating.queue import Depth, Workers, depths, workers
from motcua.indicators.actions import FOLLOWER as NUMBERS_OF_THE_BOARD

WELL, ILL, NONE = "on-time", "late", "done"


@dataclass(frozen=True)
class Sign:
    """`value` is ready to show; `tone` is one of the tones of a status."""

    label: str
    value: str
    tone: str
    note: str = ""


def signs() -> list[Sign]:
    """All of them, in the order in which an operator wants to know."""
    at = now()
    return [
        *_of_the_queue(depths(), workers()),
        _of_connections(connections()),
        *(_of_one_behind(one) for one in [*followers(), *replicas()]),
        *_of_the_machine(at),
        _of_the_seal(sealing.sealed_until(), at),
    ]


def _of_the_queue(depths: Sequence[Depth], workers: Workers) -> Iterator[Sign]:
    jobs = {state: sum(one.jobs for one in depths if one.status == state) for state in ("waiting", "failed")}
    oldest = max((one.oldest or 0 for one in depths), default=0)
    yield Sign(_("Work that failed"), str(jobs["failed"]), ILL if jobs["failed"] else WELL)
    note = _("the first for %(time)s") % {"time": spelled(oldest)} if jobs["waiting"] else ""
    yield Sign(_("Work that waits"), str(jobs["waiting"]), ILL if oldest > bounds.WAIT else WELL, note)
    silent = _("%(count)d without a sign of life") % {"count": workers.silent} if workers.silent else ""
    yield Sign(_("Workers alive"), str(workers.alive), WELL if workers.alive else ILL, silent)


def _of_connections(found: Connections) -> Sign:
    tone = ILL if found.used > bounds.CONNECTIONS * found.bound else WELL
    return Sign(_("Connections to the database"), str(found.used), tone, _("of %(bound)d") % {"bound": found.bound})


def _of_one_behind(one: Behind) -> Sign:
    tone = ILL if one.seconds > bounds.BEHIND else WELL
    is_board = one.name == NUMBERS_OF_THE_BOARD
    label = _("The board's numbers are behind by") if is_board else _("%(name)s is behind by") % {"name": one.name}
    return Sign(label, spelled(one.seconds), tone)


def _of_the_machine(at: datetime) -> Iterator[Sign]:
    for disk in machine.disks():
        tone = ILL if disk.free_share < bounds.DISK else WELL
        label = _("Disk of the backup, free") if disk.holds == "backup" else _("Disk of the data, free")
        yield Sign(label, f"{disk.free_share:.0%}", tone, f"{disk.free / 2**30:.0f} GB")
    if settings.BACKUP:
        yield _since(_("Last backup"), machine.last_backup(), bounds.BACKUP.total_seconds(), at)
    else:
        yield Sign(_("Last backup"), _("never"), ILL, _("no folder is named for it"))


def _of_the_seal(until: datetime | None, at: datetime) -> Sign:
    """On a copy's first day there is nothing to seal; a sealing that fails is work that failed."""
    label = _("Journal sealed until")
    return _since(label, until, bounds.SEALED.total_seconds(), at) if until else Sign(label, _("never"), NONE)


def _since(label: str, then: datetime | None, bound: float, at: datetime) -> Sign:
    if then is None:
        return Sign(label, _("never"), ILL)
    seconds = (at - then).total_seconds()
    return Sign(label, _("%(time)s ago") % {"time": spelled(seconds)}, ILL if seconds > bound else WELL)


def spelled(seconds: float) -> str:
    """A duration in its largest unit."""
    if seconds < 100:
        return _("%(number)d s") % {"number": max(0, round(seconds))}
    if seconds < 100 * 60:
        return _("%(number)d min") % {"number": round(seconds / 60)}
    if seconds < 48 * 3600:
        return _("%(number)d h") % {"number": round(seconds / 3600)}
    days = round(seconds / 86400)
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
