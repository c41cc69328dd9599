"""What a page of the search offers beside what was found: guided paths, the reader's commune, who helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.catalogue.search import life_events
from motcua.directory.models import OneStopOffice
from motcua.portal.oneoffices import offices_in_force


@dataclass(frozen=True)
class Help:
    """`events` holds (code, title) of guided paths; `office` is the province's own one-stop office."""

    events: Sequence[tuple[str, str]] = ()
    office: OneStopOffice | None = None


def help_when_nothing(on: date) -> Help:
    return Help(life_events(), offices_in_force(on).first())


def help_to_begin() -> Help:
    return Help(life_events())
