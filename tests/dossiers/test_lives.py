"""Random lives: replay is the status, the chain holds, the clock is the slow one's, refusals leave no trace."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.journal.verifying import broken_links
from tests.dossiers.living import begin, live, make_people

ACTS_A_LIFE = 14
SHARDS, LIVES = 50, 100  # one shard in every run, all of them when asked for by name: bin/test -m lives
FAST = settings(
    max_examples=LIVES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


def _shard(number: int) -> object:
    return pytest.param(number, marks=[] if number == 0 else [pytest.mark.lives])


@pytest.mark.django_db
@pytest.mark.parametrize("shard", [_shard(number) for number in range(SHARDS)])
def test_random_lives_stay_whole(shard: int) -> None:
    people = make_people()

    @FAST
    @given(st.integers(min_value=0, max_value=2**32))
    def a_life(seed: int) -> None:
        random = Random(seed * SHARDS + shard)
        live(begin(people, random), random, ACTS_A_LIFE)

    a_life()
    assert list(broken_links()) == []
