"""The board's clock stands at a moment of the tests' choosing."""

import pytest

from motcua.board.views import board, bodies, dossiers
from tests.board.makers import MARCH


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for views in (board, bodies, dossiers):
        monkeypatch.setattr(views, "now", lambda: MARCH.now)
