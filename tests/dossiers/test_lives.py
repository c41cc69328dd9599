"""Random lives: replay is the status, the chain holds, the clock is the slow one's, refusals leave no trace."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.internal.conjecture import engine
from hypothesis.stateful import run_state_machine_as_test

from tests.dossiers.lives.machine import RandomLife
from tests.dossiers.lives.people import make_people

DAYS = 14
SHARDS, LIVES = 50, 100  # one shard in every run, all of them when asked for by name: bin/test -m lives
KINDS = 50  # of acts that a hundred lives reach between them at least; there are some eighty
USUAL = settings(
    max_examples=LIVES,
    stateful_step_count=DAYS,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
)


def _shard(number: int) -> object:
    return pytest.param(number, marks=[] if number == 0 else [pytest.mark.lives])


@pytest.mark.django_db
@pytest.mark.parametrize("shard", [_shard(number) for number in range(SHARDS)])
def test_random_lives_stay_whole(shard: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Lives(RandomLife):
        people = make_people()
        reached = set()

    # Within the patience of the whole suite; the days of a failing life are named all the same.
    monkeypatch.setattr(engine, "MAX_SHRINKING_SECONDS", 90)
    # Else five lives in six would be copies of another with a day of it lived twice.
    monkeypatch.setattr(engine.ConjectureRunner, "generate_mutations_from", lambda _runner, _data: None)
    run_state_machine_as_test(seed(shard)(Lives), settings=USUAL)
    assert Lives.lived >= LIVES
    assert len(Lives.reached) >= KINDS, "the lives are alike"
