"""A calendar row was added: open dossiers are counted again by an explicit job, closed ones never (B.7.2-15)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.directory import actions as directory
from motcua.directory.actors import SYSTEM, Actor
from motcua.directory.models import CalendarDay
from motcua.directory.roles import Role
from motcua.dossiers import actions, tasks
from motcua.dossiers.actions.outages import Declared
from motcua.dossiers.actions.pausing import run_clock, stop_clock
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.models import Dossier, Extension, Pause, PauseKind, RecomputeRun, Task
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from motcua.journal.models import Event
from motcua.journal.verifying import broken_links
from motcua.lib.worktime import Mode
from tests.directory.makers import make_administrator, make_body, make_officer
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_office
from tests.dossiers.walking import ABREAST, make_abreast, make_office_with, side_of

pytestmark = pytest.mark.django_db
TOMORROW = date(2026, 3, 3)
EVENING = NINE + timedelta(hours=9)


def administrator() -> Actor:
    return make_administrator(on=NINE.date())


def close_the_offices(on: date = TOMORROW) -> None:
    day = CalendarDay(on=on, kind="local_off", name="Bão số 3", basis="12/CĐ-UBND")
    directory.add_calendar_day(day, by=SYSTEM, at=EVENING)


def recompute(size: int = 1000, by: Actor = SYSTEM) -> RecomputeRun:
    run = actions.start_recompute(because="Nghỉ phòng chống bão", by=by, at=EVENING)
    while run.finished_at is None:
        run = actions.recompute_batch(run.pk, at=EVENING, size=size)
    return run


def told(dossier: Dossier) -> list[Event]:
    return list(Event.objects.filter(subject=dossier.subject, kind="DueRecomputed"))


def test_an_open_dossier_is_due_a_day_later_and_its_journal_says_why() -> None:
    dossier = make_dossier(make_office())
    old, step_old, version = dossier.due_at, dossier.step_due_at, dossier.version
    close_the_offices()
    run = recompute()
    dossier.refresh_from_db()
    assert old and step_old and dossier.due_at == dossier.first_due_at == old + timedelta(days=1)
    assert dossier.step_due_at and dossier.step_due_at > step_old
    assert dossier.step_due_at == Task.objects.get(dossier=dossier, done_at=None).due_at
    assert dossier.version == version + 1
    (event,) = told(dossier)
    assert datetime.fromisoformat(event.payload["old_due_at"]) == old
    assert datetime.fromisoformat(event.payload["due_at"]) == dossier.due_at
    assert event.payload["because"] == "Nghỉ phòng chống bão"
    assert (run.total, run.seen, run.changed) == (1, 1, 1)


def test_a_step_that_runs_beside_is_due_a_day_later_too() -> None:
    dossier = make_abreast(make_office_with(ABREAST))
    assert localtime(side_of(dossier).due_at).date() == NINE.date()
    close_the_offices(NINE.date())
    recompute()
    assert localtime(side_of(dossier).due_at).date() == TOMORROW


def test_a_step_that_moves_alone_is_told_and_leaves_the_promise() -> None:
    dossier = make_dossier(make_office())
    due_at, step_old = dossier.due_at, dossier.step_due_at
    failed = Declared(None, NINE + timedelta(hours=1), NINE + timedelta(hours=3), "Đứt cáp", "9/TB", is_planned=False)
    actions.declare_outage(failed, by=administrator(), at=EVENING)
    assert recompute().changed == 0
    dossier.refresh_from_db()
    assert dossier.due_at == due_at and step_old and dossier.step_due_at and dossier.step_due_at > step_old
    event = Event.objects.get(subject=dossier.subject, kind="StepRecomputed")
    assert datetime.fromisoformat(event.payload["step_due_at"]) == dossier.step_due_at
    assert told(dossier) == [] and list(broken_links()) == []


def test_a_dossier_that_does_not_move_is_left_alone() -> None:
    dossier = make_dossier(make_office())
    run = recompute()
    before = dossier.version
    dossier.refresh_from_db()
    assert (run.changed, told(dossier), dossier.version) == (0, [], before)


@pytest.mark.parametrize("status", [Status.LODGED, Status.RESOLVED, Status.RETURNED])
def test_dossiers_without_a_running_clock_never_change(status: Status) -> None:
    dossier = make_dossier(make_office(), status)
    due_at, version = dossier.due_at, dossier.version
    close_the_offices()
    assert recompute().seen == 0
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.version) == (due_at, version)


@pytest.mark.parametrize("mode", [Mode.RESUME, Mode.RESTART])
def test_after_a_pause_the_count_is_the_same_as_the_acts_made(mode: Mode) -> None:
    office = make_office()
    dossier = paused(office, mode)
    recompute()
    fresh = Dossier.objects.get(pk=dossier.pk)
    assert (fresh.due_at, fresh.step_due_at) == (dossier.due_at, dossier.step_due_at)
    assert told(dossier) == []
    close_the_offices(date(2026, 3, 6))
    recompute()
    fresh.refresh_from_db()
    assert dossier.due_at and fresh.due_at and fresh.due_at > dossier.due_at


def paused(office: Office, mode: Mode) -> Dossier:
    """Waited from Monday evening to Thursday morning."""
    dossier = make_dossier(office)
    stop_clock(dossier, PauseKind.CONSENT, mode=mode, by=office.case, at=NINE + timedelta(hours=5))
    run_clock(dossier, PauseKind.CONSENT, at=NINE + timedelta(days=3))
    dossier.save()
    return dossier


def test_while_somebody_is_waited_for_the_last_date_is_counted_again() -> None:
    office = make_office()
    dossier = make_dossier(office)
    old = dossier.due_at
    Pause.objects.create(dossier=dossier, kind=PauseKind.PAYMENT, mode=Mode.RESUME, stopped_at=EVENING)
    Dossier.objects.filter(pk=dossier.pk).update(status=Status.AWAITING_PAYMENT)
    close_the_offices()
    recompute()
    dossier.refresh_from_db()
    assert old and dossier.due_at == old + timedelta(days=1)


def test_a_signed_extension_keeps_its_date_and_the_first_date_moves() -> None:
    office = make_office()
    dossier = make_dossier(office)
    assert dossier.due_at
    new_due_at, old = dossier.due_at + timedelta(days=7), dossier.due_at
    extend(dossier, office, new_due_at)
    close_the_offices()
    run = recompute()
    dossier.refresh_from_db()
    assert (dossier.first_due_at, dossier.due_at, run.changed) == (old + timedelta(days=1), new_due_at, 1)


def extend(dossier: Dossier, office: Office, new_due_at: datetime) -> None:
    assert dossier.due_at and office.signatory.officer_id
    Extension.objects.create(
        dossier=dossier,
        cause="step",
        reason="Hồ sơ phức tạp",
        old_due_at=dossier.due_at,
        new_due_at=new_due_at,
        drafted_at=NINE,
        number="1/XLGH",
        signed_by_id=office.signatory.officer_id,
        signed_at=NINE + timedelta(hours=2),
        file=make_file(),
    )
    dossier.due_at = new_due_at
    dossier.save(update_fields=["due_at"])


def test_a_declared_outage_moves_the_open_dossiers_it_touches() -> None:
    office, other = make_office(), make_office()
    touched, elsewhere = make_dossier(office), make_dossier(other)
    until = NINE + timedelta(days=2)
    typed = Declared(office.service.competent_id, NINE, until, "Mất điện", "1/TB", is_planned=False)
    actions.declare_outage(typed, by=administrator(), at=NINE + timedelta(days=3))
    assert recompute().changed == 1
    assert (len(told(touched)), len(told(elsewhere))) == (1, 0)


def test_a_killed_run_goes_on_behind_its_bookmark_and_tells_nothing_twice() -> None:
    office = make_office()
    dossiers = [make_dossier(office) for _ in range(5)]
    close_the_offices()
    run = actions.start_recompute(because="Bão", by=SYSTEM, at=EVENING)
    actions.recompute_batch(run.pk, at=EVENING, size=2)
    tasks.carry_recompute(run_id=run.pk)  # another process finds the row
    tasks.carry_recompute(run_id=run.pk)  # and a job delivered twice does no harm
    run.refresh_from_db()
    assert (run.seen, run.changed, run.finished_at is not None) == (5, 5, True)
    assert [len(told(dossier)) for dossier in dossiers] == [1] * 5
    assert list(broken_links()) == []
    assert list(check()) == []


def test_starting_queues_the_work_in_the_same_transaction() -> None:
    run = actions.start_recompute(because="Bão", by=administrator(), at=EVENING)
    job = ProcrastinateJob.objects.get(task_name="recompute")
    assert (job.args, job.lock) == ({"run_id": run.pk}, "recompute")


def test_a_second_run_waits_for_the_first_and_a_reason_is_asked_for() -> None:
    actions.start_recompute(because="Bão", by=SYSTEM, at=EVENING)
    with pytest.raises(Incomplete) as refused:
        actions.start_recompute(because=" ", by=SYSTEM, at=EVENING)
    assert [place for place, _ in refused.value.faults] == ["because", ""]
    assert RecomputeRun.objects.count() == 1


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.PROCEDURE_CONTROL}))
def test_only_the_console_starts_a_run(role: Role) -> None:
    with pytest.raises(NotAllowed):
        actions.start_recompute(because="Bão", by=make_officer(make_body(), role, on=NINE.date())[1], at=EVENING)


@pytest.mark.parametrize("number", [1, 12])
def test_a_batch_takes_the_same_statements_for_one_dossier_and_for_many(number: int) -> None:
    office = make_office()
    for _ in range(number):
        make_dossier(office)
    close_the_offices()
    run = actions.start_recompute(because="Bão", by=SYSTEM, at=EVENING)
    actions.recompute_batch(run.pk, at=EVENING, size=0)
    RecomputeRun.objects.update(finished_at=None)
    with CaptureQueriesContext(connection) as asked:
        assert actions.recompute_batch(run.pk, at=EVENING).changed == number
    assert len(asked) <= 20
