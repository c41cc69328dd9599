"""Invented dossiers: told in bulk, yet every check that holds for a real one holds for them."""

import shutil
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from motcua.directory.models import Person
from motcua.dossiers.actions.charging import differing, next_to_charge
from motcua.dossiers.actions.standing_outside import left_running
from motcua.dossiers.codes import allocate_code
from motcua.dossiers.demo import living, making
from motcua.dossiers.demo.bare import bare
from motcua.dossiers.management.commands import make_load
from motcua.dossiers.models import Charge, Dossier, Paper, Pause, SupplementRequest, Task
from motcua.dossiers.recomputing import on_the_clock, redone
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import FINAL, Status
from motcua.journal.models import Event
from motcua.journal.verifying import broken_links
from tests.directory.makers import make_person
from tests.dossiers.makers import NINE, Office, make_office
from tests.dossiers.outside import make_taxed

pytestmark = pytest.mark.django_db
MANY, DAYS = 300, 60
SCHEMA = "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = ANY(%s::regclass[]) UNION ALL "
SCHEMA += "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ANY(%s::regclass[])"


@pytest.fixture
def office() -> Office:
    make_person()
    return make_office()


def load(count: int = MANY, seed: int = 1) -> int:
    return making.make_history(count, days=DAYS, now=NINE, seed=seed, with_new_people=True, tell=lambda done: None)


def schema() -> list[str]:
    names = [model._meta.db_table for model in making.TABLES]
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA, [names, names])
        return sorted(definition for (definition,) in cursor.fetchall())


def test_every_chain_holds_and_replay_gives_the_status(office: Office) -> None:
    assert load() == MANY == Dossier.objects.count()
    assert list(broken_links()) == [] == list(check())
    assert {row.fact.kind for row in Event.objects.all()} >= {
        "Accepted",
        "Granted",
        "SupplementAsked",
        "Supplemented",
    }


def test_due_dates_and_charges_are_what_a_new_count_gives(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "PACE", (0.5, 2.5, 1.5))
    load()
    open_ones = list(on_the_clock().select_related("service"))
    assert open_ones and [row for row in redone(open_ones) if row.is_moved or row.is_step_moved] == []
    late = next_to_charge(0, MANY)
    assert late and Charge.objects.exists() and differing(late) == []


def test_a_waiting_dossier_has_its_request_its_pause_and_no_open_step(office: Office) -> None:
    load()
    waiting = Dossier.objects.filter(status=Status.AWAITING_SUPPLEMENT)
    assert waiting
    for dossier in waiting:
        assert SupplementRequest.objects.waiting().filter(dossier=dossier).count() == 1
        assert Pause.objects.filter(dossier=dossier, resumed_at=None).count() == 1
        assert not Task.objects.filter(dossier=dossier, done_at=None).exists()
    assert not Task.objects.filter(dossier__status__in=FINAL, done_at=None).exists()


def test_a_wait_for_another_agency_is_one_of_a_real_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "PACE", (0.5, 2.5, 1.5))
    make_person()
    make_taxed(limit_value=2)
    load()
    there = Dossier.objects.filter(status=Status.IN_PROGRESS, step__kind="wait")
    assert there and all(dossier.waits_outside for dossier in there) and not left_running().exists()
    waits = Pause.objects.filter(kind="outside")
    assert waits.exclude(resumed_at=None) and waits.filter(resumed_at=None).count() == there.count()
    open_ones = list(on_the_clock().select_related("service"))
    assert [row for row in redone(open_ones) if row.is_moved or row.is_step_moved] == []
    late = next_to_charge(0, MANY)
    assert late and differing(late) == [] and list(check()) == []


def test_the_next_real_code_follows_the_invented_ones(office: Office) -> None:
    load()
    last = Dossier.objects.latest("code")
    unit, day, number = last.code.rsplit("-", 2)
    assert unit == office.service.one_stop.code
    assert allocate_code(unit, localdate(last.lodged_at)) == f"{unit}-{day}-{int(number) + 1:04d}"


def test_a_second_load_goes_on_behind_the_first(office: Office) -> None:
    load()
    load(seed=1)
    assert Dossier.objects.count() == 2 * MANY
    assert list(broken_links()) == []


def test_a_small_load_files_for_the_known_citizens_alone(office: Office) -> None:
    before = Person.objects.count()
    making.make_history(20, days=DAYS, now=NINE, tell=lambda done: None)
    assert Person.objects.count() == before
    assert Paper.objects.count() >= 20


def test_a_large_load_leaves_every_index_and_constraint_as_it_was(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "LARGE", 1)
    before = schema()
    load()
    assert schema() == before
    assert list(broken_links()) == []


def test_a_key_that_leads_nowhere_undoes_the_whole_load(office: Office) -> None:
    load(20)
    task = Task.objects.latest("pk")
    before = schema()
    with pytest.raises(IntegrityError, match="leads nowhere"), transaction.atomic(), bare(making.TABLES):
        Task.objects.filter(pk=task.pk).update(body_id=0)
    assert schema() == before and Task.objects.get(pk=task.pk).body_id == task.body_id


def test_nothing_is_made_where_nobody_could_file() -> None:
    assert load() == 0


def test_a_load_for_which_there_is_no_room_is_refused_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=5 * make_load.EACH))
    with pytest.raises(CommandError, match="are free"):
        call_command("make_load", dossiers=6)
    assert not Dossier.objects.exists()
    with pytest.raises(CommandError, match="no open services"):  # five would fit
        call_command("make_load", dossiers=5)
