"""Vietnamese legal papers' words for days and instants, and text that any of our fonts can print."""

import re
import unicodedata
from datetime import date, datetime

from django.utils.timezone import localtime

LONGEST_WORD = 30  # characters after which a line may break
# Latin with all Vietnamese and highland peoples' letters, their marks, punctuation and money: what the font has.
PRINTABLE = re.compile(
    r"[ -~\u00a0-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u2026\u2030-\u203a\u20ab\u20ac\u2116\u2212]"
)
MISSING = "\u25a1"


def day_words(day: date | None) -> str:
    """ "ngày 05 tháng 02 năm 2026": days below 10 and months below 3 with a zero (Decree 30/2020/NĐ-CP, Annex I)."""
    if day is None:
        return "ngày …… tháng …… năm ……"
    month = f"{day.month:02}" if day.month < 3 else day.month
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def instant_words(at: datetime) -> str:
    """ "08 giờ 05 phút, ngày …" in local time."""
    local = localtime(at)
    return f"{local.hour:02} giờ {local.minute:02} phút, {day_words(local.date())}"


def printable(text: str) -> str:
    """One line in NFC; a sign of another script becomes a box, and an endless word may be broken."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    shown = "".join(mark if PRINTABLE.match(mark) else _instead_of(mark) for mark in line)
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", "\\1\u200b", shown)


def _instead_of(mark: str) -> str:
    return "" if unicodedata.category(mark).startswith("C") else MISSING


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a longer text, each ready to print."""
    return [printable(line) for line in text.splitlines() if line.strip()]
