"""An act on a page of its own: done, or the page again with every fault and all that was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from motcua.dossiers.errors import DossierError, Incomplete


@dataclass(frozen=True)
class Refusal:
    """Every fault as (place, sentence); none when the act was done or not yet tried."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    status: int = 200

    @property
    def error(self) -> dict[str, str]:
        """The sentence of each place."""
        return dict(reversed(self.faults))

    def saying(self, place: str, sentence: str) -> Refusal:
        """The same, with a plainer sentence at a place."""
        rest = [fault for fault in self.faults if fault[0] != place]
        return replace(self, faults=[(place, sentence), *rest]) if sentence else self


def attempt(act: Callable[[], object]) -> Refusal:
    """Carry an act out; 422 when something is missing, 409 when the dossier does not stand for it."""
    try:
        act()
    except Incomplete as error:
        return Refusal(list(error.faults), 422)
    except DossierError as error:
        return Refusal([("", str(error))], 409)
    return Refusal()
