"""Random lives: after every act the sums that follow the facts are those of a full count, and the board's lists."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from motcua.board import counting, lists
from motcua.board.measures import MEASURES
from motcua.board.spans import Span
from motcua.directory.roles import Role
from tests.directory.makers import make_body, make_officer
from tests.dossiers.lives.machine import RandomLife
from tests.dossiers.lives.people import make_people
from tests.indicators.making import carry_new, demand_equal

LIVES = 20
USUAL = settings(
    max_examples=LIVES,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, Phase.shrink],
    report_multiple_bugs=False,
)


class CountedLife(RandomLife):
    """A life of which the board is told; `watchers` see the province, or a part of it."""

    watchers = ()

    def settle(self):
        super().settle()
        carry_new()
        demand_equal()

    def teardown(self):
        try:
            if self.is_whole:
                carry_new()
                self.demand_lists()
        finally:
            super().teardown()

    def demand_lists(self):
        """Each number is as long as its list, at the end of this life."""
        at = self.life.at
        span = Span(at.date().replace(day=1), at.date(), at)
        for actor in self.watchers:
            numbers = counting.total(counting.by_body(actor, span))
            for measure in MEASURES:
                listed = lists.listed(actor, measure, span, lists.Narrowing()).count()
                assert numbers[measure.name] == listed, (measure.name, self.life.done)


@pytest.mark.django_db
def test_whatever_happens_the_sums_are_those_of_a_full_count():
    people = make_people()
    watchers = (make_officer(make_body(), Role.INSPECTOR)[1], people.here.head, people.elsewhere.head)
    lives = seed(4)(type("Lives", (CountedLife,), {"people": people, "lived": 0, "watchers": watchers}))
    run_state_machine_as_test(lives, settings=USUAL)
    assert lives.lived >= LIVES
