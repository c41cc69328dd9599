"""Every word of the look has its Vietnamese."""

import re
from pathlib import Path

import polib

import motcua.ui

ROOT = Path(motcua.ui.__file__).parent
CATALOGUE = polib.pofile(str(ROOT / "locale/vi/LC_MESSAGES/django.po"))


def words_of_templates() -> set[str]:
    found: set[str] = set()
    for template in ROOT.glob("templates/**/*.html"):
        text = template.read_text()
        found |= {match[1] for match in re.findall(r"""\{% translate (["'])(.*?)\1""", text)}
        blocks = re.findall(r"\{% blocktranslate.*?%\}(.*?)\{% endblocktranslate %\}", text, re.S)
        found |= {re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", block) for block in blocks}
    return found


def words_of_code() -> set[str]:
    return {word for file in ROOT.glob("*.py") for word in re.findall(r"""\b_\(\s*"(.*?)"\s*\)""", file.read_text())}


def test_every_word_is_translated():
    known = {entry.msgid for entry in CATALOGUE if entry.msgstr}
    assert (words_of_templates() | words_of_code()) - known == set()


def test_no_translation_is_left_over():
    assert {entry.msgid for entry in CATALOGUE} - words_of_templates() - words_of_code() == set()
