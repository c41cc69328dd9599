"""A form with small files, as every counter sends all day, read whole and at once.

The framework reads any form piece by piece, so that a large one never lies in memory; for a small one that costs ten
times what a parser needs that has it all before it. Whatever is not quite usual is left to the framework.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict
from multipart import MultipartError, MultipartSegment, PushMultipartParser

SMALL = 1024 * 1024  # bytes of the whole form; a page process has two of them in hand at most

Form: TypeAlias = "tuple[QueryDict, MultiValueDict[str, UploadedFile[bytes]]]"


class Unusual(Exception):
    """Something that the framework is to decide about."""


class SmallForms(FileUploadHandler):
    """Named first in settings.FILE_UPLOAD_HANDLERS."""

    def handle_raw_input(
        self, input_data: Any, META: dict[str, str], content_length: int, boundary: Any, encoding: str | None = None
    ) -> Form | None:
        if content_length > min(SMALL, settings.MAX_UPLOAD_BYTES):  # so that no file in it is too large
            return None
        body = input_data.read()
        by_framework = MultiPartParser(META, BytesIO(body), self._others(), encoding)
        try:
            return _read(list(_parts(body, boundary)), encoding or settings.DEFAULT_CHARSET, by_framework)
        except (MultipartError, Unusual, UnicodeError):
            return by_framework.parse()

    def _others(self) -> list[FileUploadHandler]:
        return [handler for handler in self.request.upload_handlers if handler is not self] if self.request else []


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[MultipartSegment, bytes]]:
    """What the form is made of. Raises MultipartError, and Unusual for what browsers do not send."""
    with PushMultipartParser(boundary) as parser:
        pieces: list[bytes] = []
        for event in parser.parse(body):
            if isinstance(event, MultipartSegment):
                part, pieces = event, []
            elif event is not None:
                pieces.append(bytes(event))
            elif part.disposition != "form-data" or part.header("Content-Transfer-Encoding"):
                raise Unusual
            else:
                yield part, b"".join(pieces)


def _read(parts: list[tuple[MultipartSegment, bytes]], encoding: str, by_framework: MultiPartParser) -> Form:
    """Raises Unusual when there are more words or files than a form may have: the framework has its own way then."""
    words = QueryDict(mutable=True)
    files: MultiValueDict[str, UploadedFile[bytes]] = MultiValueDict()
    uploads = sum(1 for part, _data in parts if part.filename)
    if uploads > _most("FILES") or len(parts) - uploads > _most("FIELDS"):
        raise Unusual
    for part, data in parts:
        place = (part.name or "").strip(string.whitespace)
        if not part.filename:
            words.appendlist(place, data.decode(encoding, "replace"))
        elif name := by_framework.sanitize_file_name(part.filename):
            files.appendlist(place, _file(part, name, data))
    words._mutable = False
    return words, files


def _most(what: str) -> float:
    said = getattr(settings, f"DATA_UPLOAD_MAX_NUMBER_{what}")
    return float("inf") if said is None else said


def _file(part: MultipartSegment, name: str, data: bytes) -> UploadedFile[bytes]:
    extra = {"charset": part.charset.encode()} if part.charset else {}
    return InMemoryUploadedFile(
        BytesIO(data), part.name, name, part.content_type or "", len(data), part.charset, extra
    )
