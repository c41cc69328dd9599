"""Reading what is published."""

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from motcua.catalogue.services import (
    NotPublished,
    open_services,
    published,
    service_for,
    services_received_by,
)
from motcua.lib.worktime import Cutoff, Limit, Unit
from tests.catalogue.makers import make_handling, make_service

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def test_a_published_handling_is_read_once_by_each_process(django_assert_num_queries: type[CaptureQueriesContext]):
    handling = make_handling(cutoff="count_from_next_day")
    with django_assert_num_queries(5):
        first = published(handling.pk)
    with django_assert_num_queries(0):
        again = published(handling.pk)
    assert again is first
    assert (first.limit, first.cutoff) == (Limit(3, Unit.WORKDAY), Cutoff.COUNT_FROM_NEXT_DAY)
    assert [(step.no, step.kind, step.hours) for step in first.steps[:2]] == [(1, "receive", 2), (2, "process", 12)]
    assert [paper.name for paper in first.components] == ["Giấy tờ 1", "Giấy tờ 2", "Giấy tờ 3"]
    assert "full_name" in first.form.by_name
    assert first.procedure_code == handling.version.procedure.code


def test_handlings_that_share_a_form_and_a_route_share_their_values():
    one = make_handling()
    other = make_handling(form=one.form, route=one.route)
    assert published(one.pk).form is published(other.pk).form
    assert published(one.pk).steps is published(other.pk).steps


def test_a_draft_is_never_read_as_published():
    draft = make_handling(published_at=None)
    with pytest.raises(NotPublished):
        published(draft.pk)


def test_a_service_is_found_by_procedure_and_body_while_its_dates_hold():
    service = make_service(valid_to=TODAY)
    code, body = service.handling.version.procedure.code, service.competent.code
    assert service_for(code, body, TODAY) == service
    assert service_for(code, body, date(2026, 3, 3)) is None
    assert service_for(code, body, date(2025, 6, 30)) is None
    assert service_for(code, "H99.none", TODAY) is None
    assert list(open_services(code, TODAY)) == [service]


def test_a_one_stop_unit_sees_only_what_it_receives():
    service, _other = make_service(), make_service()
    assert list(services_received_by([service.one_stop_id], TODAY)) == [service]


def test_reading_services_asks_once_whatever_their_number(django_assert_num_queries: type[CaptureQueriesContext]):
    handling = make_handling()
    services = [make_service(handling=handling) for _ in range(4)]
    with django_assert_num_queries(1):
        found = list(open_services(handling.version.procedure.code, TODAY))
        assert {str(one.competent) + str(one.one_stop) + str(one.handling.version.procedure) for one in found}
    assert len(found) == len(services)
