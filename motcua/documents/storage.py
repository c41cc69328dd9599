"""Files on any S3 store: written whole, read piece by piece from where the reader asks."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from boto3.exceptions import Boto3Error  # type: ignore[import-untyped]
from botocore.client import Config  # type: ignore[import-untyped]
from botocore.exceptions import (  # type: ignore[import-untyped]
    BotoCoreError,
    ClientError,
    ConnectionError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from motcua.documents.places import StoreAway

MISSING = {"404", "NoSuchKey"}
FULL = {"QuotaExceeded", "XMinioStorageFull"}
FULL_STATUS = 507
SILENCE = (ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError)  # a line that breaks is no sign of it


@dataclass(frozen=True)
class Patience:
    """Seconds: for a connection, for each silence of the store, and until it is asked again after it failed."""

    connect: float = 3
    read: float = 6
    quiet: float = 10


class S3Files(S3Storage):  # type: ignore[misc]  # the library has no types
    """The storage of `documents` on S3; names are drawn at random, so none is ever written twice."""

    def __init__(self, *, patience: Patience = Patience(), **settings: Any) -> None:
        self._patience = patience
        self._away_until = 0.0  # by the clock of this process; 0: it answered when it was last asked
        super().__init__(**settings)

    @contextmanager
    def answering(self, name: str) -> Iterator[None]:
        """Raises OSError when the store refuses, StoreAway when it does not answer: at once while that is known."""
        self._may_ask(name)
        try:
            yield
        except ClientError as fault:
            self._away_until = 0.0
            raise refusal(name, fault) from fault
        except (BotoCoreError, Boto3Error) as fault:
            if isinstance(fault, SILENCE):
                self._away_until = time.monotonic() + self._patience.quiet
            kind = StoreAway if isinstance(fault, HTTPClientError | ConnectionError) else OSError
            raise kind(f"the store does not answer for {name}: {type(fault).__name__}") from fault
        self._away_until = 0.0

    def _may_ask(self, name: str) -> None:
        now = time.monotonic()
        if now < self._away_until:
            raise StoreAway(f"the store did not answer a moment ago and is not asked for {name}")
        if self._away_until:  # one asks for all whether it is back
            self._away_until = now + self._patience.quiet

    def get_default_settings(self) -> dict[str, Any]:
        """Nothing from the framework's or the library's own settings: what holds is passed by ours."""
        client = Config(
            # Two threads of each process serve all pages, and a store that hangs holds the one that asks it: for
            # two silences, not for a minute, and once for a form of many papers. One more try is for a line that
            # broke; an outage is for the sender to meet, whose form comes back with all that was typed.
            connect_timeout=self._patience.connect,
            read_timeout=self._patience.read,
            retries={"total_max_attempts": 2, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            # Newer checksums are unknown to many stores; each file's SHA-256 stands in its row.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        return {**super().get_default_settings(), "client_config": client, "default_acl": None}

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            raise ValueError("a stored file is never changed")
        return StoredBytes(self, name)

    def _save(self, name: str, content: File[bytes]) -> str:
        with self.answering(name):
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with self.answering(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with self.answering(name):
            return bool(super().exists(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with self.answering(name or "all files"):
            folders, files = super().listdir(name)
        return folders, files

    def get_modified_time(self, name: str) -> datetime:
        with self.answering(name):
            changed_at: datetime = super().get_modified_time(name)
        return changed_at


def refusal(name: str, fault: ClientError) -> OSError:
    """The fault that the answer of a store means: not found, no room, or not allowed."""
    code = fault.response["Error"]["Code"]
    if code in MISSING:
        return FileNotFoundError(f"no stored file {name}")
    words = f"the store refuses {name}: {code}"
    return OSError(errno.ENOSPC, words) if _has_no_room(fault) else OSError(words)


def _has_no_room(fault: ClientError) -> bool:
    """By the word of the stores that have one for it, else by the number that HTTP has."""
    code, status = fault.response["Error"]["Code"], fault.response["ResponseMetadata"]["HTTPStatusCode"]
    return code in FULL or status == FULL_STATUS


class StoredBytes(File):  # type: ignore[type-arg]  # generic for the type checker only
    """One stored file: nothing is fetched before the first reading, and no more than is read."""

    def __init__(self, storage: S3Files, name: str) -> None:
        self.name = name
        self.file = self  # what asks for the bytes beneath reads the same way
        self._storage = storage
        self._object = storage.bucket.Object(storage._normalize_name(name))
        self._at = 0
        self._body: Any = None
        self.size = self._length()

    def seek(self, position: int, whence: int = 0) -> int:
        """Go on from there; what was begun to be fetched is given up."""
        start = {0: 0, 1: self._at, 2: self.size}[whence]
        self.close()
        self._at = start + position
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Raises OSError when the store does not answer."""
        if self._at >= self.size:
            return b""
        with self._storage.answering(str(self.name)):
            if self._body is None:
                self._body = self._object.get(Range=f"bytes={self._at}-")["Body"]
            piece: bytes = self._body.read(size if size >= 0 else None)
        self._at += len(piece)
        return piece

    def open(self, mode: str | None = None, *_: Any, **__: Any) -> StoredBytes:
        self.seek(0)
        return self

    def close(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None

    @property
    def closed(self) -> bool:
        return False

    def _length(self) -> int:
        with self._storage.answering(str(self.name)):
            return int(self._object.content_length)
