"""The table of requirements is whole, and everything it points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
TABLE = (REPOSITORY / "docs" / "security.md").read_text()
THREATS = (REPOSITORY / "docs" / "threats.md").read_text()
# Levels 1 and 2 of ASVS 5.0.0: section, and how far its numbers go; those of level 3 lie at the ends of sections.
LAST = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1,
    "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
    "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", TABLE, re.MULTILINE)
POINTERS = sorted(set(re.findall(r"`((?:motcua|tests|docs|bin)/[^`\s]+?)(?:::(\w+))?`", TABLE + THREATS)))


def test_no_requirement_is_missing_or_doubled() -> None:
    expected = [f"{section}.{number}" for section, last in LAST.items() for number in range(1, last + 1)]
    assert [row[0] for row in ROWS] == expected and len(expected) == 253


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_answer_is_one_of_four(row: tuple[str, ...]) -> None:
    assert re.match(r"(met|operator|n/a|open)\b", row[2])


@pytest.mark.parametrize(("path", "name"), POINTERS)
def test_every_file_and_test_named_is_there(path: str, name: str) -> None:
    place = REPOSITORY / path
    assert place.exists()
    assert not name or f"\ndef {name}(" in place.read_text()
