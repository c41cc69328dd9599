"""Who serves where: posts given and ended by date, substitutes named; rights are never edited (rulebook G.2-7)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.errors import AlreadyGiven, DatesReversed, NotFilledIn, NotInForce
from motcua.directory.facts import PostEnded, PostGiven, SubstituteNamed
from motcua.directory.models import Body, Officer, Post, Substitution
from motcua.directory.permissions import demand_administrator
from motcua.directory.roles import Role
from motcua.journal.recording import record


@transaction.atomic
def appoint(officer: Officer, body: Body, role: Role, *, valid_from: date, by: Actor, at: datetime) -> Post:
    """Give an officer a role in a body from a date on; NotAllowed, NotInForce, AlreadyGiven."""
    demand_administrator(by)
    _not_oneself(officer, by, "officer")
    _lock(officer)
    if body.valid_to is not None and body.valid_to < valid_from:
        raise NotInForce(_("%(body)s is not in force on that date.") % {"body": body})
    held = Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from), officer=officer, body=body, role=role)
    if held.exists():
        raise AlreadyGiven(_("%(officer)s already holds this post.") % {"officer": officer})
    post = Post.objects.create(officer=officer, body=body, role=role, valid_from=valid_from)
    record(PostGiven(post.pk, body.pk, role, valid_from.isoformat()), subject=_key(officer), by=by.key, at=at)
    return post


@transaction.atomic
def end_post(post: Post, *, valid_to: date, by: Actor, at: datetime) -> Post:
    """End a post with its last day; NotAllowed, DatesReversed, NotInForce when it ended before."""
    demand_administrator(by)
    _lock(post.officer)
    post = Post.objects.get(pk=post.pk)
    if valid_to < post.valid_from:
        raise DatesReversed(_("The last day comes before the first."))
    if post.valid_to is not None and post.valid_to < valid_to:
        raise NotInForce(_("This post has already ended."))
    return _ended(post, valid_to, by, at)


@transaction.atomic
def end_posts_of(body: Body, *, valid_to: date, by: Actor, at: datetime) -> None:
    """End every post of a body that closes; NotAllowed."""
    demand_administrator(by)
    running = Post.objects.in_force(valid_to).filter(Q(valid_to=None) | Q(valid_to__gt=valid_to), body=body)
    # In order of officer, so that two closings at once wait for each other instead of dying together.
    for post in running.select_related("officer").order_by("officer_id", "pk"):
        _lock(post.officer)
        _ended(post, valid_to, by, at)


@transaction.atomic
def end_posts_held_by(officer: Officer, *, valid_to: date, by: Actor, at: datetime) -> None:
    """End every post of an officer who leaves, one that has not begun with its first day; NotAllowed."""
    demand_administrator(by)
    _lock(officer)
    for post in Post.objects.filter(Q(valid_to=None) | Q(valid_to__gt=valid_to), officer=officer).order_by("pk"):
        _ended(post, max(valid_to, post.valid_from), by, at)


@transaction.atomic
def substitute(
    absent: Officer, stand_in: Officer, *, valid_from: date, valid_to: date, basis: str, by: Actor, at: datetime
) -> Substitution:
    """Let another officer act in the same posts; NotAllowed, NotFilledIn, DatesReversed, AlreadyGiven."""
    demand_administrator(by)
    _not_oneself(stand_in, by, "substitute")
    _lock(absent)
    _need_possible(absent, stand_in, valid_from, valid_to, basis)
    substitution = Substitution.objects.create(
        absent=absent, substitute=stand_in, valid_from=valid_from, valid_to=valid_to, basis=basis.strip()
    )
    fact = SubstituteNamed(stand_in.pk, valid_from.isoformat(), valid_to.isoformat(), basis.strip())
    record(fact, subject=_key(absent), by=by.key, at=at)
    return substitution


def _not_oneself(officer: Officer, by: Actor, field: str) -> None:
    """Who gives rights does not give them to himself (rulebook G.5)."""
    if by.officer_id == officer.pk:
        raise NotFilledIn({field: _("Nobody gives rights to himself: ask another administrator.")})


def _need_possible(absent: Officer, stand_in: Officer, valid_from: date, valid_to: date, basis: str) -> None:
    faults = {} if basis.strip() else {"basis": _("Fill this in.")}
    if absent == stand_in:
        faults["substitute"] = _("Nobody can substitute for himself.")
    if faults:
        raise NotFilledIn(faults)
    if valid_to < valid_from:
        raise DatesReversed(_("The last day comes before the first."))
    overlapping = Substitution.objects.filter(
        absent=absent, substitute=stand_in, valid_from__lte=valid_to, valid_to__gte=valid_from
    )
    if overlapping.exists():
        raise AlreadyGiven(_("%(officer)s is already the substitute on some of these days.") % {"officer": stand_in})


def _ended(post: Post, valid_to: date, by: Actor, at: datetime) -> Post:
    post.valid_to = valid_to
    post.save(update_fields=["valid_to"])
    record(PostEnded(post.pk, valid_to.isoformat()), subject=_key(post.officer), by=by.key, at=at)
    return post


def _lock(officer: Officer) -> None:
    Officer.objects.select_for_update().get(pk=officer.pk)


def _key(officer: Officer) -> str:
    return f"officer:{officer.pk}"
