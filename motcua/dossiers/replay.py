"""Reading a dossier's life back from its events: the status they give must be the status it has."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from motcua.dossiers.errors import NotPossible
from motcua.dossiers.lifecycle import BEGINNINGS, after
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from motcua.journal.facts import FACTS
from motcua.journal.models import Event

PREFIX = "dossier:"


def status_after(kinds: Iterable[str]) -> Status | None:
    """The status that these facts, in order, lead to; None before the first; NotPossible if the life forbids one."""
    status: Status | None = None
    for kind in kinds:
        move = getattr(FACTS[kind], "move", None)
        if move is None:
            continue
        status = BEGINNINGS[move] if status is None else after(status, move)
    return status


def check() -> Iterator[str]:
    """A sentence for every dossier whose status is not what its events say."""
    known = dict(Dossier.objects.values_list("pk", "status"))
    events = Event.objects.filter(subject__startswith=PREFIX).order_by("subject", "sequence")
    rows = events.values_list("subject", "kind").iterator(chunk_size=10_000)
    for subject, group in groupby(rows, key=lambda row: row[0]):
        if not subject[len(PREFIX) :].isdigit():
            continue
        pk = int(subject[len(PREFIX) :])
        yield from _difference(pk, known.pop(pk, None), [kind for _subject, kind in group])
    yield from (f"dossier {pk} has no events" for pk in known)


def _difference(pk: int, status: int | None, kinds: list[str]) -> Iterator[str]:
    try:
        told = status_after(kinds)
    except (NotPossible, KeyError) as fault:
        yield f"dossier {pk}: its events are no life ({fault!r})"
        return
    if told != status:
        yield f"dossier {pk} is {status}, its events say {told}"
