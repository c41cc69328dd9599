"""The state machine: days on which the likely, the unlikely and the forbidden is tried on a dossier."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from motcua.directory.actors import Actor
from motcua.directory.errors import DirectoryError
from motcua.dossiers.errors import DossierError
from tests.dossiers.lives.act import Act
from tests.dossiers.lives.asking import ASKING
from tests.dossiers.lives.changing_hands import CHANGING_HANDS
from tests.dossiers.lives.checks import demand_end, demand_whole
from tests.dossiers.lives.dealing import DEALING, watch
from tests.dossiers.lives.living import BEGINNINGS, begin
from tests.dossiers.lives.people import People
from tests.dossiers.lives.traces import changed_between, trace
from tests.dossiers.lives.working import WORKING

ACTS: dict[str, Act] = {**WORKING, **ASKING, **DEALING, **CHANGING_HANDS}
# What one day makes of it: shrinking leaves days out, and keeps the others'. Of numbers, nought would come too often.
LUCK = st.binary(min_size=4, max_size=4)
DAYS = {"a_good_day": 6, "out_of_place": 1, "by_a_colleague": 1, "by_a_stranger": 1, "the_clock_strikes": 1}


class RandomLife(RuleBasedStateMachine):
    """One matter; the test sets `people` and `reached` on the class. Nothing of it stays in the database."""

    people: People
    lived = 0
    reached: ClassVar[set[str]] = set()

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

    @rule(after=st.integers(1, 2 * 24 * 60), luck=LUCK)
    def a_day(self, after: int, luck: bytes) -> None:
        """One rule for every kind of day: of several rules each life would be left without some."""
        random = Random(luck)
        (kind,) = random.choices(list(DAYS), list(DAYS.values()))
        getattr(self, kind)(after, random)

    def a_good_day(self, after: int, random: Random) -> None:
        """Something that fits is done by the one whose part it is."""
        self.passes(after, random)
        fitting = {name: act for name, act in ACTS.items() if act.fits(self.life)}
        if fitting:
            (name,) = random.choices(list(fitting), [act.often for act in fitting.values()])
            self.attempt(name, self.life.people.usual(ACTS[name].who, self.life.dossier))

    def out_of_place(self, after: int, random: Random) -> None:
        """Anything is tried by the one who would do it another day."""
        self.passes(after, random)
        name = random.choice(list(ACTS))
        self.attempt(name, self.life.people.usual(ACTS[name].who, self.life.dossier))

    def by_a_colleague(self, _after: int, random: Random) -> None:
        """Anything is tried by anybody who works on such dossiers, or by the applicant."""
        self.attempt(random.choice(list(ACTS)), random.choice(self.life.people.ours))

    def by_a_stranger(self, _after: int, random: Random) -> None:
        """Nobody from elsewhere changes anything, whatever the post."""
        self.attempt(random.choice(list(ACTS)), random.choice(self.life.people.strangers), may_succeed=False)

    def the_clock_strikes(self, after: int, _random: Random) -> None:
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
            self.reached.add(name)
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
