"""The tree as the architecture tests read it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "motcua"


def floors() -> dict[str, int]:
    """Each module of the package and its floor, 0 at the bottom, as the import contract has them."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    lines = reversed(contract["layers"])
    return {name.strip(): number for number, line in enumerate(lines) for name in line.split("|")}


def sources(*patterns: str) -> list[Path]:
    """The Python files of the package, without migrations."""
    found = {path for pattern in patterns or ("**/*.py",) for path in PACKAGE.glob(pattern)}
    return sorted(path for path in found if "migrations" not in path.parts and "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
