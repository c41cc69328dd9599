"""What is judged of a backup before anything is restored."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import datetime
from pathlib import Path

import pytest

from motcua.config.keeping.archiving import archive_command, gaps, restore_command, wal_faults
from motcua.config.keeping.folder import Base, KeepingFault
from motcua.config.keeping.restoring import base_for, need_empty
from motcua.config.keeping.sums import faults


def segment(timeline: int, high: int, low: int) -> str:
    return f"{timeline:08X}{high:08X}{low:08X}.gz"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([segment(1, 0, 0xFE), segment(1, 0, 0xFF), segment(1, 1, 0)], []),
        ([segment(1, 0, 5), segment(1, 0, 7)], [segment(1, 0, 7)]),
        ([segment(1, 0, 0xFF), segment(1, 1, 1)], [segment(1, 1, 1)]),
        ([segment(1, 0, 5), segment(2, 0, 5), segment(2, 0, 6)], []),  # a restored copy goes on along its own line
    ],
)
def test_a_missing_segment_is_seen_by_the_numbers_around_it(names: list[str], expected: list[str]) -> None:
    assert list(gaps(names)) == expected


def test_a_damaged_segment_is_named_and_an_older_one_does_not_matter(tmp_path: Path) -> None:
    whole = gzip.compress(b"records" * 1000)
    for low, content in ((4, b"rubbish"), (5, whole), (6, whole[:-9])):
        (tmp_path / segment(1, 0, low)).write_bytes(content)
    assert list(wal_faults(tmp_path, segment(1, 0, 5)[:-3])) == [f"the WAL {segment(1, 0, 6)} is damaged"]


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    odd = Path("/mnt/50% 'of' it/wal")
    assert "'/mnt/50%% '\"'\"'of'\"'\"' it/wal'/%f.gz" in archive_command(odd)
    assert "'/mnt/50%% '\"'\"'of'\"'\"' it/wal'/%f.gz" in restore_command(odd)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (None, "20260302T020000Z"),
        ("2026-03-02T03:00:00+07:00", "20260301T020000Z"),  # twenty in the evening in UTC, before the second
        ("2026-03-02T09:30:00+07:00", "20260302T020000Z"),
    ],
)
def test_the_newest_base_before_the_moment_is_taken(at: str | None, expected: str) -> None:
    bases = [
        base("20260301T020000Z", "2026-03-01T02:10:00+00:00"),
        base("20260302T020000Z", "2026-03-02T02:10:00+00:00"),
    ]
    assert base_for(bases, datetime.fromisoformat(at) if at else None).name == expected


def test_a_moment_before_the_oldest_base_is_refused() -> None:
    with pytest.raises(KeepingFault, match="no earlier moment"):
        base_for([base("a", "2026-03-01T02:10:00+00:00")], datetime.fromisoformat("2026-03-01T02:00:00+00:00"))


def base(name: str, ended_at: str) -> Base:
    return Base(
        name=name,
        ended_at=ended_at,
        system="1",
        server_version=180004,
        is_embedded=True,
        first_wal="000000010000000000000005",
        sums="",
        key_marks=[],
    )


def test_every_changed_added_or_missing_file_of_a_base_is_named(tmp_path: Path) -> None:
    content = {"global/1": b"one", "base/2": b"two", "base/3": b"three"}
    for path, data in content.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    files = [{"Path": path, "Size": len(data), "Checksum": sha256(data)} for path, data in content.items()]
    (tmp_path / "backup_manifest").write_text(json.dumps({"Files": files}))
    assert list(faults(tmp_path)) == []
    (tmp_path / "base/2").write_bytes(b"owt")
    (tmp_path / "base/3").unlink()
    (tmp_path / "base/4").write_bytes(b"")
    assert list(faults(tmp_path)) == ["base/3 is missing", "base/4 was added", "base/2 is not what was copied"]


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_only_an_empty_place_is_restored_into(tmp_path: Path) -> None:
    need_empty(tmp_path / "new")
    need_empty(tmp_path)
    (tmp_path / "something").touch()
    with pytest.raises(KeepingFault, match="is not empty"):
        need_empty(tmp_path)
