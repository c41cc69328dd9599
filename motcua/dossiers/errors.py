"""Why an act on a dossier is refused: a name for programs, a sentence for people."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from motcua.dossiers.statuses import Status


class DossierError(Exception):
    """An act was refused; `str()` is a sentence in the reader's language."""

    sentence = ""

    def __str__(self) -> str:
        return _(self.sentence) if self.sentence else super().__str__()


class NotPossible(DossierError):
    """The dossier's life does not allow this step now."""

    def __init__(self, status: Status, move: str) -> None:
        super().__init__(status, move)
        self.status, self.move = status, move

    def __str__(self) -> str:
        return _("This cannot be done now: the dossier is “%(status)s”.") % {"status": self.status.label}


class NotAllowed(DossierError):
    """The actor's role does not carry this act."""

    sentence = "Your role does not allow this on this dossier."


class HeldByOther(DossierError):
    """Another officer has taken the step."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return _("%(name)s has taken this step. Ask them, or ask the head to reassign it.") % {"name": self.name}


class AwaitingConsent(DossierError):
    """The clock stands still until somebody consents on VNeID: meanwhile nobody works on the dossier."""

    sentence = "The dossier waits for a consent on VNeID. Record the answer first."


class Stale(DossierError):
    """The page was made before somebody else moved the dossier."""

    sentence = "Somebody moved this dossier while your page was open. Look at it again, then act."


class Incomplete(DossierError):
    """What the act needs is missing: every fault at once, as (place in the form, sentence)."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__(faults)
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return " ".join(sentence for _place, sentence in self.faults)


class TooLate(DossierError):
    """The time to take a run of acts back is over."""

    sentence = "The ten minutes in which this could be undone are over."


class NotOffered(DossierError):
    """The service is closed, or handled elsewhere."""

    sentence = "This office does not take this procedure in now."


class DayIsFull(DossierError):
    """9,999 dossiers in one unit on one day: the code has no room for more (rulebook B.10)."""

    sentence = "This office has used up today's dossier numbers. Please call the system's operator."


class AnsweredAlready(DossierError):
    """The question needs no answer any more."""

    def __str__(self) -> str:
        return _("This question is settled already: it was answered, called back or agreed to by silence.")


class RemindedToday(DossierError):
    """Once a day is enough."""

    def __str__(self) -> str:
        return _("This agency has been reminded today. You can remind it again tomorrow.")


class AlreadyExtended(DossierError):
    """One apology with a new date for each dossier (NĐ 61/2018 Điều 19.9)."""

    def __str__(self) -> str:
        return _("This dossier has had its one apology with a new date. It cannot have another.")


class TooLateToExtend(DossierError):
    """Less than a working day is left before the promised moment."""

    def __str__(self) -> str:
        return _("An apology must go out at least one working day before the result is due. It is too late for one.")


class ExtendedByParts(DossierError):
    """Of a linked group each late agency apologises for its own part (rulebook B.9.1)."""

    def __str__(self) -> str:
        return _("Each agency of a linked group apologises for its own part. Open the part that will be late.")


# Marked for the translator: `DossierError.__str__` reads them by name.
def _words() -> tuple[str, ...]:
    return (
        _("Your role does not allow this on this dossier."),
        _("The dossier waits for a consent on VNeID. Record the answer first."),
        _("Somebody moved this dossier while your page was open. Look at it again, then act."),
        _("This office does not take this procedure in now."),
        _("This office has used up today's dossier numbers. Please call the system's operator."),
        _("The ten minutes in which this could be undone are over."),
    )
