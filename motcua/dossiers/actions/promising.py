"""Keeping the dates of a dossier as its rows tell them."""

from datetime import datetime

from motcua.dossiers.clock import dates_of, rows_of
from motcua.dossiers.models import Dossier

PROMISED = ("first_due_at", "due_at")


def renew_promise(dossier: Dossier, *, ends_at: datetime | None = None) -> None:
    """Reckon the due moments again from the rows; the caller saves `first_due_at` and `due_at`.

    A wait that is still open moves nothing: the last date stays until it is known again. `ends_at` is the moment at
    which the dossier ends.
    """
    told = dates_of(dossier, rows_of(dossier), ends_at=ends_at)
    dossier.first_due_at, dossier.due_at = told.first_due_at, told.due_at
