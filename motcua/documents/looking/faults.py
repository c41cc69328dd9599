"""What is wrong with files that were sent, in sentences for the sender."""

from collections.abc import Sequence

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from motcua.documents.places import Cause


class BadFile(Exception):
    """One file that is refused; `sentence` tells the sender which, why and what to do."""

    def __init__(self, pattern: str, **values: str) -> None:
        self.sentence = pattern % values
        super().__init__(self.sentence)


class BadFiles(Exception):
    """All refused files of one sending, each as (name, sentence); nothing was kept."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(sentence for _, sentence in faults))
        self.faults = list(faults)

    @property
    def sentences(self) -> list[str]:
        return [sentence for _, sentence in self.faults]


class NotKept(BadFiles):
    """Nothing is wrong with the files: the disk or the store takes no more now, and the log says why."""

    def __init__(self, names: Sequence[str], cause: Cause) -> None:
        self.cause = cause
        said = _why_not_kept(cause)
        super().__init__([(name, said % {"name": name}) for name in names])


def _why_not_kept(cause: Cause) -> str:
    if cause is Cause.NO_ROOM:
        return _("“%(name)s” could not be kept: the system has no room for it now. Send it again in a few minutes.")
    if cause is Cause.AWAY:
        return _(
            "“%(name)s” could not be kept: the store of files does not answer now. Send it again in a few minutes."
        )
    return _("“%(name)s” could not be kept: the store of files refuses it now. Send it again in a few minutes.")


def too_large(name: str) -> BadFile:
    size = filesizeformat(settings.MAX_UPLOAD_BYTES)
    return BadFile(_("“%(name)s” is larger than %(size)s. Send a smaller scan, or part it."), name=name, size=size)


def too_much(name: str) -> BadFile:
    return BadFile(_("“%(name)s” was not taken: all files together are too large. Send them one by one."), name=name)
