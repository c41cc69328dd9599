"""Between what people type and what is kept: dates, numbers, text."""

from __future__ import annotations

import re
from datetime import date

from motcua.lib.text import nfc

_DATE = re.compile(r"(?:([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})|([0-9]{4})-([0-9]{1,2})-([0-9]{1,2}))")
_GROUPED = re.compile(r"-?[0-9]{1,3}([. ][0-9]{3})+(,[0-9]+)?")  # 1.500.000 or 1 500 000,5 as written in Vietnam
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def tidy(text: str) -> str:
    """Composed Unicode, no blanks around, no invisible characters, one kind of line end."""
    return nfc(_INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def read_date(text: str) -> str:
    """25/12/1990 or 1990-12-25 as 1990-12-25; the text itself when it is no date of the calendar."""
    found = _DATE.fullmatch(text)
    if not found:
        return text
    day, month, year = found.group(1, 2, 3) if found[3] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def show_date(kept: str) -> str:
    """1990-12-25 as 25/12/1990; the text itself when it is no date."""
    try:
        return f"{date.fromisoformat(kept):%d/%m/%Y}"
    except ValueError:
        return kept


def read_number(text: str) -> int | float | str:
    """1.500.000 as 1500000, 85,5 as 85.5; the text itself when it is no number."""
    plain = re.sub(r"[. ]", "", text) if _GROUPED.fullmatch(text) else text
    plain = plain.replace(",", ".")
    try:
        return int(plain) if re.fullmatch(r"-?[0-9]{1,15}", plain) else _finite(plain)
    except ValueError:
        return text


def show_number(kept: int | float | str) -> str:
    """1500000 as 1.500.000, 85.5 as 85,5."""
    if isinstance(kept, str):
        return kept
    return f"{kept:,}".translate(str.maketrans(",.", ".,"))


def _finite(text: str) -> float:
    if not re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,6}", text):
        raise ValueError(text)
    return float(text)
