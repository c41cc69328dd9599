"""The backup by the clock: nothing when no folder is named by MOTCUA_BACKUP."""

from contextlib import suppress

import structlog
from django.conf import settings

from motcua.config.embedded import database_url
from motcua.config.keeping.files import Copied
from motcua.config.keeping.folder import Folder, KeepingFault
from motcua.config.keeping.taking import copy_since, take

log = structlog.get_logger(__name__)


def take_base() -> None:
    """A new base, at night."""
    if settings.BACKUP is not None:
        _tell(take(database_url(settings.DATA), Folder(settings.BACKUP), keep=settings.BACKUP_KEEP).copied)


def copy_files() -> None:
    """The files stored in the last minute; the database sends its WAL by itself."""
    if settings.BACKUP is None:
        return
    with suppress(KeepingFault):  # a backup is under way, which copies them
        _tell(copy_since(Folder(settings.BACKUP)))


def _tell(copied: Copied) -> None:
    for fault in copied.faults:
        log.error("not in the backup", fault=fault)
