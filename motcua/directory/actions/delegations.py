"""Posts lent to another officer for a time, and taken back (requirement R132; TUQ. in the signature block)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.details import too_long
from motcua.directory.errors import AlreadyGiven, DatesReversed, NotFilledIn, NotInForce
from motcua.directory.facts import DelegationGiven, DelegationRevoked
from motcua.directory.models import Delegation, Officer, Post
from motcua.directory.permissions import demand_administrator
from motcua.directory.roles import DELEGABLE
from motcua.journal.recording import record

LONGEST_BASIS = 200  # characters


@transaction.atomic
def delegate(
    post: Post, delegate: Officer, *, valid_from: date, valid_to: date, basis: str, by: Actor, at: datetime
) -> Delegation:
    """Let an officer act in another's post on these days.

    NotAllowed, NotFilledIn, DatesReversed, NotInForce, AlreadyGiven.
    """
    demand_administrator(by)
    _lock(post.officer_id)
    post = Post.objects.select_related("officer").get(pk=post.pk)
    _need_possible(post, delegate, basis, by)
    _need_free_days(post, delegate, valid_from, valid_to)
    given = Delegation.objects.create(
        post=post, delegate=delegate, valid_from=valid_from, valid_to=valid_to, basis=basis.strip()
    )
    days = valid_from.isoformat(), valid_to.isoformat()
    fact = DelegationGiven(given.pk, delegate.pk, post.body_id, post.role, *days, basis.strip())
    record(fact, subject=_key(post), by=by.key, at=at)
    return given


@transaction.atomic
def revoke_delegation(delegation: Delegation, *, on: date, by: Actor, at: datetime) -> Delegation:
    """End a delegation early: from `on` it no longer holds; NotAllowed, NotInForce when it has ended."""
    demand_administrator(by)
    _lock(delegation.post.officer_id)
    delegation = Delegation.objects.select_related("post").get(pk=delegation.pk)
    if delegation.revoked_on is not None or on > delegation.valid_to:
        raise NotInForce(_("This delegation has already ended."))
    delegation.revoked_on = max(on, delegation.valid_from)
    delegation.save(update_fields=["revoked_on"])
    fact = DelegationRevoked(delegation.pk, delegation.revoked_on.isoformat())
    record(fact, subject=_key(delegation.post), by=by.key, at=at)
    return delegation


def _need_possible(post: Post, delegate: Officer, basis: str, by: Actor) -> None:
    faults = {} if basis.strip() and "\x00" not in basis else {"basis": _("Fill this in.")}
    if sentence := too_long(basis.strip(), LONGEST_BASIS):
        faults["basis"] = sentence
    if delegate.pk == by.officer_id:
        faults["delegate"] = _("Nobody gives rights to himself: ask another administrator.")
    if delegate.pk == post.officer_id:
        faults["delegate"] = _("Nobody delegates to himself.")
    if post.role not in DELEGABLE:
        faults["delegate"] = _("The post of %(role)s cannot be delegated.") % {"role": post.get_role_display()}
    if faults:
        raise NotFilledIn(faults)


def _need_free_days(post: Post, delegate: Officer, valid_from: date, valid_to: date) -> None:
    if valid_to < valid_from:
        raise DatesReversed(_("The last day comes before the first."))
    if post.valid_from > valid_from or (post.valid_to and post.valid_to < valid_to):
        raise NotInForce(_("The post is not held on all of these days."))
    kept = Q(revoked_on=None) | Q(revoked_on__gt=valid_from)
    same_days = Delegation.objects.filter(kept, valid_from__lte=valid_to, valid_to__gte=valid_from)
    if same_days.filter(post=post, delegate=delegate).exists():
        raise AlreadyGiven(
            _("%(officer)s already has this delegation on some of these days.") % {"officer": delegate}
        )


def _lock(officer_id: int) -> None:
    Officer.objects.select_for_update().get(pk=officer_id)


def _key(post: Post) -> str:
    return f"officer:{post.officer_id}"
