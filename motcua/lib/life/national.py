"""The on-time test of the national score, indicator 2.1 of QĐ 766/QĐ-TTg (rulebook F.3); it differs from the law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Request:
    """A request to supplement after acceptance; `answered_at` is None when nobody answered."""

    asked_at: datetime
    answered_at: datetime | None = None


def on_time_766(
    *,
    accepted_at: datetime | None,
    ended_at: datetime | None,
    appointed_at: datetime | None,
    requests: Sequence[Request] = (),
    longest: timedelta | None = None,
    period_ends_at: datetime | None = None,
) -> bool | None:
    """Whether the nation counts the dossier as in time; None when it is not counted, or cannot be told yet.

    `ended_at`: finished, else returned, else stopped, refused or withdrawn (rule 1). `appointed_at` is `NgayHenTra`;
    without it the dossier may take `longest`, the maximum of the catalogue, from acceptance (rule 5).
    `period_ends_at` stands in for the end of an open dossier (rule 2). All instants are aware (rule 6).
    """
    if accepted_at is None:
        return None
    if len(requests) > 1:
        return False
    promised_at = _promised_at(accepted_at, appointed_at, longest)
    counted_at = _counted_at(ended_at or period_ends_at, requests)
    return None if promised_at is None or counted_at is None else counted_at <= promised_at


def _promised_at(accepted_at: datetime, appointed_at: datetime | None, longest: timedelta | None) -> datetime | None:
    # "End - start - supplement <= maximum" says the same as a promise at start + maximum.
    if appointed_at is None and longest is not None:
        return accepted_at + longest
    return appointed_at


def _counted_at(end_at: datetime | None, requests: Sequence[Request]) -> datetime | None:
    """The end less the supplement (rule 4); the request itself when nobody answered it (rule 3).

    An unanswered request was waited for until the end: the end less that wait is the request again. So both rules
    give one moment, also for a dossier that was stopped because no answer came.
    """
    for request in requests:
        if request.answered_at is None:
            return request.asked_at
        return end_at and end_at - (request.answered_at - request.asked_at)
    return end_at
