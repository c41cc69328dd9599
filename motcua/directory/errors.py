"""What can go wrong in the directory, each with a name and a sentence for the person at the door."""

from collections.abc import Mapping


class DirectoryError(Exception):
    """Parent of the directory's refusals; its text is shown to people, in their language."""


class NotAllowed(DirectoryError):
    """The actor's role does not carry this act."""


class NotFilledIn(DirectoryError):
    """What was typed cannot stand: `faults` has one sentence for each field at fault, all at once."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(" ".join(self.faults.values()))


class CodeTaken(DirectoryError):
    """Another body uses this code, or used it."""


class NotInForce(DirectoryError):
    """The body, post or officer is not in force on that date."""


class StillHasBodies(DirectoryError):
    """A body with others under it is closed after them."""


class AlreadyGiven(DirectoryError):
    """The same post or substitution is already there for those dates."""


class DatesReversed(DirectoryError):
    """The last day comes before the first."""
