"""What must not stand in the source: secrets, patterns made from what people type, calls to addresses they name."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import motcua
from tests.architecture.test_tree import files

REPOSITORY = Path(__file__).resolve().parents[2]
MODULES = sorted(Path(motcua.__file__).parent.rglob("*.py"))
# A private key, or a long value beside a name of the settings that are secrets; `x`s and dots are examples.
SECRET = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[\w+/=]{20}"
    r"|\bMOTCUA_(?:SECRET_KEY|IDENTITY_KEY|VNEID_SECRET|METRICS_TOKEN|S3_SECRET|S3_KEY)=(?!\$|demo-)['\"]?[\w+/-]{16,}"
    r"|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_\w{36}\b|://\w+:(?!\$)[^\s/@:'\"{<]{8,}@"
)
NAMED_RULES = ("S301", "S307", "S324", "S501", "S602", "S605")
CALLERS = {"urllib.request", "requests", "http.client", "httpx", "smtplib", "ftplib"}


def test_no_secret_lies_in_the_tree() -> None:
    texts = {name: (REPOSITORY / name).read_text(errors="ignore") for name in files()}
    found = {name: match[0][:40] for name, text in texts.items() if (match := SECRET.search(text))}
    assert len(texts) > 500 and found == {}


def test_the_rules_of_the_linter_that_the_table_names_are_on() -> None:
    lint = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert not {*NAMED_RULES, "S311", "S608"} & set(lint["ignore"])
    off = re.compile(rf"noqa:[^\n]*\b({'|'.join((*NAMED_RULES, 'S311'))})\b|noqa\s*$", re.MULTILINE)
    assert [module.name for module in MODULES if off.search(module.read_text())] == []


def patterns() -> Iterator[tuple[str, ast.expr]]:
    """What each call of `re` takes for its pattern, with the module."""
    for module in MODULES:
        for call in ast.walk(ast.parse(module.read_text())):
            if isinstance(call, ast.Call) and re.match(r"re\.(?!escape)", ast.unparse(call.func)) and call.args:
                yield module.name, call.args[0]


def test_a_pattern_is_a_text_of_the_source_never_a_variable() -> None:
    made = list(patterns())
    assert len(made) > 50
    assert [one for one in made if isinstance(one[1], ast.Name | ast.Attribute | ast.Subscript)] == []
    assert [module.name for module in MODULES if re.search(r"__i?regex\b", module.read_text())] == []


def test_what_is_put_into_a_pattern_is_a_constant_or_escaped() -> None:
    put_in = [
        (module, ast.unparse(part.value))
        for module, pattern in patterns()
        for part in ast.walk(pattern)
        if isinstance(part, ast.FormattedValue)
    ]
    assert len(put_in) >= 5
    assert [one for one in put_in if not re.match(r"[A-Z_]+$|re\.escape\(", one[1])] == []


def test_few_modules_can_call_other_machines() -> None:
    """Each of them calls an address of the settings; a new one belongs into the table of docs/security.md."""
    callers = {
        str(module.relative_to(REPOSITORY))
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and CALLERS & {getattr(node, "module", None), *(name.name for name in node.names)}
    }
    assert callers == {
        "motcua/config/addresses.py",
        "motcua/directory/adapters.py",
        "motcua/directory/patience.py",
        "motcua/exchange/vneid/provider.py",
        "motcua/exchange/vneid/views.py",
    }


def test_scripts_make_no_object_from_names_that_others_chose() -> None:
    scripts = sorted(Path(motcua.__file__).parent.glob("*/static/**/*.js"))
    makers = re.compile(
        r"__proto__|\bprototype\b|setPrototypeOf|fromEntries|\[[^\]\n]*[a-z][^\]\n]*\]\s*=[^=>]|\.\.\.\w+\s*}"
    )
    assert len(scripts) > 5
    assert [(one.name, found[0]) for one in scripts if (found := makers.search(one.read_text()))] == []
