"""No page carries style or script of its own: the content security policy would drop it, and nobody would find it."""

import re
from pathlib import Path

import pytest

import motcua

ROOT = Path(motcua.__file__).parent
TEMPLATES = sorted(ROOT.glob("**/templates/**/*.html"))
FORBIDDEN = {
    "a style sheet inside the page": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "a script inside the page": r"<script\b(?![^>]*\s(?:src=|type=\"application/json\"))",
    "a handler attribute": r"<[^>]*\s(?:hx-)?on[a-z:]+\s*=",
    "a script in an address": r"javascript:",
}
NUMBER_OF_LINES = 80


def name_of(template: Path) -> str:
    return str(template.relative_to(ROOT))


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_holds_no_style_or_script(template):
    text = re.sub(r"\{% comment.*?endcomment %\}|\{#.*?#\}", "", template.read_text(), flags=re.S)
    assert [fault for fault, pattern in FORBIDDEN.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_a_template_is_short(template):
    assert len(template.read_text().splitlines()) <= NUMBER_OF_LINES


def test_sheets_and_scripts_are_short():
    ours = [path for kind in ("css", "js") for path in ROOT.glob(f"ui/static/ui/*.{kind}")]
    assert [path.name for path in ours if len(path.read_text().splitlines()) > 250] == []
