"""Waits that overlap or meet are one stretch without clock: what they have in common is lost once."""

from collections.abc import Iterable
from dataclasses import replace

from motcua.lib.worktime import Mode, Pause

JOINT = "; "  # also parts the grounds of a line for its words


def standstills(pauses: Iterable[Pause]) -> list[Pause]:
    """The pauses in order, those that let the rest run on joined where the clock never ran between them.

    Apart, two of them that meet on the last day would each be given a day to finish the work.
    """
    found: list[Pause] = []
    apart: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.stopped_at):
        if pause.mode is Mode.RESTART:
            apart.append(pause)
        elif found and _reaches(found[-1], pause):
            found[-1] = _joined(found[-1], pause)
        else:
            found.append(pause)
    return sorted([*found, *apart], key=lambda each: each.stopped_at)


def _reaches(one: Pause, next_one: Pause) -> bool:
    return one.resumed_at is None or next_one.stopped_at <= one.resumed_at


def _joined(one: Pause, other: Pause) -> Pause:
    ends = [pause.resumed_at for pause in (one, other) if pause.resumed_at is not None]
    return replace(
        one,
        resumed_at=max(ends) if len(ends) == 2 else None,
        ground=_together(one.ground, other.ground),
        basis=_together(one.basis, other.basis),
    )


def _together(one: str, other: str) -> str:
    """Both texts, neither of them twice."""
    known = one.split(JOINT) if one else []
    return one if not other or other in known else JOINT.join([*known, other])
