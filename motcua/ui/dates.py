"""How days, hours, money and sizes are written, in both languages; pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
UNITS = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"))


def here(moment: datetime) -> datetime:
    """The same instant on the province's clocks; a naive value is taken to be there already."""
    return moment.astimezone(ZONE) if moment.tzinfo else moment


def day_words(day: date, language: str) -> str:
    """`thứ Năm, 26/02/2026` or `Thursday 26/02/2026`; an instant is read in Asia/Ho_Chi_Minh."""
    local = here(day) if isinstance(day, datetime) else day
    weekday = WEEKDAYS[language][local.weekday()]
    return f"{weekday}{',' if language == 'vi' else ''} {short_day(local)}"


def short_day(day: date) -> str:
    """`26/02/2026`."""
    local = here(day) if isinstance(day, datetime) else day
    return f"{local.day:02}/{local.month:02}/{local.year:04}"


def time_words(moment: datetime) -> str:
    """`16:30`."""
    return f"{here(moment):%H:%M}"


def moment_words(moment: datetime, language: str) -> str:
    """`16:30 thứ Năm, 26/02/2026`."""
    return f"{time_words(moment)} {day_words(moment, language)}"


def number_words(number: int, language: str) -> str:
    """`1.234.567` or `1,234,567`."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if language == "vi" else grouped


def money_words(amount: int, language: str) -> str:
    """`150.000 đồng`; whole đồng."""
    return f"{number_words(amount, language)} đồng"


def size_words(size: int, language: str) -> str:
    """`1,5 MB` or `1.5 MB`, from bytes."""
    for unit, word in UNITS:
        if size >= unit:
            number = f"{size / unit:.1f}".removesuffix(".0")
            return f"{number.replace('.', ',') if language == 'vi' else number} {word}"
    return f"{size} B"
