"""Days are sealed in order, signed with a key that the database does not hold, and exported line by line."""

from __future__ import annotations

import os
from datetime import timedelta
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from motcua.journal.comparing import differences
from motcua.journal.export_lines import days_in, leaves_in
from motcua.journal.exporting import export
from motcua.journal.models import Digest
from motcua.journal.sealing import mark_of, seal, seal_finished_days, settled_until, statement
from motcua.journal.signing import Signature, is_signed, key_id, own_public_key, read_public_keys, sign
from motcua.journal.verifying import broken_days
from tests.journal.rewriting import MONDAY, behind_the_triggers, days_later, happened


@pytest.fixture
def another_key(settings, tmp_path: Path):  # type: ignore[no-untyped-def]
    def use(name: str) -> str:
        settings.JOURNAL_KEY_FILE = tmp_path / "keys" / name
        return key_id(own_public_key())

    return use


def test_a_signature_fits_its_text_and_its_key_only(another_key) -> None:  # type: ignore[no-untyped-def]
    first = another_key("first.pem")
    signature, keys = sign("a"), {first: own_public_key()}
    assert is_signed("a", signature, keys)
    assert not is_signed("b", signature, keys)
    assert not is_signed("a", signature, {another_key("second.pem"): own_public_key()})
    assert not is_signed("a", Signature(first, b"\0" * 64), keys)


def test_the_key_is_drawn_once_and_read_by_its_owner_only(another_key, settings) -> None:  # type: ignore[no-untyped-def]
    first = another_key("a.pem")
    assert first == another_key("a.pem")
    assert settings.JOURNAL_KEY_FILE.stat().st_mode & 0o777 == 0o600


def test_a_lost_key_is_not_replaced_unseen(settings, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    settings.JOURNAL_KEY_FILE = tmp_path / "lost.pem"
    monkeypatch.setenv("MOTCUA_JOURNAL_KEY_FILE", str(settings.JOURNAL_KEY_FILE))
    with pytest.raises(ImproperlyConfigured):
        sign("a")


@pytest.mark.django_db
def test_every_day_that_is_over_is_sealed_in_order_and_covers_the_one_before() -> None:
    happened("person:1", "a")
    happened("person:1", "b", at=days_later(2))
    sealed = seal_finished_days(at=days_later(3))
    assert [(digest.on.day, digest.events) for digest in sealed] == [(2, 1), (3, 0), (4, 1)]
    assert bytes(sealed[2].previous) == mark_of(sealed[1])
    keys = {key_id(own_public_key()): own_public_key()}
    assert all(is_signed(statement(one), Signature(one.key, bytes(one.signature)), keys) for one in sealed)
    assert seal_finished_days(at=days_later(3)) == [] and list(broken_days()) == []


@pytest.mark.django_db
def test_a_day_waits_while_a_transaction_of_it_is_open() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"]) as other:
        begun = other.execute("SELECT now()").fetchone()
        assert begun is not None and settled_until() <= begun[0]
        other.rollback()
        assert settled_until() > begun[0] - timedelta(seconds=2)


@pytest.mark.django_db
def test_the_seals_of_an_older_copy_are_signed_as_they_go_out(tmp_path: Path) -> None:
    happened("person:1", "a")
    happened("person:1", "b", at=days_later(1))
    seal(MONDAY)
    with behind_the_triggers():
        Digest.objects.update(key="", signature=b"")
    seal(days_later(1).date())
    export(tmp_path, at=timezone.now())
    assert [day.signature.key for day in days_in(tmp_path)] == [key_id(own_public_key())] * 2
    assert [*broken_days(), *differences(tmp_path)] == []


@pytest.mark.django_db
def test_an_export_goes_on_where_a_crash_tore_it(tmp_path: Path) -> None:
    happened("person:1", "a", "b")
    seal(MONDAY)
    export(tmp_path, at=timezone.now())
    for path in (tmp_path / "leaves" / f"{MONDAY}.tsv", tmp_path / "days.txt"):
        path.write_bytes(path.read_bytes()[:-20])
    done = export(tmp_path, at=timezone.now())
    assert (done.days, done.leaves) == (1, 1)
    assert len(list(leaves_in(tmp_path, MONDAY))) == 2 and list(differences(tmp_path)) == []


@pytest.mark.django_db
def test_a_new_key_is_let_in_by_a_person_only(another_key, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "export"
    first = another_key("first.pem")
    happened("person:1", "a")
    call_command("export_digests", folder, stdout=StringIO())
    second = another_key("second.pem")
    with pytest.raises(CommandError, match=second):
        call_command("export_digests", folder, stdout=StringIO())
    call_command("export_digests", folder, "--accept-key", stdout=StringIO())
    assert set(read_public_keys(folder.glob("public-*.pem"))) == {first, second}
    assert list(differences(folder)) == []
    only_first = read_public_keys([folder / f"public-{first}.pem"])
    assert any(f"signed with the key {second}" in told for told in differences(folder, keys=only_first))


@pytest.mark.django_db
def test_the_lines_to_publish_hold_no_word_of_anybody(tmp_path: Path) -> None:
    happened("person:1", "a reason in words")
    said = StringIO()
    call_command("export_digests", tmp_path, "--print", stdout=said)
    assert "motcua journal day 2026-03-02 events=1 hash=" in said.getvalue()
    everything = "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    assert "reason" not in everything
