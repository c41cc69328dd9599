"""Taking files in: all are looked at before any is kept, and kept durably before their rows are."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

import structlog
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.timezone import localdate
from prometheus_client import Counter

from motcua.documents.looking.faults import BadFile, BadFiles, NotKept
from motcua.documents.looking.inspect import Looked, look
from motcua.documents.models import File
from motcua.documents.places import cause_of
from motcua.rows import insert

log = structlog.get_logger(__name__)
NOT_KEPT = Counter("motcua_files_not_kept", "Sendings whose files the disk or the store did not take.")


def store(uploads: Sequence[UploadedFile[bytes]], *, sent_by: str) -> list[File]:
    """The files in their order, with one INSERT; `sent_by` is the actor's key. Raises BadFiles with every fault.

    Raises NotKept, with the cause, when the disk or the store takes nothing. Bytes are on the disk before the
    rows are: what a transaction undone leaves behind, sweep_files takes.
    """
    looked = _look_at_all(uploads)
    folder = localdate().strftime("%Y/%m")
    files = [_row(one, folder, sent_by) for one in looked]
    try:
        for file, upload in zip(files, uploads, strict=True):
            file.path = default_storage.save(file.path, upload)
        _make_durable(file.path for file in files)
    except OSError as fault:
        # Its words and no trail: that would lead on to the faults of an earlier try, which name the files.
        log.error("files not kept", files=len(files), fault=str(fault))
        NOT_KEPT.inc()
        _forget(files)
        raise NotKept([file.name for file in files], cause_of(fault)) from None
    return insert(files)


def store_bytes(name: str, data: bytes, media_type: str, sent_by: str) -> File:
    """One file made here, a printed form or a drafted result, looked at like any other. Raises BadFiles."""
    return store([SimpleUploadedFile(name, data, media_type)], sent_by=sent_by)[0]


def _look_at_all(uploads: Sequence[UploadedFile[bytes]]) -> list[Looked]:
    looked, faults = [], []
    for upload in uploads:
        try:
            looked.append(look(upload))
        except BadFile as fault:
            faults.append((upload.name or "", fault.sentence))
    if faults:
        raise BadFiles(faults)
    return looked


def _row(looked: Looked, folder: str, sent_by: str) -> File:
    public_id = uuid.uuid4()
    return File(
        public_id=public_id,
        name=looked.name,
        media_type=looked.media_type,
        size=looked.size,
        sha256=looked.sha256,
        path=f"{folder}/{public_id}",
        sent_by=sent_by,
    )


def _forget(files: Iterable[File]) -> None:
    """Give the room of what was begun back at once: on a full disk the sweep of the night comes late.

    A store is left to the sweep: it keeps nothing that was begun, and this is no moment to ask it again.
    """
    for place in _on_disk(file.path for file in files):
        with suppress(OSError):
            place.unlink()


def _make_durable(paths: Iterable[str]) -> None:
    """Have the disk write the files and their folders."""
    places = _on_disk(paths)
    for place in places | {place.parent for place in places}:
        _sync(place)
    for place in places:
        _sync_above(place.parent)


def _on_disk(paths: Iterable[str]) -> set[Path]:
    """Where they lie in a folder of ours; nowhere in a storage that is none, which keeps its own promise."""
    try:
        return {Path(default_storage.path(path)) for path in paths}
    except NotImplementedError:
        return set()


@cache
def _sync_above(month: Path) -> None:
    """The folders of the year and above, which change once a month: once per process is enough."""
    for folder in list(month.parents)[:2]:
        _sync(folder)


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
