"""Every fact says what follows from it, if only that nothing does."""

import importlib

from motcua.config.reactions import REACTIONS
from motcua.journal.facts import FACTS
from tests.architecture.tree import name_of, sources


def facts_of_the_product() -> set[type]:
    for path in sources("**/facts.py", "**/facts/*.py"):
        name = name_of(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        importlib.import_module(f"motcua.{name}")
    return {fact for fact in FACTS.values() if fact.__module__.startswith("motcua.")}


def test_every_fact_is_in_the_table_of_reactions() -> None:
    assert {fact.kind for fact in facts_of_the_product() - set(REACTIONS)} == set()


def test_the_table_lists_no_reaction_twice() -> None:
    twice = [fact.kind for fact, carried in REACTIONS.items() if len(set(carried)) != len(carried)]
    assert twice == []


def test_every_reaction_can_be_found_again_by_its_name() -> None:
    for reaction in {reaction for carried in REACTIONS.values() for reaction in carried}:
        assert getattr(importlib.import_module(reaction.__module__), reaction.__qualname__) is reaction
