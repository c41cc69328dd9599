"""What the product imports stands in the lock it is installed from; the development lock hides what is missing."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

from tests.architecture.tree import sources
from tests.house.copies import REPOSITORY


def imported() -> set[str]:
    """The first names of everything that the package imports, at the top or inside a function."""
    found: set[str] = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"motcua"}


def test_every_library_of_the_product_is_in_its_own_lock() -> None:
    locked = re.findall(r"^([\w.-]+)", (REPOSITORY / "requirements.txt").read_text(), re.MULTILINE)
    known = {re.sub(r"[-_.]+", "-", name).lower() for name in locked}
    homes = packages_distributions()
    names = {re.sub(r"[-_.]+", "-", home).lower() for name in imported() for home in homes[name]}
    assert names - known == set()
