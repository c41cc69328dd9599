"""Posts and substitutes: rights begin and end by date."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.directory import actions
from motcua.directory.actors import SYSTEM, actor_of
from motcua.directory.errors import AlreadyGiven, DatesReversed, NotFilledIn, NotInForce
from motcua.directory.roles import Role
from motcua.journal.models import Event
from tests.directory.makers import make_body, make_officer

pytestmark = pytest.mark.django_db
US = {"by": SYSTEM, "at": datetime(2026, 11, 20, 3, tzinfo=UTC)}
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 5)
DAY = timedelta(days=1)


def posts_on(officer, on):
    return actor_of(officer.account, on).posts


def test_a_substitute_has_the_posts_only_within_the_dates():
    body, elsewhere = make_body(), make_body()
    absent, _ = make_officer(body, Role.SIGNATORY)
    stand_in, _ = make_officer(elsewhere, Role.HEAD)
    actions.substitute(absent, stand_in, valid_from=FIRST, valid_to=LAST, basis="5/QĐ-UBND", **US)
    own, lent = (elsewhere.pk, Role.HEAD), (body.pk, Role.SIGNATORY)
    told = {on: set(posts_on(stand_in, on)) for on in (FIRST - DAY, FIRST, LAST, LAST + DAY)}
    assert told == {FIRST - DAY: {own}, FIRST: {own, lent}, LAST: {own, lent}, LAST + DAY: {own}}
    assert posts_on(absent, FIRST) == {lent}


def test_a_substitute_gets_no_post_that_has_ended():
    body = make_body()
    absent, _ = make_officer(body, Role.SIGNATORY)
    stand_in, _ = make_officer(make_body(), Role.HEAD)
    actions.substitute(absent, stand_in, valid_from=FIRST, valid_to=LAST, basis="5/QĐ-UBND", **US)
    actions.end_post(absent.posts.get(), valid_to=FIRST, **US)
    assert (body.pk, Role.SIGNATORY) not in posts_on(stand_in, FIRST + DAY)


def test_a_substitution_that_cannot_be_is_refused():
    absent, _ = make_officer(make_body(), Role.SIGNATORY)
    other, _ = make_officer(make_body(), Role.HEAD)
    with pytest.raises(NotFilledIn) as refused:
        actions.substitute(absent, absent, valid_from=FIRST, valid_to=LAST, basis="", **US)
    assert set(refused.value.faults) == {"basis", "substitute"}
    with pytest.raises(DatesReversed):
        actions.substitute(absent, other, valid_from=LAST, valid_to=FIRST, basis="5/QĐ", **US)
    actions.substitute(absent, other, valid_from=FIRST, valid_to=LAST, basis="5/QĐ", **US)
    with pytest.raises(AlreadyGiven):
        actions.substitute(absent, other, valid_from=LAST, valid_to=LAST, basis="6/QĐ", **US)


def test_a_post_begins_and_ends_by_date():
    officer, _ = make_officer(make_body(), Role.HEAD)
    body = make_body()
    post = actions.appoint(officer, body, Role.CASE_OFFICER, valid_from=FIRST, **US)
    actions.end_post(post, valid_to=LAST, **US)
    held = [(body.pk, Role.CASE_OFFICER) in posts_on(officer, on) for on in (FIRST - DAY, FIRST, LAST, LAST + DAY)]
    assert held == [False, True, True, False]
    events = Event.objects.filter(subject=f"officer:{officer.pk}").order_by("sequence")
    assert [event.kind for event in events] == ["PostGiven", "PostEnded"]


def test_a_post_that_cannot_be_is_refused():
    officer, _ = make_officer(make_body(), Role.HEAD)
    body, closed = make_body(), make_body(valid_to=date(2026, 1, 1))
    post = actions.appoint(officer, body, Role.CASE_OFFICER, valid_from=FIRST, **US)
    with pytest.raises(AlreadyGiven):
        actions.appoint(officer, body, Role.CASE_OFFICER, valid_from=LAST, **US)
    with pytest.raises(NotInForce):
        actions.appoint(officer, closed, Role.CASE_OFFICER, valid_from=FIRST, **US)
    with pytest.raises(DatesReversed):
        actions.end_post(post, valid_to=FIRST - DAY, **US)
    actions.end_post(post, valid_to=FIRST, **US)
    with pytest.raises(NotInForce):
        actions.end_post(post, valid_to=LAST, **US)


def test_a_head_oversees_all_only_while_no_body_lies_elsewhere():
    root = make_body()
    make_body(parent=root)
    head, of_root = make_officer(root, Role.HEAD)
    assert of_root.oversees_all and len(of_root.oversees) == 2
    assert not make_officer(root, Role.CASE_OFFICER)[1].oversees_all
    make_body()
    assert not actor_of(head.account, FIRST).oversees_all
