"""What waits: counts, failed work and its next try, the journal, the announced years."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate, now
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.directory.actions import change_body_code
from motcua.directory.actors import SYSTEM
from motcua.directory.models import AnnouncedYear
from motcua.journal.models import Digest
from motcua.journal.queue import react
from tests.catalogue.makers import make_procedure, make_version

SECRET = "motcua.notices.actions.tell_applicant"


@pytest.fixture
def failed(db) -> int:
    return make_failed()


def make_failed(**facts) -> int:
    job = react.configure(**facts).defer(event_id=77, reaction=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed', attempts = 10 WHERE id = %s", [job])
    return job


def state_of(job: int) -> str:
    return ProcrastinateJob.objects.get(pk=job).status


def test_the_counts_open_their_lists(admin) -> None:
    make_version(procedure=make_procedure(has_detail=True, flags=["no_field"]))
    counts = admin.get("/console/").context["counts"]
    assert (counts["flagged"], counts["unpublished"], counts["changed"], counts["drafts"]) == (1, 1, 0, 0)


def test_failed_work_is_listed_and_tried_again(admin, failed) -> None:
    page = admin.get("/console/").content.decode()
    assert "tell_applicant" in page and "77" in page
    assert "back" in admin.post(f"/console/jobs/{failed}/tries/", follow=True).content.decode()
    assert state_of(failed) == "todo"
    again = admin.post(f"/console/jobs/{failed}/tries/", follow=True)
    assert "it has been tried again" in again.content.decode()


def test_work_that_waits_already_is_not_queued_twice(admin) -> None:
    first = make_failed(queueing_lock="once")
    react.configure(queueing_lock="once").defer(event_id=77, reaction=SECRET)
    answer = admin.post(f"/console/jobs/{first}/tries/", follow=True)
    assert "already waiting" in answer.content.decode()
    assert state_of(first) == "failed"


def test_a_job_that_waits_or_is_not_there_is_left_alone(admin) -> None:
    waiting = react.defer(event_id=1, reaction=SECRET)
    for job in (waiting, 999999):
        assert admin.post(f"/console/jobs/{job}/tries/").status_code == 302
    assert state_of(waiting) == "todo"
    assert admin.get(f"/console/jobs/{waiting}/tries/").status_code == 405


def test_the_journal_tells_its_size_and_a_day_left_open(admin, province) -> None:
    Digest.objects.create(on=localdate() - timedelta(days=3), events=40, hash=b"")
    change_body_code(province, "H35", by=SYSTEM, at=now())
    journal = admin.get("/console/").context["journal"]
    assert (journal.events, journal.is_behind) == (41, True)


def test_a_year_without_its_days_off_is_told(admin) -> None:
    year = localdate().year
    AnnouncedYear.objects.create(year=year, basis="TB 1")
    page = admin.get("/console/")
    assert page.context["missing_year"] == year + 1
    assert str(year + 1) in page.content.decode()


def test_the_overview_takes_as_many_queries_for_thirty_failures_as_for_one(admin, failed, queries) -> None:
    few = queries(admin, "/console/")
    for _ in range(29):
        make_failed()
    assert queries(admin, "/console/") == few
