"""File names as they may be kept and shown: one line, no path, one way to write each letter."""

import re
import unicodedata

LONGEST = 120  # characters
EXTENSIONS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg", ".jfif", ".jpe"),
    "image/png": (".png",),
}


def clean_name(name: str) -> str:
    """The last part of the path in NFC, without control or direction marks, at most 120 characters; may be ""."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # A line break or tab parts words; every other invisible mark (category C) can only mislead who reads.
    shown = "".join(" " if mark.isspace() else mark for mark in last if mark.isspace() or _is_visible(mark))
    words = " ".join(shown.split()).strip(". ")
    stem, extension = _parted(words)
    return stem[: LONGEST - len(extension)].rstrip() + extension


def extension_of(name: str) -> str:
    """The extension in small letters with its dot, "" for none."""
    return _parted(name)[1].lower()


def named_as(name: str, media_type: str) -> str:
    """The name with an extension of its type: a name without any gets one."""
    if extension_of(name) in EXTENSIONS[media_type]:
        return name
    extension = EXTENSIONS[media_type][0]
    return (name or "file")[: LONGEST - len(extension)] + extension


def _is_visible(mark: str) -> bool:
    return not unicodedata.category(mark).startswith("C")


def _parted(name: str) -> tuple[str, str]:
    found = re.fullmatch(r"(.+)(\.[A-Za-z0-9]{1,8})", name)
    return (found[1], found[2]) if found else (name, "")
