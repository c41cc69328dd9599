"""What somebody typed → the words and codes to look for.

The one home for understanding more: everyday words, slips of the keyboard, whole questions go here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from motcua.lib.text import fold

LONGEST = 400  # characters; nobody names a procedure in more
_CODE = re.compile(r"(?<![\w.])[0-9]\.[0-9]{0,9}(?:[.-][0-9A-Za-z]+)*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Query:
    """`words` folded, `spelled` as typed in lower case, both in order; `codes` or the beginnings of codes."""

    words: tuple[str, ...]
    spelled: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.codes)


def understand(typed: str) -> Query:
    """Read a query; characters that cannot be searched are left out."""
    text = unicodedata.normalize("NFC", typed.replace("\x00", "")[:LONGEST]).casefold()
    codes = tuple(dict.fromkeys(code.rstrip(".-") if len(code) > 2 else code for code in _CODE.findall(text)))
    spelled = tuple(_WORD.findall(_CODE.sub(" ", text)))
    return Query(tuple(fold(word) for word in spelled), spelled, codes)
