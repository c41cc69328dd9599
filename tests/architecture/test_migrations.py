"""An upgrade stops nobody: while tables change, the release before goes on answering."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import models
from django.db.migrations import AddField, AddIndex, AlterField, RemoveField, RunPython, RunSQL
from django.db.models import Func

from tests.architecture.migrating import RELEASED, Reading, faults_of

# What breaks a rule all the same, word for word, and why nobody is stopped by it.
NIGHTLY = "one row a day, at 00:30, and a refused one is tried again for an hour: nobody upgrades then"
SAID_AGAIN = "an index made just before says the same; the lock lasts a moment"
SMALL = "the services of a province are some thousand rows: milliseconds"
ALLOWED = {
    "journal.0004_signed_digests: digest.previous may not be empty and has no db_default: "
    "the release before writes rows without it": NIGHTLY,
    "journal.0004_signed_digests: digest.key may not be empty and has no db_default: "
    "the release before writes rows without it": NIGHTLY,
    "journal.0004_signed_digests: digest.signature may not be empty and has no db_default: "
    "the release before writes rows without it": NIGHTLY,
    "indicators.0003_numbers_in_the_index: SQL that is not known to be harmless: "
    "ALTER TABLE indicators_cell DROP CONSTRAINT cell_once": SAID_AGAIN,
    "catalogue.0014_service_ends_after_it_began: SQL that is not known to be harmless: "
    "UPDATE catalogue_service SET valid_from = valid_to WHERE val": SMALL,
    "catalogue.0014_service_ends_after_it_began: SQL that is not known to be harmless: "
    "SET CONSTRAINTS ALL IMMEDIATE": SMALL,
    "catalogue.0014_service_ends_after_it_began: service: AddConstraint reads the whole table "
    "while others wait": SMALL,
}


def test_every_migration_since_the_release_before_lets_it_go_on() -> None:
    assert [fault for fault in Reading().faults() if fault not in ALLOWED] == []


def test_what_is_allowed_is_still_there() -> None:
    assert set(ALLOWED) <= set(Reading().faults())


def test_the_migrations_of_the_release_before_are_kept_as_they_were() -> None:
    known = Reading().loader.disk_migrations
    assert [(app, name) for app, names in RELEASED.items() for name in names if (app, name) not in known] == []


BY_NAME = models.Index(fields=["kind"], name="by_kind")
FOREIGN = models.ForeignKey("dossiers.Dossier", models.PROTECT, null=True)


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (RemoveField("event", "actor"), "takes away"),
        (AddField("event", "place", models.CharField(max_length=5, default="")), "no db_default"),
        (AddField("event", "place", models.UUIDField(null=True, db_default=Func(function="uuidv7"))), "rewritten"),
        (AddField("event", "dossier", FOREIGN), "concurrently"),
        (AlterField("event", "actor", models.CharField(max_length=40)), "changes its type"),
        (AddIndex("event", BY_NAME), "while others wait"),
        (RunPython(lambda apps, editor: None), "in one transaction"),
        (RunSQL("UPDATE journal_event SET kind = ''"), "not known to be harmless"),
        (RunSQL("CREATE INDEX by_kind ON journal_event (kind)"), "not known to be harmless"),
    ],
)
def test_what_would_stop_somebody_is_found(operation: Any, words: str) -> None:
    (fault,) = judged(operation)
    assert words in fault


@pytest.mark.parametrize(
    "operation",
    [
        AddField("event", "place", models.CharField(max_length=5, null=True)),
        AddField("event", "place", models.CharField(max_length=5, db_default="")),
        AlterField("event", "actor", models.CharField(max_length=200)),
        AddIndexConcurrently("event", BY_NAME),
        AddIndex("bookmarkofthisrelease", BY_NAME),
        RunSQL("ALTER TABLE journal_event ADD COLUMN IF NOT EXISTS place xid8"),
    ],
)
def test_what_stops_nobody_is_let_through(operation: Any) -> None:
    assert judged(operation) == []


def judged(operation: Any) -> list[str]:
    migration = SimpleNamespace(app_label="journal", atomic=True)
    return list(faults_of(operation, migration, Reading()))  # type: ignore[arg-type]
