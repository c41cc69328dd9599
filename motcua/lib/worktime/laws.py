"""The acts each rule of counting rests on, as an explanation cites them (rulebook B.7.2)."""

from datetime import date

WEEKLY_REST = "QĐ 188/1999/QĐ-TTg"
PERIODS = "Bộ luật Dân sự 2015, Điều 147-148"
DAY_OFF_AT_THE_END = "Bộ luật Dân sự 2015, Điều 148.5"
COUNT_AGAIN = "NĐ 61/2018/NĐ-CP, Điều 19.4"
SAME_DAY = "Luật Hộ tịch 2014, Điều 16; NĐ 23/2015/NĐ-CP, Điều 7"
NEXT_DAY = "NĐ 301/2026/NĐ-CP"

# Newest first: which decree says that the clock starts when the complete dossier is received.
_STARTS = (
    (date(2026, 8, 5), "NĐ 309/2026/NĐ-CP, Điều 17.3"),
    (date(2025, 7, 1), "NĐ 118/2025/NĐ-CP, Điều 17"),
    (date.min, "NĐ 61/2018/NĐ-CP, Điều 17"),
)


def start(accepted_on: date) -> str:
    """The act in force on the day of acceptance: an old dossier does not cite a younger decree."""
    return next(act for since, act in _STARTS if since <= accepted_on)
