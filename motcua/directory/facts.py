"""What is recorded of bodies, officers, applicants and the calendar: numbers of rows, never personal data.

Subjects: `body:<id>`, `officer:<id>`, `person:<id>`, `organisation:<id>` and `calendar`. Dates are ISO text.
"""

from dataclasses import dataclass

from motcua.journal.facts import Fact


@dataclass(frozen=True)
class BodyOpened(Fact):
    code: str
    valid_from: str


@dataclass(frozen=True)
class BodyCodeChanged(Fact):
    before: str
    after: str


@dataclass(frozen=True)
class OfficeChanged(Fact):
    what: list[str]  # names of the fields


@dataclass(frozen=True)
class BodyClosed(Fact):
    how: str
    on: str
    basis: str
    successor_ids: list[int]


@dataclass(frozen=True)
class OfficerEnrolled(Fact):
    account_id: int


@dataclass(frozen=True)
class OfficerPasswordGiven(Fact):
    """That there is a new one; never what it is."""


@dataclass(frozen=True)
class SecondFactorReset(Fact):
    removed: list[str]  # kinds of authenticators


@dataclass(frozen=True)
class AccountClosed(Fact):
    on: str


@dataclass(frozen=True)
class PostGiven(Fact):
    post_id: int
    body_id: int
    role: str
    valid_from: str


@dataclass(frozen=True)
class PostEnded(Fact):
    post_id: int
    valid_to: str


@dataclass(frozen=True)
class SubstituteNamed(Fact):
    """Recorded of the officer who is away."""

    substitute_id: int
    valid_from: str
    valid_to: str
    basis: str


@dataclass(frozen=True)
class DelegationGiven(Fact):
    """Recorded of the officer whose post is lent."""

    delegation_id: int
    delegate_id: int
    body_id: int
    role: str
    valid_from: str
    valid_to: str
    basis: str


@dataclass(frozen=True)
class DelegationRevoked(Fact):
    delegation_id: int
    on: str


@dataclass(frozen=True)
class CalendarDayAdded(Fact):
    on: str
    day_kind: str
    half: str
    basis: str
    body_id: int | None


@dataclass(frozen=True)
class CalendarDayRemoved(Fact):
    on: str
    day_kind: str
    half: str
    basis: str
    body_id: int | None


@dataclass(frozen=True)
class OfficeHoursSet(Fact):
    valid_from: str
    body_id: int | None


@dataclass(frozen=True)
class CalendarImported(Fact):
    days: int
    years: list[int]


@dataclass(frozen=True)
class PersonRegistered(Fact):
    pass


@dataclass(frozen=True)
class PersonDetailsFilled(Fact):
    what: list[str]


@dataclass(frozen=True)
class PersonCorrected(Fact):
    what: list[str]
    basis: str


@dataclass(frozen=True)
class PersonLookedUp(Fact):
    """An officer looked a person up by number; `why` is a procedure code."""

    why: str


@dataclass(frozen=True)
class NumberRead(Fact):
    why: str


@dataclass(frozen=True)
class OrganisationRegistered(Fact):
    pass


@dataclass(frozen=True)
class OrganisationDetailsFilled(Fact):
    what: list[str]


@dataclass(frozen=True)
class RepresentativeNamed(Fact):
    """Recorded of the organisation."""

    person_id: int
    valid_from: str


@dataclass(frozen=True)
class RepresentativeEnded(Fact):
    person_id: int
    valid_to: str
