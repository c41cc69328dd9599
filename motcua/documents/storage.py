"""Files on any S3 store: written whole, read piece by piece from where the reader asks."""

from __future__ import annotations

from typing import Any

from botocore.client import Config  # type: ignore[import-untyped]
from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]
from django.core.files.base import File
from storages.backends.s3 import S3Storage

PATIENCE = {"connect_timeout": 3, "read_timeout": 20}  # seconds; a store that hangs holds no page for long
MISSING = {"404", "NoSuchKey"}


class S3Files(S3Storage):  # type: ignore[misc]  # the library has no types
    """The storage of `documents` on S3; names are drawn at random, so none is ever written twice."""

    def get_default_settings(self) -> dict[str, Any]:
        """Nothing from the framework's or the library's own settings: what holds is passed by ours."""
        client = Config(
            **PATIENCE,
            retries={"max_attempts": 3, "mode": "standard"},
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


class StoredBytes(File):  # type: ignore[type-arg]  # generic for the type checker only
    """One stored file: nothing is fetched before the first reading, and no more than is read."""

    def __init__(self, storage: S3Files, name: str) -> None:
        self.name = name
        self.file = self  # what asks for the bytes beneath reads the same way
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
        try:
            if self._body is None:
                self._body = self._object.get(Range=f"bytes={self._at}-")["Body"]
            piece: bytes = self._body.read(size if size >= 0 else None)
        except (BotoCoreError, ClientError) as fault:
            raise OSError(f"the store does not give {self.name}: {type(fault).__name__}") from fault
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
        try:
            return int(self._object.content_length)
        except ClientError as fault:
            if fault.response["Error"]["Code"] in MISSING:
                raise FileNotFoundError(f"no stored file {self.name}") from None
            raise OSError(f"the store refuses {self.name}") from fault
        except BotoCoreError as fault:
            raise OSError(f"the store does not answer: {type(fault).__name__}") from fault
