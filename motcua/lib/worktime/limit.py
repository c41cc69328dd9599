"""Time limits as the law writes them."""

from enum import StrEnum


class Unit(StrEnum):
    WORKHOUR = "workhour"
    WORKDAY = "workday"
    DAY = "day"
    MONTH = "month"
    SAMEDAY = "sameday"


class Cutoff(StrEnum):
    NONE = "none"
    SAME_DAY = "same_day"
    COUNT_FROM_NEXT_DAY = "count_from_next_day"
