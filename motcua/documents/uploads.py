"""Receiving files from the wire within bounds: what is too large is counted and thrown away as it arrives.

Named first in settings.FILE_UPLOAD_HANDLERS; the framework's own handlers behind it see bounded files only.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_AT_ONCE = 5  # times the bound of one file, for all files of one sending


class RefusedUpload(UploadedFile):  # type: ignore[type-arg]  # generic for the type checker only
    """Stands for a file that was not taken, so that the sender is told of it beside all other faults."""

    def __init__(self, name: str, *, is_too_large: bool) -> None:
        super().__init__(file=None, name=name, content_type="", size=0)
        self.is_too_large = is_too_large  # itself; otherwise all files together


class BoundedUploads(FileUploadHandler):
    """Passes each file on until it, or all files together, are too large; the form's words are never lost."""

    kept = 0  # bytes of all files of this request

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0  # bytes of this file
        self.is_refused = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.seen += len(raw_data)
        if self.is_refused:
            return None
        if self._is_too_large or self.kept + len(raw_data) > MOST_AT_ONCE * settings.MAX_UPLOAD_BYTES:
            self._refuse()
            return None
        self.kept += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> RefusedUpload | None:
        if not self.is_refused:
            return None
        return RefusedUpload(self.file_name or "", is_too_large=self._is_too_large)

    def _refuse(self) -> None:
        """Take nothing more of this file, and have the handlers behind drop what they hold of it."""
        self.is_refused = True
        for handler in self.request.upload_handlers if self.request else []:
            handler.upload_interrupted()

    @property
    def _is_too_large(self) -> bool:
        return self.seen > settings.MAX_UPLOAD_BYTES
