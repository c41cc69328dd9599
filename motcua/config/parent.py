"""A process that ends when the one that started it ends, even by a kill that no handler sees."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# Loaded beforehand: between fork and exec nothing may be imported.
_library = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent(sign: signal.Signals = signal.SIGTERM) -> None:
    """Ask the system to send this process `sign` when its parent is gone; does nothing outside Linux."""
    if _library is not None:
        _library.prctl(PR_SET_PDEATHSIG, int(sign))
    if os.getppid() == 1 and os.environ.get("MOTCUA_SUPERVISOR") not in {None, "1"}:
        os.kill(os.getpid(), sign)  # the parent was gone before the asking
