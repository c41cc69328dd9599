"""Working time."""

from motcua.lib.worktime.limit import Cutoff, Unit

__all__ = ["Cutoff", "Unit"]
