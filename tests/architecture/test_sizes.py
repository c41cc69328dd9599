"""Size is a symptom: a file over the mark is split by noun, or named here with its reason."""

from pathlib import Path

from tests.architecture.tree import PACKAGE, sources

LINES_OF_CODE, LINES_OF_PAGE = 250, 80
LARGER: dict[str, str] = {}


def test_files_stay_readable() -> None:
    assert too_long([str(path) for path in sources()], LINES_OF_CODE) == {}


def test_templates_only_arrange() -> None:
    assert too_long([str(path) for path in PACKAGE.rglob("templates/**/*.html")], LINES_OF_PAGE) == {}


def too_long(paths: list[str], most: int) -> dict[str, int]:
    lines = {path.removeprefix(f"{PACKAGE}/"): len(Path(path).read_text().splitlines()) for path in paths}
    return {path: count for path, count in lines.items() if count > most and path not in LARGER}
