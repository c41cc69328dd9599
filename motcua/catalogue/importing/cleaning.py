"""Values as they come → values as they are kept, with a doubt for each that had to be bent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from motcua.catalogue.importing.reasons import Reason

Cleaned = Callable[[Any, str], Any]
MOST_COPIES = 9999
LARGEST = 10**15  # beyond any fee in đồng
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")
_UNTIDY = re.compile("[\x01-\x08\x0b-\x1f\x7f-\xa0\xad\u2000-\u206f\u3000\ufeff\t]| [ \n]|\n |\n\n\n")
_WHOLE = re.compile(r"-?[0-9]{1,15}")


class Cleaner:
    """Cleans one row; collects what was doubtful on the way."""

    def __init__(self) -> None:
        self.reasons: list[Reason] = []

    def doubt(self, code: str, where: str = "") -> None:
        self.reasons.append(Reason(code, where))

    def text(self, value: Any, where: str) -> str | None:
        """Composed text without characters that cannot be stored; None when nothing is left."""
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.doubt("wrong_type", where)
            value = str(value)
        if not isinstance(value, str):
            self.doubt("wrong_type", where)
            return None
        if _UNSTORABLE.search(value):
            self.doubt("control_characters", where)
            value = _UNSTORABLE.sub("", value)
        return tidy(value) or None

    def number(self, value: Any, where: str) -> int | float | None:
        """A number; digits in text are read, with a doubt."""
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST:
            return int(value) if float(value).is_integer() else value
        self.doubt("wrong_type", where)
        return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value.strip()) else None

    def quantity(self, value: Any, where: str) -> int | None:
        """How many papers: 0 … 9,999, or None when it cannot be known."""
        number = self.number(value, where)
        if isinstance(number, int) and 0 <= number <= MOST_COPIES:
            return number
        self.doubt("quantity_unusable", where)
        return None

    def several(self, value: Any, where: str) -> list[Any]:
        """A list; a single value where a list belongs is taken as its only one, with a doubt."""
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.doubt("wrong_type", where)
        return [value]

    def texts(self, value: Any, where: str) -> list[str]:
        kept = [self.text(item, f"{where}[{no}]") for no, item in enumerate(self.several(value, where))]
        return [text for text in kept if text]

    def named(self, value: Any, where: str) -> dict[str, str | None] | None:
        """{code, name} from an object or from the name alone; None without a name."""
        parts = value if isinstance(value, dict) else {"name": value}
        name = self.text(parts.get("name"), where)
        return {"code": self.text(parts.get("code"), where), "name": name} if name else None

    def all_named(self, value: Any, where: str) -> list[dict[str, str | None]]:
        kept = [self.named(item, f"{where}[{no}]") for no, item in enumerate(self.several(value, where))]
        return [item for item in kept if item]

    def shaped(self, value: Any, where: str, shape: Mapping[str, Cleaned]) -> dict[str, Any] | None:
        """An object with the keys of the shape; None, with a doubt, for anything else."""
        if value is None:
            return None
        if not isinstance(value, dict):
            self.doubt("wrong_type", where)
            return None
        return {key: clean(value.get(key), f"{where}.{key}") for key, clean in shape.items()}

    def all_shaped(self, value: Any, where: str, shape: Mapping[str, Cleaned]) -> list[dict[str, Any]]:
        kept = [self.shaped(item, f"{where}[{no}]", shape) for no, item in enumerate(self.several(value, where))]
        return [item for item in kept if item]


def tidy(text: str) -> str:
    """Composed, single blanks, plain line ends, nothing invisible."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not _UNTIDY.search(text):
        return text.strip()
    text = _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _LINE_ENDS.sub("\n", _BLANKS.sub(" ", text))
    return _GAPS.sub("\n\n", text).strip()
