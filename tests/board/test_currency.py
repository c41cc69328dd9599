"""As of when the numbers are: to the second, and a lag is told."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.board import currency

NOON = datetime(2026, 3, 2, 5, 0, 7, tzinfo=UTC)  # 12:00:07 in Vietnam


@pytest.mark.parametrize(
    "lag, moment, behind",
    [
        (timedelta(0), "12:00:07", ""),
        (timedelta(seconds=5), "12:00:02", ""),
        (timedelta(seconds=6), "12:00:01", "6 giây"),
        (timedelta(seconds=119), "11:58:08", "119 giây"),
        (timedelta(minutes=7), "11:53:07", "7 phút"),
        (timedelta(seconds=-3), "12:00:07", ""),
    ],
)
def test_a_lag_is_told_from_five_seconds_on(monkeypatch, lag, moment, behind):
    monkeypatch.setattr(currency, "counted_until", lambda: NOON - lag)
    told = currency.as_of(NOON)
    assert told.moment.startswith(moment)
    assert (behind in told.behind) if behind else told.behind == ""


def test_numbers_that_were_never_counted_say_so(monkeypatch):
    monkeypatch.setattr(currency, "counted_until", lambda: None)
    assert currency.as_of(NOON) == currency.AsOf("", "Số liệu đang được tính lần đầu.")
