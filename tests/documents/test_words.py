"""Every sentence of this app has its Vietnamese, with the same values in it."""

import ast
import re
from pathlib import Path

import polib

from motcua import documents

APP = Path(documents.__file__).parent


def sentences() -> set[str]:
    found = set()
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_every_sentence_is_translated():
    words = {entry.msgid: entry.msgstr for entry in polib.pofile(str(APP / "locale/vi/LC_MESSAGES/django.po"))}
    assert words.keys() == sentences()
    for english, vietnamese in words.items():
        assert vietnamese and set(re.findall(r"%\(\w+\)s", english)) == set(re.findall(r"%\(\w+\)s", vietnamese))
