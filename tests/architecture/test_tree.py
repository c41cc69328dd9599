"""What must never be in the tree."""

import re
import subprocess

from tests.architecture.tree import REPOSITORY

TEXTS = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".json", ".po", ".typ", ".svg", ""}
INDEX = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|files\.pythonhosted|pypi\.org/simple|registry\.npmjs"
)
LICENCE_HEADS = re.compile(r"\(c\)\s|copyright \d{4}|@license|sourceMappingURL", re.IGNORECASE)
OWN = {"tests/architecture/test_tree.py", "LICENSE"}


def files() -> list[str]:
    """What is committed or about to be; in a copy without its history, what lies there."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    if listed.returncode == 0:
        return [name for name in listed.stdout.splitlines() if (REPOSITORY / name).is_file()]
    found = [path.relative_to(REPOSITORY) for path in REPOSITORY.rglob("*") if path.is_file()]
    made = re.compile(r"(^|/)(\.venv|\.git|\.motcua[^/]*|\.\w+_cache|__pycache__|\.hypothesis)/|\.mo$")
    return [str(path) for path in found if not made.search(str(path))]


def texts() -> dict[str, str]:
    names = [name for name in files() if name not in OWN and "." + name.rpartition(".")[2] in TEXTS]
    return {name: (REPOSITORY / name).read_text(errors="replace") for name in names}


def test_no_file_names_a_package_index() -> None:
    assert [name for name, text in texts().items() if INDEX.search(text)] == []


def test_no_third_party_source_is_pasted_in() -> None:
    code = {name: text for name, text in texts().items() if name.endswith((".js", ".css", ".html", ".py"))}
    assert [name for name, text in code.items() if LICENCE_HEADS.search(text)] == []
    assert [name for name in files() if name.endswith((".min.js", ".min.css", ".woff", ".woff2", ".ttf"))] == []


def test_no_machine_made_file_is_kept() -> None:
    assert [name for name in files() if name.endswith((".mo", ".pyc", ".sqlite3", ".log"))] == []
