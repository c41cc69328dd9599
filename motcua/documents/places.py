"""Why the disk or the store of the files took nothing, or gave nothing back."""

import errno
from enum import Enum, auto

FULL = {errno.ENOSPC, errno.EDQUOT}


class StoreAway(OSError):
    """The store of the files does not answer, or did not a moment ago."""


class Cause(Enum):
    """What the sender is told."""

    NO_ROOM = auto()
    AWAY = auto()
    REFUSED = auto()


def cause_of(fault: OSError) -> Cause:
    """The sender's cause of a fault of the disk or the store."""
    if fault.errno in FULL:
        return Cause.NO_ROOM
    return Cause.AWAY if isinstance(fault, StoreAway) else Cause.REFUSED
