"""Which Python the product is built on: a fast one, and one that can make an environment."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "bin" / "_venv.py"
SYSTEM = "/usr/bin/python3"
OLD = "#!/bin/sh\necho 3.9; exit 1\n"


@pytest.fixture(scope="module")
def venv() -> ModuleType:
    """The script that every command of `bin` begins with."""
    described = importlib.util.spec_from_file_location("_venv", SCRIPT)
    assert described and described.loader
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("named", "built_with", "expected"),
    [
        (None, "'--enable-shared'", (SYSTEM, "/own")),
        (None, "", (SYSTEM, "/own")),
        (None, "'--enable-shared' '--enable-optimizations'", ("/own", SYSTEM)),
        ("", "", (SYSTEM, "/own")),
        ("/named", "'--enable-optimizations'", ("/named",)),
    ],
)
def test_a_python_built_along_a_profile_comes_first(venv, named, built_with, expected):
    assert venv.candidates(named, "/own", built_with) == expected


def test_one_that_is_missing_or_cannot_is_passed_over(venv, tmp_path):
    old = tmp_path / "python3"
    old.write_text(OLD)
    old.chmod(0o755)
    assert venv.first_fit(["/nowhere/python3", str(old), sys.executable]) == sys.executable


def test_without_any_it_says_what_was_asked_and_what_to_do(venv):
    with pytest.raises(SystemExit, match=r"asked: /nowhere/python3(?s:.*)apt-get install python3-venv"):
        venv.first_fit(["/nowhere/python3"])
