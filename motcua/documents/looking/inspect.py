"""The one look at a file that comes in."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import filetype
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from motcua.documents.looking import image, pdf
from motcua.documents.looking.faults import BadFile, too_large, too_much
from motcua.documents.looking.names import EXTENSIONS, clean_name, extension_of, named_as
from motcua.documents.uploads import RefusedUpload

SIGNS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
SAYS_NOTHING = {"", "application/octet-stream", "binary/octet-stream"}
SAME = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png"}
PHONE_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
HEAD = 1024  # bytes in which a reader looks for a PDF's beginning


class Upload(Protocol):
    """What a framework's uploaded file is to us."""

    name: str | None
    content_type: str | None

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]: ...


@dataclass(frozen=True)
class Looked:
    """What was found: the name as it will be kept, the true type, bytes counted and their SHA-256."""

    name: str
    media_type: str
    size: int
    sha256: bytes


def look(upload: Upload) -> Looked:
    """What the file is; raises BadFile with a sentence that names the file."""
    name = clean_name(upload.name or "") or _("unnamed file")
    if isinstance(upload, RefusedUpload):
        raise too_large(name) if upload.is_too_large else too_much(name)
    content = _read(upload, name)
    media_type = _media_type(content, name)
    _refuse_a_lie(name, media_type, (upload.content_type or "").partition(";")[0].strip().lower())
    _refuse_two_in_one(content, name, media_type)
    if media_type == "application/pdf":
        pdf.check(content, name)
    else:
        image.check(content, name, media_type.removeprefix("image/").upper())
    _ask_scanner(content, name)
    return Looked(named_as(name, media_type), media_type, len(content), hashlib.sha256(content).digest())


def _read(upload: Upload, name: str) -> bytes:
    """All bytes, stopping as soon as there are too many."""
    parts, size = [], 0
    for part in upload.chunks():
        size += len(part)
        if size > settings.MAX_UPLOAD_BYTES:
            raise too_large(name)
        parts.append(part)
    if not size:
        raise BadFile(_("“%(name)s” is empty."), name=name)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _media_type(content: bytes, name: str) -> str:
    for sign, media_type in SIGNS.items():
        if content.startswith(sign):
            return media_type
    if content[4:8] == b"ftyp" and content[8:12] in PHONE_BRANDS:
        sentence = _(
            "“%(name)s” is a HEIC photo. In the phone's camera settings choose “Most compatible” (JPEG), "
            "or take a screenshot of the photo and send that."
        )
        raise BadFile(sentence, name=name)
    kind = filetype.guess(content[:8192])
    if kind:
        sentence = _("“%(name)s” is a %(kind)s file. Only PDF, JPEG and PNG files are taken.")
        raise BadFile(sentence, name=name, kind=kind.extension.upper())
    raise BadFile(_("“%(name)s” is not a PDF, JPEG or PNG file."), name=name)


def _refuse_a_lie(name: str, media_type: str, declared: str) -> None:
    extension = extension_of(name)
    is_named_otherwise = bool(extension) and extension not in EXTENSIONS[media_type]
    is_declared_otherwise = declared not in SAYS_NOTHING and SAME.get(declared, declared) != media_type
    if is_named_otherwise or is_declared_otherwise:
        sentence = _("“%(name)s” is not what its name says: inside it is %(kind)s. Rename it and send it again.")
        raise BadFile(sentence, name=name, kind=media_type.partition("/")[2].upper())


def _refuse_two_in_one(content: bytes, name: str, media_type: str) -> None:
    is_also_pdf = media_type != "application/pdf" and b"%PDF-" in content[:HEAD]
    if is_also_pdf or _ends_as_zip(content):
        raise BadFile(_("“%(name)s” is two kinds of file in one. Save it anew and send that."), name=name)


def _ends_as_zip(content: bytes) -> bool:
    """Whether the file closes with the directory of a zip archive, whose comment reaches exactly to the end."""
    tail = content[-(65_535 + 22) :]
    at = tail.rfind(b"PK\x05\x06")
    return 0 <= at <= len(tail) - 22 and at + 22 + int.from_bytes(tail[at + 20 : at + 22], "little") == len(tail)


@cache
def _scanner(path: str):  # type: ignore[no-untyped-def]
    return import_string(path)


def _ask_scanner(content: bytes, name: str) -> None:
    """settings.FILE_SCANNER names a function bytes → bool, true for a harmful file; it raises when it cannot tell."""
    path = getattr(settings, "FILE_SCANNER", "")
    if path and _scanner(path)(content):
        raise BadFile(_("“%(name)s” contains a virus or other harmful code."), name=name)
