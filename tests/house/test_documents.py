"""What the documents name is there."""

import re
from pathlib import Path

import pytest

from tests.house.copies import REPOSITORY

DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
PLACE = re.compile(r"`((?:motcua|tests|bin|docs|bench)/[\w./-]*)`")
DECLARED = re.compile(r'^  "([A-Za-z][\w-]*)', re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_places_that_are_named_exist(document: Path) -> None:
    named = PLACE.findall(document.read_text())
    assert [name for name in named if not (REPOSITORY / name).exists()] == []


def test_ten_questions_have_an_answer_each() -> None:
    rows = re.findall(r"^\| (\d+) \|", (REPOSITORY / "docs/where-things-live.md").read_text(), re.MULTILINE)
    assert rows == [str(number) for number in range(1, 11)]


def test_every_dependency_has_its_reason() -> None:
    reasons = (REPOSITORY / "docs/adr/0001-dependencies.md").read_text()
    declared = DECLARED.findall((REPOSITORY / "pyproject.toml").read_text().partition("[tool.")[0])
    assert [name for name in declared if name not in reasons] == []


def test_every_setting_of_the_environment_is_explained() -> None:
    explained = (REPOSITORY / "docs/operations.md").read_text()
    sources = [path.read_text() for path in (REPOSITORY / "motcua/config").glob("s*.py")]
    asked = {name for source in sources for name in re.findall(r'environ[^"]*"(MOTCUA_\w+|DATABASE_URL)"', source)}
    assert sorted(name for name in asked - {"MOTCUA_SUPERVISOR"} if f"`{name}`" not in explained) == []


def test_the_timetable_is_written_down() -> None:
    from motcua.config.timetable import TIMETABLE

    table = (REPOSITORY / "docs/operations.md").read_text().partition("## Timetable")[2].partition("\n## ")[0]
    assert table.count("\n| ") - 1 == len(TIMETABLE)


def test_the_glossary_tells_the_truth() -> None:
    rows = re.findall(
        r"\| `(\w+)[^`]*` \| `([^`]+)` \|$", (REPOSITORY / "docs/glossary.md").read_text(), re.MULTILINE
    )
    assert len(rows) > 50
    assert [name for name, place in rows if not re.search(rf"\b{name}\b", (REPOSITORY / place).read_text())] == []
