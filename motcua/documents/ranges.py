"""One byte range of a file, as a PDF viewer asks for it (RFC 9110 §14)."""

import re


class NotSatisfiable(Exception):
    """The range lies outside the file."""


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None when the whole is to be sent, as for several ranges or a bad header."""
    found = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", header.strip())
    if not found or not (found[1] or found[2]):
        return None
    if not found[1]:
        first, last = max(size - int(found[2]), 0), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    if found[1] and found[2] and int(found[1]) > int(found[2]):
        return None
    if first >= size or last < first:
        raise NotSatisfiable
    return first, last
