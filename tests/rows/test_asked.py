from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Count, F
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from motcua.directory.models import Account, Body, Post
from motcua.rows import Asked, OneOf
from tests.dossiers.makers import make_office

pytestmark = pytest.mark.django_db

ACCOUNT = Asked(lambda pk: Account.objects.select_related("officer").filter(pk=pk))
OF_BODIES = Asked(lambda bodies, on: Post.objects.filter(OneOf(F("body"), bodies), valid_from__lte=on).order_by("pk"))


def account_of_an_officer() -> Account:
    return Account.objects.get(officer=make_office().reception.officer_id)


def test_it_finds_what_the_query_finds_with_what_hangs_on_it():
    account = account_of_an_officer()
    with CaptureQueriesContext(connection) as asked:
        found = ACCOUNT.first(pk=account.pk)
        assert found == account and found.officer == account.officer
        assert found._state.adding is False and found._state.db == "default"
    assert len(asked) == 2  # its own, and the one by which the test reads the officer


def test_each_time_it_is_asked_for_other_values():
    first, second = account_of_an_officer(), Account.objects.create_user("another")
    assert [ACCOUNT.first(pk=each.pk) for each in (first, second, first)] == [first, second, first]
    assert ACCOUNT.first(pk=first.pk + second.pk) is None
    assert ACCOUNT.rows(pk=second.pk) == [second]


def test_one_that_must_be_there_is_missed_by_its_own_name():
    with pytest.raises(Account.DoesNotExist):
        ACCOUNT.one(pk=0)


def test_a_list_of_numbers_is_compared_as_in_the_framework():
    make_office()
    bodies, today = list(Body.objects.values_list("pk", flat=True)), localdate()
    expected = list(Post.objects.filter(body__in=bodies, valid_from__lte=today).order_by("pk"))
    assert OF_BODIES.rows(bodies=bodies, on=today) == expected != []
    assert OF_BODIES.rows(bodies=[], on=today) == []
    assert OF_BODIES.rows(bodies=bodies, on=today - timedelta(days=40_000)) == []


def test_they_are_counted_by_the_database_those_of_several_tables_together_once():
    make_office()
    bodies, today = list(Body.objects.values_list("pk", flat=True)), localdate()
    assert OF_BODIES.count(bodies=bodies, on=today) == len(OF_BODIES.rows(bodies=bodies, on=today)) > 1
    assert OF_BODIES.count(bodies=[], on=today) == 0
    posts = Post.objects.order_by().values_list("body")
    both = Asked(lambda bodies: Body.objects.filter(OneOf(F("pk"), bodies)).order_by().values_list("pk").union(posts))
    assert both.count(bodies=bodies) == len(bodies)


def test_values_come_as_tuples_or_single():
    account = account_of_an_officer()
    pairs = Asked(lambda pk: Account.objects.filter(pk=pk).values_list("pk", "username"))
    names = Asked(lambda pk: Account.objects.filter(pk=pk).values_list("username", flat=True))
    assert pairs.rows(pk=account.pk) == [(account.pk, account.username)]
    assert names.rows(pk=account.pk) == [account.username]


@pytest.mark.parametrize(
    "make",
    [
        lambda pk: Account.objects.filter(pk=pk).values("username"),
        lambda pk: Account.objects.filter(pk=pk).annotate(posts=Count("officer")),
    ],
    ids=["dictionaries", "models with a column more"],
)
def test_rows_that_it_cannot_read_are_refused(make):
    with pytest.raises(TypeError):
        Asked(make).rows(pk=1)
