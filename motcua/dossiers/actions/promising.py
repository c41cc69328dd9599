"""Keeping the dates of a dossier as its rows tell them."""

from motcua.dossiers.clock import dates_of, rows_of
from motcua.dossiers.models import Dossier

PROMISED = ("first_due_at", "due_at")


def renew_promise(dossier: Dossier) -> None:
    """Reckon the due moments again from the rows; the caller saves `first_due_at` and `due_at`.

    A wait that is still open moves nothing: the last date stays until it is known again.
    """
    told = dates_of(dossier, rows_of(dossier))
    dossier.first_due_at, dossier.due_at = told.first_due_at, told.due_at
