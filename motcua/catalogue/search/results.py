"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST = 1000  # beyond, a count says "1,000+"


@dataclass(frozen=True)
class Found:
    """One procedure as lists show it."""

    id: int
    code: str
    name: str
    fields: tuple[str, ...]
    subjects: tuple[str, ...]
    levels: tuple[str, ...]
    service_level: str
    has_detail: bool
    is_served: bool  # a body of this province offers it today


@dataclass(frozen=True)
class Facets:
    """How many of all found carry each value, most first: ((value, label, count), …); a field's value is its id."""

    fields: tuple[tuple[int, str, int], ...] = ()
    subjects: tuple[tuple[str, str, int], ...] = ()
    service_levels: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Results:
    """A page of what was found; `next` goes into `after` for the page that follows, None on the last."""

    items: tuple[Found, ...]
    next: str | None
    total_capped: int
    is_capped: bool = False
    facets: Facets = field(default_factory=Facets)
    is_outside: bool = False  # the words are no matter of any procedure, filters or not

    @property
    def statement(self) -> str:
        """What to say when nothing fits; "" otherwise."""
        if self.items:
            return ""
        return _("No procedure fits these words. Try fewer or other words, or remove a filter.")
