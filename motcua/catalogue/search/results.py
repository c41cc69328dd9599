"""What a search gives back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from motcua.catalogue.models import ServiceLevel
from motcua.catalogue.search.entries import Entry

FACET_VALUES = 30
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
    found: Sequence[Entry] = field(default=(), repr=False, compare=False)
    is_outside: bool = False  # the words are no matter of any procedure, filters or not

    @cached_property
    def facets(self) -> Facets:
        """Counted when asked for: a list of thousands takes longer to count than to find."""
        fields = Counter(pair for entry in self.found for pair in zip(entry.field_ids, entry.fields, strict=True))
        subjects = Counter(subject for entry in self.found for subject in entry.subjects)
        levels = Counter(entry.service_level for entry in self.found)
        return Facets(
            fields=tuple((pk, name, count) for (pk, name), count in fields.most_common(FACET_VALUES)),
            subjects=tuple((subject, subject, count) for subject, count in subjects.most_common(FACET_VALUES)),
            service_levels=tuple((key, str(ServiceLevel(key).label), count) for key, count in levels.most_common()),
        )

    @property
    def statement(self) -> str:
        """What to say when nothing fits; "" otherwise."""
        if self.items:
            return ""
        return _("No procedure fits these words. Try fewer or other words, or remove a filter.")
