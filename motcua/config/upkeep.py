"""Housekeeping that belongs to no floor."""

from contextlib import suppress
from importlib import import_module

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.timezone import now
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from motcua.catalogue.actions_search import forget_words_of_choices
from motcua.documents.places import StoreAway
from motcua.documents.sweeping import remove_orphans
from motcua.dossiers.actions.sweeping import forget_presences, forget_unclaimed_files

log = structlog.get_logger(__name__)
SWEEP = f"{__name__}.sweep"  # as the timetable names it


def clear_expired_sessions() -> None:
    """Forget the sign-ins that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def sweep() -> None:
    """Forget scans that no dossier claimed, who looked at what and by which words, then the bytes that no row names.

    While the store of the files is away their bytes stay, and the sweep comes again in an hour.
    """
    forget_unclaimed_files(at=now())
    forget_presences(at=now())
    forget_words_of_choices()
    try:
        removed = remove_orphans(at=now())
    except StoreAway as fault:
        log.warning("files not swept", fault=str(fault))
        _come_again()
    else:
        log.info("files swept", files=removed)


def _come_again() -> None:
    coming = app.configure_task(SWEEP, queue="timetable", queueing_lock=SWEEP, schedule_in={"hours": 1})
    with suppress(AlreadyEnqueued), transaction.atomic():  # one that waits is enough
        coming.defer(timestamp=int(now().timestamp()))
