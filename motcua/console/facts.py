"""What is done to the machine itself, for the journal."""

from dataclasses import dataclass

from motcua.journal.facts import Fact


@dataclass(frozen=True)
class JobTriedAgain(Fact):
    """Somebody gave failed work of the queue another try; `work` is the function's path."""

    job: int
    work: str
