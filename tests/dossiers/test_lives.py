"""Random lives: replay is the status, the chain holds, the clock is the slow one's, refusals leave no trace."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.dossiers.lives.machine import RandomLife
from tests.dossiers.lives.people import make_people

DAYS = 18
SHARDS, LIVES = 50, 100  # one shard in every run, all of them when asked for by name: bin/test -m lives
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
def test_random_lives_stay_whole(shard: int) -> None:
    lives = seed(shard)(type("Lives", (RandomLife,), {"people": make_people(), "lived": 0}))
    run_state_machine_as_test(lives, settings=USUAL)  # type: ignore[no-untyped-call]
    assert lives.lived >= LIVES
