"""Who is acting: a value that rules can read without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.directory.bodies import descendants
from motcua.directory.models import Account, Officer, Post, Representative
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


SYSTEM = Actor(name="system")
NOBODY = Actor()


def actor_of(account: Account, on: date) -> Actor:
    """The actor behind a sign-in, with the posts held and stood in for on this date; 3 queries and one a headship."""
    if account.person_id:
        return _citizen(account, on)
    officer = Officer.objects.filter(account=account).first()
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
    held = Q(officer=officer)
    stands_in = Q(
        officer__absences__substitute=officer,
        officer__absences__valid_from__lte=on,
        officer__absences__valid_to__gte=on,
    )
    posts = frozenset(Post.objects.in_force(on).filter(held | stands_in).values_list("body_id", "role"))
    below = [descendants(body_id) for body_id, role in posts if role == Role.HEAD]
    return Actor(
        name=officer.full_name,
        account_id=account.pk,
        officer_id=officer.pk,
        posts=posts,
        oversees=frozenset().union(*below),
    )
