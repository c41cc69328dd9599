"""Only verbs write: `actions`, the journal, and what loads data."""

import ast
from pathlib import Path

from tests.architecture.tree import calls, name_of, sources

WRITERS = {"actions", "journal", "importing", "demo", "management", "fake"}
ALWAYS = {"save", "delete", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Elsewhere, with the reason.
NAMED = {
    "directory/models/accounts.py": "the framework asks a manager to create its users",
    "directory/signin.py": "called by the sign-in library within its own transaction",
    "directory/calendars.py": "the mark that tells other processes to read the calendar again",
    "config/sheets.py": "keeps style sheets in memory while they are collected",
    "documents/intake.py": "stores bytes for the action of a floor above, in that action's transaction",
    "documents/storage.py": "the framework's own verbs, passed on to the store of files",
    "documents/sweeping.py": "bytes that no row names: there is no row to write",
}


def test_no_module_writes_but_the_verbs() -> None:
    found = {name_of(path) for path in sources() if not is_writer(path) and any(map(is_write, calls(path)))}
    assert found - set(NAMED) == set()


def test_the_exceptions_are_still_there() -> None:
    assert [name for name in NAMED if not any(name_of(path) == name for path in sources())] == []


def is_writer(path: Path) -> bool:
    parts = name_of(path).removesuffix(".py").split("/")
    return bool(WRITERS & set(parts)) or any(part.startswith("actions") for part in parts)


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or _is_of_a_file(call):
        return False
    if call.func.attr == "update":  # a query set takes names only; a dict or a set does not
        return bool(call.keywords) and not call.args
    return call.func.attr in ALWAYS


def _is_of_a_file(call: ast.Call) -> bool:
    return any(keyword.arg in {"kind", "format", "deterministic_id"} for keyword in call.keywords)
