"""One fact on each of many chains: a few statements, and every chain holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.dossiers.facts import DueRecomputed, Withdrawn
from motcua.journal.models import Event
from motcua.journal.recording import record, record_many
from motcua.journal.verifying import broken_links

pytestmark = pytest.mark.django_db


def moved(number: int) -> DueRecomputed:
    return DueRecomputed(old_due_at=f"old {number}", due_at=f"new {number}", because="Bão")


def test_each_chain_goes_on_from_its_own_end() -> None:
    for number in range(3):
        for _ in range(number):
            record(moved(9), subject=f"dossier:{number}", by="system", at=now())
    record_many([(f"dossier:{number}", moved(number)) for number in range(3)], by="officer:5", at=now())
    last = [Event.objects.filter(subject=f"dossier:{number}").latest("sequence") for number in range(3)]
    assert [(event.sequence, event.payload["due_at"], event.actor) for event in last] == [
        (1, "new 0", "officer:5"),
        (2, "new 1", "officer:5"),
        (3, "new 2", "officer:5"),
    ]
    assert list(broken_links()) == []


def test_the_statements_do_not_grow_with_the_chains() -> None:
    taken = []
    for many in (1, 200):
        with CaptureQueriesContext(connection) as asked:
            record_many([(f"dossier:{many}{number}", moved(1)) for number in range(many)], by="system", at=now())
        taken.append(len(asked))
    assert taken[0] == taken[1] <= 3


def test_reactions_are_queued_for_each_subject_under_its_own_lock() -> None:
    record_many([("dossier:1", Withdrawn()), ("dossier:2", Withdrawn())], by="system", at=now())
    jobs = ProcrastinateJob.objects.filter(task_name="react").order_by("id")
    subject_of = dict(Event.objects.values_list("pk", "subject"))
    assert {job.lock for job in jobs} == {"dossier:1", "dossier:2"}
    assert all(subject_of[job.args["event_id"]] == job.lock for job in jobs)


def test_a_subject_named_twice_is_refused_before_anything_is_written() -> None:
    with pytest.raises(ValueError, match="twice"):
        record_many([("dossier:1", moved(1)), ("dossier:1", moved(2))], by="system", at=now())
    assert not Event.objects.exists()
