"""Who is acting: a value that rules can read without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from motcua.directory.bodies import oversight
from motcua.directory.models import Account, Officer, Representative
from motcua.directory.roles import Role


@dataclass(frozen=True)
class Actor:
    """A signed-in citizen or officer, or the system itself; `posts` are (body id, role) in force today."""

    name: str = ""
    account_id: int | None = None
    person_id: int | None = None
    organisation_ids: frozenset[int] = frozenset()
    officer_id: int | None = None
    posts: frozenset[tuple[int, str]] = frozenset()
    oversees: frozenset[int] = frozenset()  # the bodies below those of which the actor is head
    oversees_all: bool = False  # these are all the bodies there are: nothing need be asked of a dossier's

    @property
    def key(self) -> str:
        """How the journal names the actor: a number, never a name."""
        if self.officer_id:
            return f"officer:{self.officer_id}"
        return f"person:{self.person_id}" if self.person_id else "system"

    @property
    def body_ids(self) -> frozenset[int]:
        return frozenset(body for body, _ in self.posts)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(role for _, role in self.posts)

    def has_role(self, roles: Iterable[str]) -> bool:
        return not self.roles.isdisjoint(roles)

    def bodies_as(self, *roles: Role) -> frozenset[int]:
        """The bodies in which the actor holds one of these roles."""
        return frozenset(body for body, role in self.posts if role in roles)


# Asked at every page of an officer, so it is written out: the framework would compose it anew each time.
_POSTS = """
WITH RECURSIVE held AS (
    SELECT body_id, role FROM directory_post
    WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to >= %(on)s) AND (
        officer_id = %(officer)s OR officer_id IN (
            SELECT absent_id FROM directory_substitution
            WHERE substitute_id = %(officer)s AND valid_from <= %(on)s AND valid_to >= %(on)s
        ) OR id IN (
            SELECT post_id FROM directory_delegation
            WHERE delegate_id = %(officer)s AND valid_from <= %(on)s AND valid_to >= %(on)s
            AND (revoked_on IS NULL OR revoked_on > %(on)s)
        )
    )
    -- A post in a body is one in the closed bodies whose work it goes on with (rulebook B.8).
    UNION SELECT closed.predecessor_id, held.role FROM held
    JOIN directory_succession closed ON closed.successor_id = held.body_id AND closed.on <= %(on)s
) SELECT body_id, role FROM held
"""

SYSTEM = Actor(name="system")
NOBODY = Actor()


def actor_of(account: Account, on: date) -> Actor:
    """The actor behind a sign-in, with the posts held and stood in for on this date; 2 queries, 3 of a head."""
    if account.person_id:
        return _citizen(account, on)
    officer: Officer | None = getattr(account, "officer", None)  # the session brought it along
    return _officer(account, officer, on) if officer else NOBODY


def _citizen(account: Account, on: date) -> Actor:
    assert account.person is not None
    acts_for = Representative.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), person=account.person, valid_from__lte=on
    )
    return Actor(
        name=account.person.full_name,
        account_id=account.pk,
        person_id=account.person_id,
        organisation_ids=frozenset(acts_for.values_list("organisation_id", flat=True)),
    )


def _officer(account: Account, officer: Officer, on: date) -> Actor:
    posts = posts_of(officer.pk, on)
    overseen, is_all = oversight(body_id for body_id, role in posts if role == Role.HEAD)
    return Actor(
        name=officer.full_name,
        account_id=account.pk,
        officer_id=officer.pk,
        posts=posts,
        oversees=overseen,
        oversees_all=is_all,
    )


def posts_of(officer_id: int, on: date) -> frozenset[tuple[int, str]]:
    """(body, role) an officer may act in on this date: held, stood in for, delegated, inherited; 1 query."""
    with connection.cursor() as cursor:
        cursor.execute(_POSTS, {"officer": officer_id, "on": on})
        return frozenset(cursor.fetchall())
