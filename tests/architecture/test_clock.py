"""Rules are arithmetic on values: they read no clock."""

import ast

from tests.architecture.tree import calls, name_of, sources

RULES = (
    "lib/**/*.py",
    "*/lifecycle.py",
    "*/statuses.py",
    "*/deadlines.py",
    "*/routing.py",
    "*/permissions.py",
    "*/fees.py",
    "directory/roles.py",
    "catalogue/routes.py",
    "catalogue/publishing.py",
    "catalogue/services.py",
    "catalogue/eforms/*.py",
    "catalogue/importing/*.py",
)
CLOCKS = {"now", "utcnow", "today", "localdate"}


def test_no_rule_reads_the_clock() -> None:
    assert [f"{name_of(path)}:{call.lineno}" for path in sources(*RULES) for call in calls(path) if reads(call)] == []


def test_no_action_reads_the_clock() -> None:
    actions = sources("*/actions.py", "*/actions/*.py", "*/actions_*.py")
    assert [f"{name_of(path)}:{call.lineno}" for path in actions for call in calls(path) if reads(call)] == []


def reads(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return (name in CLOCKS or name == "localtime") and not call.args
