"""A life: the limit that was promised, and everything that happened."""

from dataclasses import dataclass
from datetime import datetime

from motcua.lib.life.checks import BadLife, as_of_faults, faults_in, limit_faults
from motcua.lib.life.events import ENDINGS, Event, Kind
from motcua.lib.worktime import Cutoff, Limit


@dataclass(frozen=True, slots=True)
class Life:
    """Events in order of time, with the limits of the procedure; BadLife names everything that is wrong.

    Form 01 uses the cut limit when there is one, reports keep both (rulebook B.7.2-14).
    """

    limit: Limit
    events: tuple[Event, ...]
    cutoff: Cutoff = Cutoff.NONE
    cut_limit: Limit | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "events", tuple(self.events))
        object.__setattr__(self, "cutoff", Cutoff(self.cutoff))
        faults = [*limit_faults(self.limit, self.cut_limit), *faults_in(self.events)]
        if faults:
            raise BadLife(faults)

    @property
    def promised_limit(self) -> Limit:
        """The limit that form 01 promises."""
        return self.cut_limit or self.limit

    @property
    def accepted(self) -> Event | None:
        """The acceptance by the competent agency, wherever the papers were received before (B.7.2-1)."""
        return next((event for event in self.events if event.kind is Kind.ACCEPTED), None)

    @property
    def end(self) -> Event | None:
        """The event that is measured: the result, else the return, else another end (F.3-1); None while open."""
        for kinds in ENDINGS:
            for event in self.events:
                if event.kind in kinds:
                    return event
        return None

    def check_seen(self, as_of: datetime | None) -> None:
        """BadLife when not all of it had happened by the moment from which somebody looks at it."""
        if faults := as_of_faults(as_of, [event.at for event in self.events]):
            raise BadLife(faults)
