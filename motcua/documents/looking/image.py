"""A photograph or scan is looked at without drawing it: whole, of a size that a screen can bear, and nothing else."""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

from motcua.documents.looking.faults import BadFile

MOST_PIXELS = 80_000_000  # an A4 page at 600 dpi has 35 million; the library's own bound is higher
LONGEST_SIDE = 20_000  # pixels
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the JPEG segments that tell width and height
SCAN = 0xDA
MOST_SEGMENTS = 10_000


class _Broken(Exception):
    """The bytes do not hold together as a picture."""


def check(content: bytes, name: str, kind: str) -> None:
    """Raise BadFile for a JPEG or PNG (`kind`) that is broken, cut short or too large to be opened safely."""
    try:
        width, height = _jpeg_size(content) if kind == "JPEG" else _png_size(content)
        if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
            raise BadFile(_("“%(name)s” is too large a picture. Make it at most 80 million pixels."), name=name)
        _verify(content, kind)
    except _Broken:
        sentence = _("“%(name)s” is a damaged or incomplete picture. Take or send it again.")
        raise BadFile(sentence, name=name) from None


def _verify(content: bytes, kind: str) -> None:
    """Let the library read the head, and in a PNG the checksum of each part; nothing is drawn."""
    try:
        Image.open(BytesIO(content), formats=(kind,)).verify()
    except Exception as fault:  # the library says "broken" with a dozen kinds of error
        raise _Broken from fault


def _png_size(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR" or b"IEND" not in content[-1024:]:
        raise _Broken
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walk the segments to the picture, which must come to its end mark; phones may add more behind it."""
    at, size, end = 2, (0, 0), content.rfind(b"\xff\xd9")
    for _segment in range(MOST_SEGMENTS):
        mark = content[at + 1 : at + 2]
        if content[at : at + 1] != b"\xff" or not mark or at >= end:
            break
        if mark[0] in FRAMES:
            size = int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        if mark[0] == SCAN and all(size):
            return size
        at += 1 if mark == b"\xff" else 2 + int.from_bytes(content[at + 2 : at + 4])
    raise _Broken
