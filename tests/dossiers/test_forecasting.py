"""The forecast says when nine in ten would be done; of dossiers like those it learnt from about nine in ten are."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest

from motcua.dossiers.forecasting import ENOUGH, Tempo, outlook, rest_of, tempo_of
from motcua.lib.worktime import Calendar, add_working_minutes, working_minutes_between
from tests.dossiers.makers import NINE

CALENDAR = Calendar(covered_years=frozenset({2026}))
LEARNT, JUDGED = 50, 400  # steps of each kind that made the pace, dossiers that are foretold
# Office minutes of a step: the middle and the spread of its logarithm, as people's working times lie.
PACES = [(240, 0.7), (90, 0.5), (480, 0.9), (60, 0.4)]


def minutes(luck: Random, pace: tuple[int, float]) -> int:
    return max(5, round(pace[0] * luck.lognormvariate(0, pace[1])))


def learnt(luck: Random) -> list[Tempo]:
    found = [tempo_of(minutes(luck, pace) for _ in range(LEARNT)) for pace in PACES]
    return [tempo for tempo in found if tempo]


def share_in_time(seed: int, *, used: float) -> float:
    """Of how many dossiers the end came by the slow date, told when the open step had run for `used` of its time."""
    luck = Random(seed)
    in_time = 0
    for _ in range(JUDGED):
        tempi, lives = learnt(luck), [minutes(luck, pace) for pace in PACES]
        run = int(lives[0] * used)
        at = add_working_minutes(NINE, run, CALENDAR)
        told = outlook(at, rest_of(tempi[0], run), tempi[1:], CALENDAR)
        in_time += ended(lives) <= told.slow_at
    return in_time / JUDGED


def ended(lives: list[int]) -> datetime:
    return add_working_minutes(NINE, sum(lives), CALENDAR)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("used", [0.0, 0.5])
def test_nine_in_ten_dossiers_end_by_the_slow_date(seed: int, used: float) -> None:
    assert 0.85 <= share_in_time(seed, used=used) <= 0.97


def test_of_too_few_steps_no_pace_is_told() -> None:
    assert tempo_of([60] * (ENOUGH - 1)) is None
    assert tempo_of([60] * ENOUGH) == Tempo(60, 60)


def test_nobody_ends_before_the_agency_that_is_waited_for_has_its_time() -> None:
    deadline = NINE + timedelta(days=2)
    told = outlook(NINE, Tempo(30, 60), [Tempo(60, 60)], CALENDAR, not_before=deadline)
    assert working_minutes_between(deadline, told.ends_at, CALENDAR) == 60
