"""Sending a stored file to somebody whom the floors above have let see it."""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from django.core.files.base import File as OpenFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from motcua.documents.models import File
from motcua.documents.ranges import NotSatisfiable, asked_range

log = structlog.get_logger(__name__)
PIECE = 64 * 1024  # bytes
# A file is shown, never run: no script, form or address of its own, and framed by our pages only.
POLICY = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'"


def response(file: File, *, inline: bool, request: HttpRequest) -> HttpResponseBase:
    """The file or the range asked for: shown when `inline`, saved otherwise. Http404 when its bytes are gone."""
    etag = f'"{bytes(file.sha256).hex()}"'
    if request.headers.get("If-None-Match") == etag:
        return _dressed(HttpResponse(status=304), file, inline, etag)
    try:
        part = asked_range(_range_header(request, etag), file.size)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    first, last = part or (0, file.size - 1)
    content = _opened(file)
    answer = StreamingHttpResponse(_pieces(content, first, last), status=206 if part else 200)
    # A reading that never begins, as of HEAD, closes nothing itself.
    answer._resource_closers.append(content.close)  # type: ignore[attr-defined]
    answer["Content-Length"] = str(last - first + 1)
    if part:
        answer["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    return _dressed(answer, file, inline, etag)


def _opened(file: File) -> OpenFile[bytes]:
    try:
        return default_storage.open(file.path)
    except FileNotFoundError:
        log.error("the bytes of a file are missing", file=file.pk)
        raise Http404 from None


def _range_header(request: HttpRequest, etag: str) -> str:
    """The range, unless it was asked of another state of the file."""
    return request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""


def _dressed(answer: HttpResponseBase, file: File, inline: bool, etag: str) -> HttpResponseBase:
    disposition = content_disposition_header(not inline, file.name)
    for header, value in {
        "Content-Type": file.media_type,
        "Content-Disposition": disposition or "inline",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Accept-Ranges": "bytes",
        "ETag": etag,
    }.items():
        answer[header] = value
    return answer


def _pieces(content: OpenFile[bytes], first: int, last: int) -> Iterator[bytes]:
    """The bytes from first to last, closing the file however the sending ends."""
    with content:
        content.seek(first)
        left = last - first + 1
        while left > 0 and (piece := content.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
