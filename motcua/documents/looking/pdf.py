"""A PDF is looked at as bytes: is it whole, open, and free of what acts by itself when it is opened.

Names are found however they are escaped (`/J#61vaScript`), in the file and in its compressed object streams.
Limits: pages are not drawn and cross-references not followed, so a damaged page passes; an object stream packed in
another way than Flate is refused, not read. Where settings.FILE_SCANNER is set, a virus scanner is asked besides.
"""

import re
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.documents.looking.faults import BadFile

UNPACKED_BYTES = 64 * 1024 * 1024  # of all object streams of one file together
PROBE_BYTES = 256
PIECE = 8192  # bytes
MOST_STREAMS = 50_000
_DELIMITER = rb"(?=[\x00\t\n\f\r /<>\[\](){}%]|$)"


def _name(*names: str) -> bytes:
    """A pattern for any of these PDF names, each letter plain or as #xx."""
    letters = [b"".join(rb"(?:%c|#(?i:%02x))" % (ord(mark), ord(mark)) for mark in name) for name in names]
    return rb"/(?:" + b"|".join(letters) + rb")" + _DELIMITER


ENCRYPTED = re.compile(_name("Encrypt"))
ACTING = re.compile(
    _name("JavaScript", "Launch", "SubmitForm", "ImportData", "RichMedia", "GoToE")
    + rb"|"
    + _name("XFA")
    + rb"\s*(?:\[|\d)"
)
CARRYING = re.compile(
    _name("EmbeddedFile", "EmbeddedFiles", "FileAttachment") + rb"|" + _name("EF") + rb"\s*(?:<<|\d)"
)
PAGES = re.compile(_name("Pages"))
PACKED = re.compile(_name("ObjStm"))
STRANGELY_PACKED = re.compile(
    _name("ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "LZWDecode", "LZW", "RunLengthDecode", "RL", "Crypt")
    + rb"|"
    + _name("Predictor")
    + rb"\s*(?!1\b)\d"
)
FLATE = re.compile(_name("FlateDecode", "Fl"))
STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
OBJECT_LIST = re.compile(rb"(?:\s|%[^\r\n]*[\r\n])*\d+\s+\d+\s")


def check(content: bytes, name: str) -> None:
    """Raise BadFile for a PDF that is cut short, locked, acts by itself, or carries other files."""
    if b"%%EOF" not in content[-1024:]:
        raise BadFile(_("“%(name)s” is incomplete. Make or send it again."), name=name)
    if ENCRYPTED.search(content):
        raise BadFile(_("“%(name)s” is locked with a password. Save it without one and send it again."), name=name)
    has_pages = _is_harmless(content, name)
    for part in _object_lists(content, name):
        has_pages |= _is_harmless(part, name)
    if not has_pages:
        raise BadFile(_("“%(name)s” has no page that can be read."), name=name)


def _is_harmless(part: bytes, name: str) -> bool:
    """Whether the part names pages; raises BadFile when it names what no page needs."""
    if ACTING.search(part):
        sentence = _("“%(name)s” contains commands that run when it is opened. Print it to a new PDF and send that.")
        raise BadFile(sentence, name=name)
    if CARRYING.search(part):
        raise BadFile(_("“%(name)s” has other files inside. Take them out and send them one by one."), name=name)
    return PAGES.search(part) is not None


def _object_lists(content: bytes, name: str) -> Iterator[bytes]:
    """The unpacked object streams: those that say so, and any stream that begins as a list of objects does."""
    left = UNPACKED_BYTES
    for number, stream in enumerate(STREAM.finditer(content)):
        if number > MOST_STREAMS:
            raise _unreadable(name)
        if _says_it_lists_objects(content, stream.start(), name) or _looks_like_a_list(content, stream.end()):
            part = _unpacked(content, stream.end(), left, name)
            left -= len(part)
            yield part


def _says_it_lists_objects(content: bytes, end: int, name: str) -> bool:
    """Whether the dictionary before a stream calls it a packed object stream; one not packed was already read."""
    earliest = max(end - 4096, 0)
    description = content[max(content.rfind(b"obj", earliest, end), earliest) : end]
    if not PACKED.search(description):
        return False
    if STRANGELY_PACKED.search(description):
        raise _unreadable(name)
    return FLATE.search(description) is not None


def _looks_like_a_list(content: bytes, start: int) -> bool:
    try:
        beginning = zlib.decompressobj().decompress(content[start : start + 1024], PROBE_BYTES)
    except zlib.error:
        return False
    return OBJECT_LIST.match(beginning) is not None


def _unpacked(content: bytes, start: int, at_most: int, name: str) -> bytes:
    """All that Flate gives; a stream that breaks off or is too large could hide something, so BadFile."""
    flate, unpacked = zlib.decompressobj(), bytearray()
    try:
        for at in range(start, len(content), PIECE):
            unpacked += flate.decompress(content[at : at + PIECE], at_most + 1 - len(unpacked))
            if flate.eof or len(unpacked) > at_most:
                break
    except zlib.error:
        raise _unreadable(name) from None
    if not flate.eof or len(unpacked) > at_most:
        raise _unreadable(name)
    return bytes(unpacked)


def _unreadable(name: str) -> BadFile:
    return BadFile(_("“%(name)s” is built in a way we cannot check. Print it to a new PDF and send that."), name=name)
