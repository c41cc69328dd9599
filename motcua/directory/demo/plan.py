"""What the demonstration consists of, as values: bodies, offices, and who sits where."""

from dataclasses import dataclass, field
from datetime import date

from motcua.directory.roles import Role

PROVINCE = "H35"  # Lai Châu; the codes below it are provisional until taken from the official register
SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class PlannedBody:
    """A body; `parent` is a code, `commune` the five-digit code of the place."""

    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str | None = None
    commune: str | None = None
    valid_from: date = SINCE
    valid_to: date | None = None


@dataclass(frozen=True)
class PlannedOffice:
    body: str
    address: str
    phone: str
    email: str = ""


@dataclass(frozen=True)
class Seat:
    """An officer's account: who signs in, in which posts (body code, role)."""

    username: str
    title: str
    posts: tuple[tuple[str, Role], ...]


@dataclass(frozen=True)
class PlannedSuccession:
    predecessor: str
    successor: str
    kind: str
    basis: str


@dataclass
class Plan:
    """Lists that grow together; parents come before their children."""

    bodies: list[PlannedBody] = field(default_factory=list)
    offices: list[PlannedOffice] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    successions: list[PlannedSuccession] = field(default_factory=list)

    def add(self, other: "Plan") -> None:
        self.bodies += other.bodies
        self.offices += other.offices
        self.seats += other.seats
        self.successions += other.successions


def seat(username: str, title: str, *posts: tuple[str, Role]) -> Seat:
    return Seat(username, title, posts)
