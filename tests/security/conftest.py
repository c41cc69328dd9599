"""How much the crawl tried as whom, told at the end of its run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction

from motcua.dossiers.models import Dossier
from tests.directory.makers import make_person
from tests.dossiers.makers import make_office
from tests.security.crawling import TALLY
from tests.security.world import World, make_full_world
from tests.security.worlds.facets import make_facets

TRIED = ("pages", "forms", "hostile requests")


@pytest.fixture(scope="module")
def full_world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """The whole attacked world, made once for the tests of a file; what a test does to it is taken back: `whole`."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        cache.clear()
        yield make_full_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def elsewhere(full_world: World) -> dict[str, Dossier]:
    """A dossier in every kind of dealing of an office that has nothing to do with the world's."""
    return make_facets(make_office(), make_person(full_name="Chủ hồ sơ khác"))


@pytest.fixture
def whole(full_world: World) -> Iterator[World]:
    """The whole world, as it was made for every test."""
    cache.clear()
    with transaction.atomic():
        yield full_world
        transaction.set_rollback(True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not TALLY:
        return
    terminalreporter.section("tried with hostile input")
    for who in dict.fromkeys(role for role, _what in TALLY):
        terminalreporter.write_line(", ".join([who, *(f"{TALLY[who, what]:,} {what}" for what in TRIED)]))
    terminalreporter.write_line(", ".join(["all", *(f"{_all(what):,} {what}" for what in TRIED)]))


def _all(what: str) -> int:
    return sum(number for (_role, each), number in TALLY.items() if each == what)
