"""Days as months and days: whatever is asked for, each day of it counts once and no other."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.indicators.ranges import DAY, Piece, pieces

DAYS = st.dates(date(2019, 12, 1), date(2028, 3, 31))


def spread(found: list[Piece]) -> Counter[date]:
    """How often each day counts."""
    counted: Counter[date] = Counter()
    for piece in found:
        day = piece.first
        while day <= (_end(piece.last) if piece.is_months else piece.last):
            counted[day] += piece.sign
            day += DAY
    return Counter({day: number for day, number in counted.items() if number})


def _end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - DAY


@given(DAYS, st.integers(0, 900))
def test_each_day_counts_once(first, length):
    last = first + timedelta(days=length)
    wanted = Counter(first + timedelta(days=number) for number in range(length + 1))
    assert spread(pieces(first, last)) == wanted


@given(DAYS, st.integers(0, 900), st.integers(0, 60))
def test_days_after_which_nothing_is_known_may_be_taken_along(first, length, more):
    last = first + timedelta(days=length)
    known_until = last + timedelta(days=more)
    found = spread(pieces(first, last, known_until=known_until))
    assert {day: number for day, number in found.items() if day <= known_until} == Counter(
        first + timedelta(days=number) for number in range(length + 1)
    )


@given(DAYS, st.integers(0, 900))
def test_no_more_days_are_read_than_two_half_months(first, length):
    found = pieces(first, first + timedelta(days=length))
    assert sum((each.last - each.first).days + 1 for each in found if not each.is_months) <= 32
    assert sum(each.is_months for each in found) <= 1


def test_this_month_so_far_is_one_month():
    day = date(2026, 11, 22)
    assert pieces(day.replace(day=1), day, known_until=day) == [Piece(1, True, date(2026, 11, 1), date(2026, 11, 1))]


def test_nothing_is_asked_of_an_empty_range():
    assert pieces(date(2026, 3, 2), date(2026, 3, 1)) == []
