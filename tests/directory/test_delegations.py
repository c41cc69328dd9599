"""A post lent for a time counts as the delegate's own; it ends by its dates, by revocation, or with the post."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from motcua.directory import actions
from motcua.directory.actors import SYSTEM, Actor, actor_of, posts_of
from motcua.directory.errors import AlreadyGiven, DatesReversed, DirectoryError, NotFilledIn, NotInForce
from motcua.directory.models import Account, Delegation, Officer, Post
from motcua.directory.roles import Role
from motcua.directory.serving import delegation_behind, officers_serving
from motcua.dossiers.gathering import signature_in
from motcua.journal.models import Event
from tests.directory.makers import SINCE, make_administrator, make_body, make_officer

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 20, 3, tzinfo=UTC)
FROM, TO = date(2026, 3, 1), date(2026, 3, 31)
DAYS = {"valid_from": FROM, "valid_to": TO, "basis": "QĐ 12/QĐ-UBND"}


@pytest.fixture
def post() -> Post:
    officer, _actor = make_officer(make_body(), Role.SIGNATORY, title="Chủ tịch")
    return Post.objects.select_related("body", "officer").get(officer=officer)


@pytest.fixture
def delegate(post: Post) -> Officer:
    return make_officer(post.body, Role.DIVISION_HEAD, title="Trưởng phòng")[0]


def given(post: Post, delegate: Officer, **changed: Any) -> Delegation:
    return actions.delegate(post, delegate, **DAYS | changed, by=SYSTEM, at=AT)


def on(officer: Officer, day: date) -> Actor:
    return actor_of(Account.objects.get(officer=officer), day)


def test_the_delegate_acts_in_that_post_on_those_days_and_nobody_loses_it(post: Post, delegate: Officer) -> None:
    given(post, delegate)
    lent = (post.body_id, Role.SIGNATORY.value)
    for day, holds in ((FROM - timedelta(days=1), False), (FROM, True), (TO, True), (TO + timedelta(days=1), False)):
        assert (lent in on(delegate, day).posts) is holds
        assert (delegate in officers_serving(post.body_id, Role.SIGNATORY, day)) is holds
        assert lent in posts_of(post.officer_id, day)
    fact = Event.objects.get(kind="DelegationGiven")
    assert fact.subject == f"officer:{post.officer_id}" and fact.payload["delegate_id"] == delegate.pk


def test_a_delegation_ends_when_it_is_taken_back_or_its_post_ends(post: Post, delegate: Officer) -> None:
    lent = (post.body_id, Role.SIGNATORY.value)
    delegation = given(post, delegate)
    actions.revoke_delegation(delegation, on=date(2026, 3, 10), by=SYSTEM, at=AT)
    assert lent in on(delegate, date(2026, 3, 9)).posts
    assert lent not in on(delegate, date(2026, 3, 10)).posts
    with pytest.raises(NotInForce):
        actions.revoke_delegation(delegation, on=date(2026, 3, 12), by=SYSTEM, at=AT)
    given(post, delegate, valid_from=date(2026, 3, 15))
    actions.end_post(post, valid_to=date(2026, 3, 20), by=SYSTEM, at=AT)
    assert lent in on(delegate, date(2026, 3, 20)).posts
    assert lent not in on(delegate, date(2026, 3, 21)).posts


@pytest.mark.parametrize(
    "changed, error",
    [
        ({"basis": " "}, NotFilledIn),
        ({"basis": "x" * 201}, NotFilledIn),
        ({"basis": "\x00"}, NotFilledIn),
        ({"valid_to": FROM - timedelta(days=1)}, DatesReversed),
        ({"valid_from": SINCE - timedelta(days=1)}, NotInForce),
    ],
)
def test_a_delegation_that_cannot_stand_leaves_no_trace(
    post: Post, delegate: Officer, changed: dict[str, Any], error: type[DirectoryError]
) -> None:
    with pytest.raises(error):
        given(post, delegate, **changed)
    assert not Delegation.objects.exists() and not Event.objects.filter(kind="DelegationGiven").exists()


def test_nobody_delegates_to_himself_twice_or_what_cannot_be_lent(post: Post, delegate: Officer) -> None:
    with pytest.raises(NotFilledIn):
        given(post, post.officer)
    chief = make_administrator()
    with pytest.raises(NotFilledIn):
        actions.delegate(post, Officer.objects.get(pk=chief.officer_id), **DAYS, by=chief, at=AT)
    given(post, delegate)
    with pytest.raises(AlreadyGiven):
        given(post, delegate, valid_from=TO)
    administrator = make_officer(post.body, Role.ADMINISTRATOR)[0]
    with pytest.raises(NotFilledIn):
        given(Post.objects.get(officer=administrator), delegate)


def test_what_a_delegate_signs_bears_in_whose_name(post: Post, delegate: Officer) -> None:
    given(post, delegate)
    signed = signature_in(post.body, delegate, FROM)
    assert (signed["signer_authority"], signed["signer_title"]) == ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG")
    deputy = make_officer(post.body, Role.SIGNATORY, title="Phó Chủ tịch")[0]
    assert signature_in(post.body, deputy, FROM)["signer_authority"] == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"
    assert signature_in(post.body, post.officer, FROM)["signer_authority"] == "TM. ỦY BAN NHÂN DÂN"
    assert delegation_behind(post.officer_id, post.body_id, frozenset({Role.SIGNATORY}), FROM) is None
