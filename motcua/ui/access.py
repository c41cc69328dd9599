"""The gallery and the switches are open to all; the directory's own marks lie a floor above this one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class OpenToAll:
    """Reads like the directory's mark of a page open to everybody."""

    everyone: bool = True
    citizens: bool = False
    officers: bool = False
    roles: frozenset[str] = frozenset()

    def lets_in(self, actor: object) -> bool:
        return True


def open_to_all(view: View) -> View:
    """Open the page to everybody, signed in or not."""
    view.access = OpenToAll()  # type: ignore[attr-defined]
    return view
