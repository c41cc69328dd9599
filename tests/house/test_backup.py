"""The rehearsal: a copy is destroyed and restored, as of any moment, and proven equal."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from motcua.config import embedded
from tests.house.copies import REPOSITORY, clear, database_up, environment, manage
from tests.house.keeping import Holding, command, do, files_in, holding, moment_of

pytestmark = pytest.mark.processes
WRITERS = 4
TAKE = "from tests.house import writing; writing.take_in_until({enough!r}, {begun!r})"


@dataclass
class Rehearsal:
    """A copy that no longer exists, its backup, and what it held at two moments."""

    data: Path
    kept: Path
    at: str
    then: Holding
    at_the_end: Holding


@pytest.fixture(scope="module")
def rehearsal(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    folder = tmp_path_factory.mktemp("sao lưu %f 'rỗng'")  # a name that shells and servers could misread
    data, kept = folder / "data", folder / "kept"
    with database_up(template, data):
        do(data, f"open_office({str(folder / 'told')!r})")
        do(data, "take_in(5)")
        command(data, "backup", "--to", str(kept))
        do(data, "take_in(7)")
        at, then = moment_of(data), holding(data)
        do(data, "take_in(3)")
        command(data, "backup", "--to", str(kept), "--top-up")
        at_the_end = holding(data)
    shutil.copy(data / "secrets.json", folder / "secrets.json")  # the keys are kept apart
    shutil.rmtree(data)
    yield Rehearsal(data, kept, at, then, at_the_end)


@pytest.fixture
def into(tmp_path: Path, rehearsal: Rehearsal) -> Iterator[Path]:
    """An empty folder; the keys are at hand in the one that the command runs beside."""
    beside = tmp_path / "beside"
    beside.mkdir()
    shutil.copy(rehearsal.kept.parent / "secrets.json", beside)
    yield tmp_path / "restored"
    clear(tmp_path / "restored")


def restore(rehearsal: Rehearsal, into: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return manage(into.with_name("beside"), "restore", "--from", str(rehearsal.kept), "--into", str(into), *options)


def restored(into: Path) -> Holding:
    with embedded.in_use(into):
        embedded.cluster_of(into).start()
        return holding(into)


def test_a_moment_between_two_acts_comes_back_equal_table_by_table_and_file_by_file(
    rehearsal: Rehearsal, into: Path
) -> None:
    done = restore(rehearsal, into, "--at", rehearsal.at)
    assert done.returncode == 0, done.stderr
    assert "every chain holds, replay equals status" in done.stdout
    assert "12 dossiers" in done.stdout and not done.stderr
    assert restored(into) == rehearsal.then
    assert rehearsal.then.rows("laichau.dossiers_dossier") == 12 and len(rehearsal.then.files) == 36


def test_without_a_moment_everything_that_was_sent_comes_back(rehearsal: Rehearsal, into: Path) -> None:
    done = restore(rehearsal, into)
    assert done.returncode == 0, done.stderr
    assert restored(into) == rehearsal.at_the_end
    assert rehearsal.at_the_end.rows("laichau.dossiers_dossier") == 15


def test_the_restored_copy_works_on_and_writes_into_no_backup(rehearsal: Rehearsal, into: Path) -> None:
    assert restore(rehearsal, into).returncode == 0
    before = files_in(rehearsal.kept)
    with embedded.in_use(into):
        embedded.cluster_of(into).start()
        do(into, "take_in(1)")
        assert holding(into).rows("laichau.dossiers_dossier") == 16
    embedded.stop(into)
    assert files_in(rehearsal.kept) == before
    assert "every chain holds" in command(into, "verify_journal")


def test_a_folder_that_is_not_empty_is_refused(rehearsal: Rehearsal, into: Path) -> None:
    into.mkdir()
    (into / "something").write_text("of somebody")
    done = restore(rehearsal, into)
    assert done.returncode == 1 and "is not empty" in done.stderr
    assert [path.name for path in into.iterdir()] == ["something"]


@pytest.mark.parametrize(
    ("at", "words"),
    [("2020-01-01T00:00:00+07:00", "no earlier moment"), ("2999-01-01T00:00:00+07:00", "ends before the moment")],
)
def test_a_moment_outside_the_backup_is_a_sentence(rehearsal: Rehearsal, into: Path, at: str, words: str) -> None:
    done = restore(rehearsal, into, "--at", at)
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


def test_another_key_at_hand_is_told(rehearsal: Rehearsal, into: Path) -> None:
    (into.with_name("beside") / "secrets.json").unlink()
    done = restore(rehearsal, into)
    assert done.returncode == 0 and "identity key of the backup is not at hand" in done.stderr


def test_damage_anywhere_is_found_before_or_named_after(rehearsal: Rehearsal, into: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    shutil.copytree(rehearsal.kept, spoilt)
    paper = next(path for path in (spoilt / "files").rglob("*") if path.is_file())
    paper.write_bytes(b"something else")
    done = manage(into.with_name("beside"), "restore", "--from", str(spoilt), "--into", str(into))
    assert done.returncode == 1 and "is damaged in the backup" in done.stderr and "1 files are missing" in done.stderr
    block = next(path for path in (spoilt / "base").rglob("base/*/*") if path.stat().st_size > 8192)
    block.write_bytes(block.read_bytes()[:-1] + b"?")
    done = manage(into.with_name("beside"), "restore", "--from", str(spoilt), "--into", str(tmp_path / "none"))
    assert done.returncode == 1 and "is not what was copied" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_missing_piece_of_wal_is_named(rehearsal: Rehearsal, into: Path, tmp_path: Path) -> None:
    holed = tmp_path / "holed"
    shutil.copytree(rehearsal.kept, holed)
    segments = sorted(path for path in (holed / "wal").glob("*.gz") if len(path.name) == 27)
    assert len(segments) >= 3
    segments[-2].unlink()
    done = manage(into.with_name("beside"), "restore", "--from", str(holed), "--into", str(into))
    assert done.returncode == 1 and f"the WAL before {segments[-1].name} is missing" in done.stderr


@pytest.fixture
def busy(rehearsal: Rehearsal, into: Path) -> Iterator[Path]:
    """A copy with its office, up."""
    assert restore(rehearsal, into).returncode == 0
    with embedded.in_use(into):
        embedded.cluster_of(into).start()
        yield into


def test_a_backup_taken_while_four_write_is_consistent(busy: Path, tmp_path: Path) -> None:
    kept, enough, begun = tmp_path / "kept", tmp_path / "enough", [tmp_path / f"{each}" for each in range(WRITERS)]
    writers = [_writer(busy, enough, mark) for mark in begun]
    while not all(mark.exists() for mark in begun):
        assert all(writer.poll() is None for writer in writers)
        time.sleep(0.05)
    command(busy, "backup", "--to", str(kept))
    time.sleep(3)  # a moment is whole when it is a little before the copying of files
    assert manage(busy, "backup", "--to", str(kept), "--top-up").returncode == 0
    assert all(writer.poll() is None for writer in writers), "they wrote all the while"
    enough.touch()
    until = json.loads((kept / "files.json").read_text())["complete_until"]
    assert all(writer.wait(60) == 0 for writer in writers)
    written = holding(busy).rows("laichau.dossiers_dossier")
    said = command(busy, "restore", "--from", str(kept), "--into", str(tmp_path / "again"), "--at", until)
    assert "every chain holds, replay equals status" in said
    found = restored(tmp_path / "again")
    clear(tmp_path / "again")
    assert 15 < found.rows("laichau.dossiers_dossier") < written
    assert len(found.files) == 3 * found.rows("laichau.dossiers_dossier")


def _writer(data: Path, enough: Path, begun: Path) -> subprocess.Popen[str]:
    words = TAKE.format(enough=str(enough), begun=str(begun))
    command = [sys.executable, str(REPOSITORY / "bin" / "manage"), "shell", "--no-imports", "-c", words]
    return subprocess.Popen(command, env=environment(MOTCUA_DATA=str(data)), text=True)


def test_old_bases_go_and_files_that_only_they_knew_go_with_them(busy: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    do(busy, "take_in(1)")
    command(busy, "backup", "--to", str(kept))
    stray = kept / "files" / "2026" / "01" / "11111111-1111-4111-8111-111111111111"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"of a row that was forgotten")
    command(busy, "backup", "--to", str(kept), "--keep", "2")
    assert stray.exists(), "the first base may still name it"
    command(busy, "backup", "--to", str(kept), "--keep", "1")
    assert stray.exists() is False
    (base,) = (kept / "base").iterdir()
    first = json.loads((base / "manifest.json").read_text())["first_wal"]
    assert min(path.name for path in (kept / "wal").iterdir()) >= first


def test_one_folder_never_holds_two_databases(rehearsal: Rehearsal, tmp_path: Path) -> None:
    done = manage(tmp_path / "other", "backup", "--to", str(rehearsal.kept))
    assert done.returncode == 1 and "of another database" in done.stderr
