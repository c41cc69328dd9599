"""The board's clock stands at a moment of the tests' choosing, and its numbers follow at once."""

from typing import Any

import pytest

from motcua.board import lists
from motcua.board.views import board, bodies, dossiers
from motcua.indicators import reading, times
from motcua.indicators.actions import recount
from tests.board.makers import MARCH, STANDING_STILL


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for views in (board, bodies, dossiers):
        monkeypatch.setattr(views, "now", lambda: MARCH.now)


@pytest.fixture(autouse=True)
def counted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is one transaction, of which a follower sees nothing: before its numbers are read, all is counted."""
    found = ((reading, "by_body"), (reading, "received_on"), (lists, "longest_late"), (times, "times"))
    for module, name in found:
        monkeypatch.setattr(module, name, _counted_first(getattr(module, name)))


def _counted_first(read: Any) -> Any:
    def read_counted(*args: Any, **kwargs: Any) -> Any:
        if not STANDING_STILL:
            list(recount())
        return read(*args, **kwargs)

    return read_counted
