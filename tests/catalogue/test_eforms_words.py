"""Every sentence of the linters and forms has its Vietnamese."""

import ast
from collections.abc import Iterator
from pathlib import Path

import polib

import motcua.catalogue

FOLDER = Path(motcua.catalogue.__file__).parent
WORDS = "locale/vi/LC_MESSAGES/django.po"
FILES = [FOLDER / "routes.py", FOLDER / "publishing.py", FOLDER / "models/routes.py", FOLDER / "models/services.py"]

PLACE_OF_WORDS = {"_": 0, "ngettext": 0, "pgettext_lazy": 1}


def test_every_sentence_has_its_vietnamese_with_the_same_places_to_fill():
    catalogues = [polib.pofile(str(FOLDER / place / WORDS)) for place in ("eforms", ".")]
    known = {entry.msgid: entry.msgstr or entry.msgstr_plural[0] for words in catalogues for entry in words}
    said = {sentence for path in [*FILES, *(FOLDER / "eforms").glob("*.py")] for sentence in sentences(path)}
    assert said <= known.keys()
    assert all(places(sentence) == places(known[sentence]) for sentence in said)


def sentences(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLACE_OF_WORDS:
            argument = node.args[PLACE_OF_WORDS[node.func.id]]
            if isinstance(argument, ast.Constant):
                yield str(argument.value)


def places(sentence: str) -> set[str]:
    return {part.split(")")[0] for part in sentence.split("%(")[1:]} - {"times"}
