"""The sweep of the night when the store of the files does not answer: no failed job, and another try in an hour."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob
from structlog.testing import capture_logs

from motcua.config.timetable import TIMETABLE
from motcua.config.upkeep import SWEEP, sweep
from motcua.config.worker import worker_app
from motcua.documents.places import StoreAway

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise StoreAway("the store does not answer for 2026: EndpointConnectionError")

    monkeypatch.setattr(default_storage, "listdir", fails)


def waiting() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name=SWEEP))


def test_the_sweep_ends_with_a_line_and_comes_again_in_an_hour(away: None) -> None:
    with capture_logs() as lines:
        sweep()
    assert [(line["log_level"], line["event"]) for line in lines] == [("warning", "files not swept")]
    (job,) = waiting()
    assert (job.queue_name, job.queueing_lock) == ("timetable", SWEEP)
    assert abs(job.scheduled_at - now() - timedelta(hours=1)) < timedelta(minutes=1)


def test_one_more_try_waits_however_often_it_fails(away: None) -> None:
    sweep()
    sweep()
    assert len(waiting()) == 1


def test_the_try_is_the_work_that_the_timetable_names(away: None) -> None:
    sweep()
    assert SWEEP in [path for _when, path in TIMETABLE]
    worker_app().tasks[SWEEP].func(**waiting()[0].args)


def test_a_sweep_that_was_done_does_not_come_again() -> None:
    sweep()
    assert waiting() == []


def test_what_does_not_pass_by_itself_is_left_to_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise OSError("the store refuses 2026: AccessDenied")

    monkeypatch.setattr(default_storage, "listdir", refuses)
    with pytest.raises(OSError, match="AccessDenied"):
        sweep()
