"""A handling's time limit beside the published one: by how much it was cut (R39), or that it is longer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.models import Handling
from motcua.catalogue.services import limit_of
from motcua.catalogue.terms import TimeLimit, limit_words
from motcua.lib.worktime import BadLimit, Cutoff, Limit, Mode, Unit
from motcua.lib.worktime.limit import LARGEST

UNITS = [
    (Unit.WORKDAY.value, gettext_lazy("working days")),
    (Unit.DAY.value, gettext_lazy("days, days off included")),
    (Unit.WORKHOUR.value, gettext_lazy("working hours")),
    (Unit.MONTH.value, gettext_lazy("months")),
    (Unit.SAMEDAY.value, gettext_lazy("within the same working day")),
]
CUTOFFS = [
    (Cutoff.NONE.value, gettext_lazy("The hour of reception changes nothing")),
    (Cutoff.SAME_DAY.value, gettext_lazy("Received after 15:00, a same-day dossier is settled the next working day")),
    (Cutoff.COUNT_FROM_NEXT_DAY.value, gettext_lazy("Received after 15:00, it counts from the next working day")),
]
SUPPLEMENT_MODES = [
    (Mode.RESTART.value, gettext_lazy("the whole limit runs again (NĐ 61/2018/NĐ-CP, Điều 19.4)")),
    (Mode.RESUME.value, gettext_lazy("the rest of the limit runs on, where a special law says so")),
]
OFFICIAL = {"WORKING_DAY": Unit.WORKDAY, "DAY": Unit.DAY, "MONTH": Unit.MONTH, "HOUR": Unit.WORKHOUR}


@dataclass(frozen=True)
class Compared:
    """`percent` cut from the longest published limit of the same unit; negative when ours is longer."""

    sentence: str
    percent: int


def limit_of_draft(handling: Handling) -> Limit | None:
    """The limit; None where a draft has none yet."""
    try:
        return limit_of(handling)
    except BadLimit:
        return None


def compare(limit: Limit, published: Iterable[TimeLimit]) -> Compared | None:
    """None where the published text gives no limit in this unit to compare with."""
    stated = [int(time.value) for time in published if time.value and OFFICIAL.get(time.unit) == limit.unit]
    known = [value for value in stated if 1 <= value <= LARGEST[limit.unit]]
    if not known:
        return None
    longest = max(known)
    percent = round(100 * (longest - limit.value) / longest)
    words = {"published": limit_words(Limit(longest, limit.unit)), "percent": abs(percent)}
    return Compared(_sentence(longest, limit.value) % words, percent)


def range_words(unit: Unit) -> str:
    """Which numbers a limit of this unit may have."""
    return _("Give a whole number from 1 to %(largest)s.") % {"largest": LARGEST[unit]}


def _sentence(longest: int, ours: int) -> str:
    if ours > longest:
        return _("Longer than the published limit of %(published)s. Check it before you publish.")
    if ours == longest:
        return _("The same as the published limit of %(published)s.")
    return _("%(percent)s%% shorter than the published limit of %(published)s.")
