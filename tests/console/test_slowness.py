"""What the database took long over stays a day, on the operator's page: bounded, and without a value of anybody."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.db.backends.signals import connection_created
from django.db.models import Value
from django.utils.timezone import now
from psycopg import sql

from motcua.config.slow import noting, watch_statements
from motcua.console.operating.slowness import MOST, Slowness, bare, slowest
from motcua.directory.models import Person

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MAI = "Lò Thị Mai"
HOUR = timedelta(hours=1)


@pytest.fixture
def kept(tmp_path: Path) -> Slowness:
    return Slowness(tmp_path / "slow")


def texts(kept: Slowness, at: datetime = NOON) -> list[tuple[str, int, float]]:
    return [(one.text, one.calls, one.seconds) for one in slowest(kept.folder, at=at)]


def test_calls_are_counted_and_the_longest_stays(kept: Slowness) -> None:
    for text, seconds in [("SELECT 1", 0.7), ("DELETE FROM a", 2.0), ("SELECT 1", 0.9), ("SELECT 1", 0.6)]:
        kept.note(text, seconds, at=NOON)
    assert texts(kept) == [("DELETE FROM a", 1, 2.0), ("SELECT ?", 3, 0.9)]


def test_processes_are_told_together_and_one_with_the_number_of_a_dead_one_goes_on(
    kept: Slowness, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.note("SELECT a", 0.7, at=NOON)
    Slowness(kept.folder).note("SELECT a", 0.8, at=NOON)
    monkeypatch.setattr("os.getpid", lambda: 1)
    Slowness(kept.folder).note("SELECT a", 0.6, at=NOON)
    assert texts(kept) == [("SELECT a", 3, 0.8)]


def test_after_a_day_it_is_forgotten(kept: Slowness) -> None:
    kept.note("SELECT a", 0.7, at=NOON)
    assert texts(kept, NOON + 23 * HOUR) and not texts(kept, NOON + 25 * HOUR)
    kept.note("SELECT b", 0.7, at=NOON + 25 * HOUR)
    assert len(list(kept.folder.iterdir())) == 1


def test_however_many_texts_the_slowest_stay(kept: Slowness) -> None:
    for number in range(3 * MOST):
        kept.note(f"SELECT {'a' * number}", 1 + number % 7, at=NOON)
    (place,) = kept.folder.iterdir()
    told = json.loads(place.read_text())
    assert len(told) == MOST and sum(longest == 7 for _calls, longest in told.values()) >= 3 * MOST // 7
    assert place.stat().st_size < MOST * 400


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"SELECT a  FROM p\n WHERE name = '{MAI}'", "SELECT a FROM p WHERE name = ?"),
        ("SELECT * FROM p WHERE id IN (%s, %s, %s)", "SELECT * FROM p WHERE id IN (%s, …)"),
        (f"SELECT {', '.join(['p.a'] * 30)} FROM p WHERE a = %s", "SELECT … FROM p WHERE a = %s"),
    ],
)
def test_what_is_written_holds_no_value_and_shows_where_it_looked(text: str, expected: str) -> None:
    assert bare(text) == expected


def test_a_full_disk_stops_nobody(kept: Slowness, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    kept.note("SELECT 1", 0.7, at=NOON)


@pytest.mark.django_db
class TestMeasured:
    def test_a_slow_statement_is_kept_without_its_values_and_without_who_is_asked_for(self, kept: Slowness) -> None:
        with connection.execute_wrapper(noting(kept, least=0.0)):
            list(Person.objects.filter(full_name=MAI).annotate(said=Value(MAI)))
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT '{MAI}', 012190000777")
                cursor.execute(sql.SQL("SELECT {}").format(sql.Literal(MAI)))
        told = [one.text for one in slowest(kept.folder, at=now())]
        assert any('FROM "directory_person" WHERE "directory_person"."full_name" = %s' in text for text in told)
        assert {"SELECT ?, ?", "Composed"} <= set(told)
        assert not [word for word in ("Mai", "01219") for text in told if word in text]

    def test_one_that_fails_is_kept_too_and_a_quick_one_is_not(self, kept: Slowness) -> None:
        with (
            connection.execute_wrapper(noting(kept, least=0.05)),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError),
        ):
            cursor.execute("SELECT 2")
            cursor.execute("SELECT pg_sleep(0.1), 1 / 0 FROM pg_class OFFSET 0")
            cursor.execute("SELECT pg_sleep(0.1)")
        assert not [text for text, _calls, _seconds in texts(kept, now()) if text == "SELECT ?"]

    def test_the_operator_reads_it(self, kept: Slowness, settings, admin) -> None:
        settings.DATA = kept.folder.parent
        assert "Nothing was slow." in admin.get("/console/operating/").content.decode()
        kept.note(f"SELECT x FROM slow_table WHERE name = '{MAI}'", 3.25, at=now())
        page = admin.get("/console/operating/").content.decode()
        assert "slow_table" in page and "3.250" in page and "Mai" not in page
        assert "Running this moment" in page


@pytest.mark.django_db
def test_each_connection_is_watched_once_however_often_it_is_opened_anew() -> None:
    watch_statements()
    other = connection.copy()  # type: ignore[no-untyped-call]
    try:
        for _time in range(3):
            other.connect()
            other.close()
    finally:
        connection_created.disconnect(dispatch_uid="slow statements")
    assert len(other.execute_wrappers) == 1
