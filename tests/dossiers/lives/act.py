"""What an act is to the random lives: who does it on a good day, and when it would succeed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from motcua.directory.actors import Actor
from motcua.dossiers.errors import DossierError
from motcua.dossiers.statuses import Stage, Status
from tests.dossiers.lives.living import Living

Row = TypeVar("Row")
Doing = Callable[[Living, Actor], Any]
Fitting = Callable[[Living], Any]


class NothingThere(DossierError):
    """There is no question, visit, meeting or outage on which it could be done."""


@dataclass(frozen=True)
class Act:
    """`often` is its weight among the acts that fit."""

    who: str
    fits: Fitting
    do: Doing
    often: int = 1


def never(_life: Living) -> bool:
    """Tried only by the way: it would end most lives too soon."""
    return False


def at(*statuses: Status) -> Fitting:
    return lambda life: life.dossier.status in statuses


def on_step(*kinds: str) -> Fitting:
    """In progress, at a step of such a kind (any when none is named), and not waiting for a consent."""
    return lambda life: works(life) and (not kinds or (life.dossier.step and life.dossier.step.kind in kinds))


def works(life: Living) -> bool:
    dossier = life.dossier
    is_held = dossier.step_id is not None and dossier.stage != Stage.AWAITING_CONSENT
    return dossier.status == Status.IN_PROGRESS and is_held


def awaits_consent(life: Living) -> bool:
    return life.dossier.stage == Stage.AWAITING_CONSENT


def verb(function: Callable[..., Any], **values: Any) -> Doing:
    return lambda life, by: function(life.dossier.pk, by=by, at=life.at, **values)


def there(found: Row | None) -> Row:
    if found is None:
        raise NothingThere
    return found
