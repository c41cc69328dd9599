"""Whoever rewrites the journal behind its triggers is shown by the rows, however carefully the work is done."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from motcua.journal.comparing import differences
from motcua.journal.exporting import export
from motcua.journal.models import Digest, Event
from motcua.journal.sealing import seal
from motcua.journal.verifying import broken_days, broken_links
from tests.journal.rewriting import MONDAY, behind_the_triggers, chain_anew, days_later, happened, seal_anew

pytestmark = pytest.mark.django_db
TODAY = days_later(2)  # not sealed yet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sealed days of two subjects, and their export."""
    happened("person:1", "a", "b", "c")
    happened("person:2", "x")
    happened("person:1", "d", at=days_later(1))
    seal(MONDAY)
    seal(days_later(1).date())
    export(tmp_path, at=TODAY)
    return tmp_path


def event(subject: str, place: int) -> Event:
    return Event.objects.get(subject=subject, sequence=place)


def test_an_untouched_journal_is_as_it_was_exported(folder: Path) -> None:
    assert [*broken_links(), *broken_days(), *differences(folder)] == []


@pytest.mark.parametrize("with_the_key", [False, True])
def test_a_row_changed_with_its_whole_chain_and_seals_is_named(folder: Path, with_the_key: bool) -> None:
    changed = event("person:1", 2)
    with behind_the_triggers():
        Event.objects.filter(pk=changed.pk).update(payload={"why": "another reason"})
        chain_anew("person:1")
        seal_anew(with_the_key=with_the_key)
    assert list(broken_links()) == []
    assert bool(list(broken_days())) is not with_the_key  # within the database all of it may look right
    told = list(differences(folder))
    assert f"event {changed.pk} (person:1#2 NumberRead) was changed after it was sealed" in told
    assert "behind the changed event of person:1, 2 more were chained anew" in told
    assert "the seal of 2026-03-02 in the database is not the one that was exported" in told
    assert not [line for line in told if "person:2" in line]


def test_a_row_taken_out_is_named(folder: Path) -> None:
    gone = event("person:1", 2)
    with behind_the_triggers():
        Event.objects.filter(pk=gone.pk).delete()
        chain_anew("person:1")
        seal_anew(with_the_key=True)
    assert list(broken_links()) == []
    assert f"event {gone.pk} (person:1#2) of 2026-03-02 was removed" in list(differences(folder))


def test_a_row_put_in_is_named(folder: Path) -> None:
    (added,) = happened("person:3", "never happened")
    with behind_the_triggers():
        seal_anew(with_the_key=True)
    told = f"event {added.pk} (person:3#1 NumberRead) was added to 2026-03-02 after it was sealed"
    assert told in list(differences(folder))


def test_a_row_moved_to_another_day_is_named(folder: Path) -> None:
    moved = event("person:2", 1)
    with behind_the_triggers():
        Event.objects.filter(pk=moved.pk).update(recorded_at=days_later(1))
        seal_anew(with_the_key=True)
    told = list(differences(folder))
    assert f"event {moved.pk} (person:2#1) was moved from 2026-03-02 to 2026-03-03" in told


def test_a_seal_taken_out_is_named(folder: Path) -> None:
    with behind_the_triggers():
        Digest.objects.filter(on=MONDAY).delete()
        seal_anew(with_the_key=True)
    assert "the seal of 2026-03-02 is no longer in the database" in list(differences(folder))


def test_what_is_not_sealed_yet_is_guarded_from_the_hour_on(folder: Path) -> None:
    early = happened("person:4", "p", "q", at=TODAY + timedelta(minutes=5))
    export(folder, at=TODAY + timedelta(hours=1))
    with behind_the_triggers():
        Event.objects.filter(pk=early[0].pk).update(actor="officer:2")
        chain_anew("person:4")
    assert f"event {early[0].pk} (person:4#1 NumberRead) was changed after it was sealed" in list(differences(folder))


def test_a_row_slipped_behind_the_last_hour_is_named(folder: Path) -> None:
    export(folder, at=TODAY + timedelta(hours=1))
    (late,) = happened("person:5", "p", at=TODAY + timedelta(minutes=5))
    assert any(f"event {late.pk} (person:5#1 NumberRead) was added" in told for told in differences(folder))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("days.txt", "events=4", "events=5", "is not what was signed"),
        ("leaves/2026-03-02.tsv", "person:2\t1\t", "person:2\t1\t00", "are not those that were sealed"),
    ],
)
def test_an_export_that_was_edited_says_so(folder: Path, file: str, old: str, new: str, told: str) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert any(told in line for line in differences(folder))


def test_a_line_cut_out_of_the_export_breaks_its_chain(folder: Path) -> None:
    happened("person:1", "e", at=TODAY)
    seal(TODAY.date())
    export(folder, at=days_later(3))
    first, _second, third = (folder / "days.txt").read_text().splitlines()
    (folder / "days.txt").write_text(f"{first}\n{third}\n")
    told = list(differences(folder))
    assert "the exported seal of 2026-03-04 does not cover that of 2026-03-02" in told
    assert "the seal of 2026-03-03 was never exported" in told


def test_the_command_names_the_row(folder: Path) -> None:
    said = StringIO()
    call_command("verify_journal", against=folder, stdout=said)
    assert said.getvalue().endswith("everything is as it was exported\n")
    changed = event("person:1", 1)
    with behind_the_triggers():
        Event.objects.filter(pk=changed.pk).update(payload={"why": "another reason"})
        chain_anew("person:1")
        seal_anew(with_the_key=True)
    with pytest.raises(CommandError):
        call_command("verify_journal", against=folder, stderr=said)
    assert f"event {changed.pk} (person:1#1 NumberRead) was changed" in said.getvalue()
