"""The steps of other processes at which a dossier may go on, as options of a form."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.catalogue.models import Handling
from motcua.catalogue.services import published
from motcua.desk.moments import numbers_in
from motcua.dossiers.actions.switching import other_handlings
from motcua.dossiers.models import Dossier
from motcua.dossiers.routing import entries

MOST = 10  # processes shown


@dataclass(frozen=True)
class Process:
    """A published handling, and its steps as (value, words)."""

    handling: Handling
    steps: list[tuple[str, str]]


def processes_for(dossier: Dossier) -> list[Process]:
    """The newest first; each reads its route once in the life of the server."""
    return [_process(handling) for handling in other_handlings(dossier)[:MOST]]


def entry_in(text: str) -> tuple[int | None, int | None]:
    """(handling, step) of a chosen option, or nothing."""
    numbers = numbers_in(text.split(":")) if text.count(":") == 1 else []
    return (numbers[0], numbers[1]) if len(numbers) == 2 else (None, None)


def _process(handling: Handling) -> Process:
    steps = entries(published(handling.pk).steps)
    return Process(handling, [(f"{handling.pk}:{step.id}", f"{step.no}. {step.name}") for step in steps])
