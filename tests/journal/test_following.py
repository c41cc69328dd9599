"""A follower reads every fact once, whatever commits late, fails, or is read by two at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from motcua.journal.following import Ahead, Entry, follow, has_begun, read_until, skip_to_now
from motcua.journal.models import Bookmark, Event

# Alone on the server: a follower waits for every older transaction there, another test's too.
pytestmark = pytest.mark.processes
NAME = "a follower of the tests"
EVENT = """
INSERT INTO journal_event (subject, sequence, kind, payload, actor, at, previous, hash)
VALUES (%s, 1, 'Told', '{}', 'tests', now(), '', '') RETURNING id, recorded_at"""
Connect = Callable[[], "psycopg.Connection[Any]"]


@pytest.fixture(scope="module")
def own_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the empty database for facts that are committed: none of them can be taken away again."""
    usual = connection.settings_dict["NAME"]
    own = f"{usual}_following"
    with django_db_blocker.unblock():
        connection.close()
        _server(f"DROP DATABASE IF EXISTS {own} WITH (FORCE)", f"CREATE DATABASE {own} TEMPLATE {usual}")
        connection.settings_dict["NAME"] = own
        yield
        connection.close()
        connection.settings_dict["NAME"] = usual
        _server(f"DROP DATABASE {own} WITH (FORCE)")


def _server(*statements: str) -> None:
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        for statement in statements:
            server.execute(statement)  # type: ignore[call-overload]


def _address(database: str) -> str:
    told = connection.settings_dict
    known = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    path = f"-c search_path={settings.SCHEMA},public"
    return psycopg.conninfo.make_conninfo(dbname=database, options=path, **{k: v for k, v in known.items() if v})


@pytest.fixture
def connect(own_database: None) -> Iterator[Connect]:
    """Other processes' connections; everything told before is left behind the bookmark."""
    opened: list[psycopg.Connection[Any]] = []

    def open_one() -> psycopg.Connection[Any]:
        opened.append(psycopg.connect(_address(connection.settings_dict["NAME"])))
        return opened[-1]

    skip_to_now(NAME)
    yield open_one
    for each in opened:
        each.close()


def tell(other: psycopg.Connection[Any], subject: str) -> tuple[int, datetime]:
    row = other.execute(EVENT, [f"{subject} {Event.objects.count()}-{id(other)}"]).fetchone()
    assert row
    return int(row[0]), row[1]


def heard() -> list[int]:
    """What one batch carries."""
    found: list[Entry] = []
    follow(NAME, found.extend)
    return [entry.event_id for entry in found]


def test_what_commits_late_with_a_smaller_number_is_not_skipped(connect: Connect) -> None:
    slow, quick = connect(), connect()
    first, _ = tell(slow, "slow")
    second, _ = tell(quick, "quick")
    quick.commit()
    assert heard() == [], "whoever is told of the second would never look for the first again"
    slow.commit()
    assert sorted(heard()) == [first, second]
    assert heard() == []


def test_what_commits_late_with_a_greater_number_is_not_skipped(connect: Connect) -> None:
    """Its transaction began first; its number was drawn last."""
    slow, quick = connect(), connect()
    slow.execute("SELECT pg_current_xact_id()")
    second, _ = tell(quick, "quick")
    first, _ = tell(slow, "slow")
    quick.commit()
    assert heard() == []
    slow.commit()
    assert heard() == [first, second], "by transaction, then by number"


def test_a_fact_that_was_rolled_back_is_waited_for_no_longer(connect: Connect) -> None:
    slow, quick = connect(), connect()
    tell(slow, "slow")
    told, _ = tell(quick, "quick")
    quick.commit()
    slow.rollback()
    assert heard() == [told]


def test_who_only_reads_holds_nobody_up(connect: Connect) -> None:
    reader, writer = connect(), connect()
    reader.execute("SELECT count(*) FROM journal_event")
    told, _ = tell(writer, "told")
    writer.commit()
    assert heard() == [told]


def test_batches_follow_one_another_to_the_end(connect: Connect) -> None:
    writer = connect()
    told = [tell(writer, f"{number}")[0] for number in range(7)]
    writer.commit()
    found: list[int] = []
    sizes = [follow(NAME, lambda entries: found.extend(each.event_id for each in entries), most=3) for _ in range(4)]
    assert (sizes, found) == ([3, 3, 1, 0], told)


def test_what_fails_is_handed_again_and_leaves_no_effect(connect: Connect) -> None:
    writer = connect()
    told, _ = tell(writer, "told")
    writer.commit()

    def stumble(entries: Sequence[Entry]) -> None:
        Bookmark.objects.create(follower="half an effect", txid=1, event_id=1)
        raise RuntimeError("stumbled")

    with pytest.raises(RuntimeError):
        follow(NAME, stumble)
    assert not Bookmark.objects.filter(follower="half an effect").exists()
    assert heard() == [told]


def test_two_at_once_carry_each_fact_once(connect: Connect) -> None:
    writer = connect()
    told, _ = tell(writer, "told")
    writer.commit()
    is_carrying, may_end = threading.Event(), threading.Event()
    carried: list[int] = []

    def carry(entries: Sequence[Entry]) -> None:
        is_carrying.set()
        assert may_end.wait(20)
        carried.extend(each.event_id for each in entries)

    def other() -> None:
        follow(NAME, carry)
        connection.close()

    thread = threading.Thread(target=other)
    thread.start()
    assert is_carrying.wait(20)
    assert heard() == [], "the other one is at it, and nobody waits for it"
    may_end.set()
    thread.join(20)
    assert (carried, heard()) == ([told], [])


def test_how_far_it_has_read_is_told(connect: Connect) -> None:
    assert read_until("nobody") is None
    writer = connect()
    _, at = tell(writer, "first")
    tell(writer, "second")
    writer.commit()
    assert read_until(NAME) == at, "the oldest unread"
    heard()
    until = read_until(NAME)
    assert until and until > at and (datetime.now(UTC) - until).total_seconds() < 60


def test_tables_of_another_server_are_not_followed_in_silence(connect: Connect) -> None:
    """There the transactions were counted further: read from this mark on, every new fact would be passed over."""
    Bookmark.objects.filter(follower=NAME).update(txid=2**62, event_id=1)
    for ask in (lambda: follow(NAME, lambda entries: None), lambda: has_begun(NAME)):
        with pytest.raises(Ahead):
            ask()
    skip_to_now(NAME)
    assert has_begun(NAME) and heard() == []
