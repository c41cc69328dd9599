"""The clock of a whole life: from what happened to a dossier to its dates, its judgement and the reasons."""

from motcua.lib.life.checks import BadLife
from motcua.lib.life.clock import Clock, clock
from motcua.lib.life.document import Asked, document_of, life_from
from motcua.lib.life.events import Event, Kind
from motcua.lib.life.life import Life
from motcua.lib.life.national import Request, on_time_766

__all__ = [
    "Asked",
    "BadLife",
    "Clock",
    "Event",
    "Kind",
    "Life",
    "Request",
    "clock",
    "document_of",
    "life_from",
    "on_time_766",
]
