"""What happens to the catalogue of this province."""

from dataclasses import dataclass

from motcua.journal.facts import Fact


@dataclass(frozen=True)
class RouteDrafted(Fact):
    route: int
    code: str
    number: int


@dataclass(frozen=True)
class RoutePublished(Fact):
    route: int
    code: str
    number: int


@dataclass(frozen=True)
class FormDrafted(Fact):
    form: int
    code: str
    number: int


@dataclass(frozen=True)
class FormPublished(Fact):
    form: int
    code: str
    number: int


@dataclass(frozen=True)
class HandlingDrafted(Fact):
    handling: int
    procedure: str
    version: int
    number: int


@dataclass(frozen=True)
class HandlingRevised(Fact):
    """A draft was changed; `what` names the terms."""

    handling: int
    what: list[str]


@dataclass(frozen=True)
class PartsNamed(Fact):
    """A draft was said to consist of so many linked procedures."""

    handling: int
    parts: int


@dataclass(frozen=True)
class ReachOpened(Fact):
    """A procedure may be received away from its competent body."""

    reach: int
    procedure: str
    scope: str
    basis: str
    valid_from: str


@dataclass(frozen=True)
class ReachEnded(Fact):
    """The last day on which it may."""

    reach: int
    procedure: str
    basis: str
    valid_to: str


@dataclass(frozen=True)
class HandlingPublished(Fact):
    handling: int
    procedure: str
    version: int
    number: int


@dataclass(frozen=True)
class ServiceOpened(Fact):
    """A body offers a handling from a day on; recorded of the handling."""

    service: int
    competent: int
    one_stop: int
    valid_from: str


@dataclass(frozen=True)
class ServiceClosed(Fact):
    """The last day on which a body offers a handling; recorded of the handling."""

    service: int
    valid_to: str


@dataclass(frozen=True)
class EverydayWordSaved(Fact):
    """The search was told what people mean by some words."""

    word: int
    of_kind: str


@dataclass(frozen=True)
class EverydayWordDropped(Fact):
    word: int


@dataclass(frozen=True)
class SearchWeightSet(Fact):
    """`value` None: back to the product's own."""

    name: str
    value: float | None


@dataclass(frozen=True)
class LifeEventSaved(Fact):
    event: int
    code: str
