"""The state machine: days on which the likely, the unlikely and the forbidden is tried on a dossier."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from motcua.directory.actors import Actor
from motcua.directory.errors import DirectoryError
from motcua.dossiers.errors import DossierError
from tests.dossiers.lives.act import Act
from tests.dossiers.lives.asking import ASKING
from tests.dossiers.lives.checks import demand_end, demand_whole
from tests.dossiers.lives.dealing import DEALING, watch
from tests.dossiers.lives.living import BEGINNINGS, begin
from tests.dossiers.lives.people import People
from tests.dossiers.lives.traces import changed_between, trace
from tests.dossiers.lives.working import WORKING

ACTS: dict[str, Act] = {**WORKING, **ASKING, **DEALING}
MINUTES = st.integers(1, 2 * 24 * 60)
LUCK = st.integers(0, 2**64)  # what one day makes of it: shrinking leaves days out, and keeps the others'
A_DAY = rule(after=MINUTES, luck=LUCK)


class RandomLife(RuleBasedStateMachine):
    """One matter; `people` is set on the class by the test. Nothing of it stays in the database."""

    people: People
    lived = 0

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.is_whole = False

    @initialize(name=st.sampled_from(list(BEGINNINGS)))
    def begins(self, name: str) -> None:
        self.life = begin(self.people, name)
        demand_whole(self.life, list(self.life.dossiers.values()))
        self.trace = trace()
        self.is_whole = True

    def a_good_day(self, after: int, luck: int) -> None:
        """Something that fits is done by the one whose part it is."""
        random = Random(luck)
        self.passes(after, random)
        fitting = {name: act for name, act in ACTS.items() if act.fits(self.life)}
        if fitting:
            (name,) = random.choices(list(fitting), [act.often for act in fitting.values()])
            self.attempt(name, self.people.usual(ACTS[name].who, self.life.dossier))

    # More than once, or few lives would come to an end.
    monday = A_DAY(a_good_day)
    tuesday = A_DAY(a_good_day)
    wednesday = A_DAY(a_good_day)
    thursday = A_DAY(a_good_day)
    friday = A_DAY(a_good_day)

    @A_DAY
    def out_of_place(self, after: int, luck: int) -> None:
        """Anything is tried by the one who would do it another day."""
        random = Random(luck)
        self.passes(after, random)
        name = random.choice(list(ACTS))
        self.attempt(name, self.people.usual(ACTS[name].who, self.life.dossier))

    @rule(luck=LUCK)
    def by_a_colleague(self, luck: int) -> None:
        """Anything is tried by anybody who works on such dossiers, or by the applicant."""
        random = Random(luck)
        self.attempt(random.choice(list(ACTS)), random.choice(self.people.ours))

    @rule(luck=LUCK)
    def by_a_stranger(self, luck: int) -> None:
        """Nobody from elsewhere changes anything, whatever the post."""
        random = Random(luck)
        self.attempt(random.choice(list(ACTS)), random.choice(self.people.strangers), may_succeed=False)

    @rule(after=MINUTES)
    def the_clock_strikes(self, after: int) -> None:
        self.life.at += timedelta(minutes=after)
        watch(self.life)
        self.settle()

    def passes(self, after: int, random: Random) -> None:
        """Time goes by, and somebody opens one of the dossiers."""
        life = self.life
        life.at += timedelta(minutes=after)
        if len(life.dossiers) > 1:
            life.dossier_id = random.choice(list(life.dossiers))

    def attempt(self, name: str, by: Actor, *, may_succeed: bool = True) -> None:
        self.is_whole = False
        try:
            ACTS[name].do(self.life, by)
        except (DossierError, DirectoryError):
            left = changed_between(self.trace, trace())
            assert not left, f"a refused “{name}” left a trace in {left}: {self.life.done}"
        else:
            assert may_succeed or not changed_between(self.trace, trace()), f"a stranger could “{name}”"
            self.life.done.append(name)
            self.settle()
        self.is_whole = True

    def settle(self) -> None:
        """What follows follows; then everything must hold."""
        self.life.carry()
        demand_whole(self.life, self.life.look())
        self.trace = trace()

    def teardown(self) -> None:
        try:
            if self.is_whole:
                type(self).lived += 1
                demand_end(self.life)
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
