"""Facts of the directory may be recorded here before `config/reactions.py` says what follows from them."""

import pytest

from motcua.journal import queue
from motcua.journal.facts import FACTS


@pytest.fixture(autouse=True)
def every_fact_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = queue.reactions()
    monkeypatch.setattr(queue, "reactions", lambda: {fact: listed.get(fact, ()) for fact in FACTS.values()})
