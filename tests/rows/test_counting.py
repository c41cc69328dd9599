import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.directory.models import Body
from motcua.rows import counts
from tests.dossiers.makers import make_office

pytestmark = pytest.mark.django_db


def test_several_queries_are_counted_by_one_statement_and_no_further_than_asked():
    make_office()
    bodies = Body.objects.order_by("name")
    which = {
        "all": bodies,
        "none": bodies.filter(pk=0),
        "impossible": bodies.filter(pk__in=[]),
        "one": bodies.filter(pk=bodies[0].pk),
    }
    number = bodies.count()
    with CaptureQueriesContext(connection) as sent:
        found = counts(which, most=number + 1)
    assert found == {"all": number, "none": 0, "impossible": 0, "one": 1}
    assert len(sent) == 1
    assert counts(which, most=1) == {"all": 1, "none": 0, "impossible": 0, "one": 1}


def test_nothing_is_asked_when_nothing_can_be_found():
    with CaptureQueriesContext(connection) as sent:
        assert counts({"impossible": Body.objects.none()}, most=5) == {"impossible": 0}
        assert counts({}, most=5) == {}
    assert len(sent) == 0
