"""Every pair of colours that meet on a page is readable, in light and dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

import motcua.ui

TOKENS = (Path(motcua.ui.__file__).parent / "static/ui/tokens.css").read_text()
TONES = ("on-time", "due-soon", "late", "paused", "waiting", "done")
SURFACES = ("paper", "card", "sunken")
WORDS = [
    *[(ink, surface) for ink in ("ink", "muted", "link", "late", "due-soon") for surface in SURFACES],
    *[(tone, f"{tone}-paper") for tone in TONES],
    *[(tone, surface) for tone in TONES for surface in ("paper", "card")],
    *[("ink", f"{tone}-paper") for tone in TONES],
    *[("link", f"{tone}-paper") for tone in TONES],
    *[("on-lacquer", "lacquer"), ("on-lacquer", "lacquer-deep")],
]
MARKS = [
    *[(mark, surface) for mark in ("edge", "focus", "accent") for surface in ("paper", "card")],
    *[("gold", "lacquer"), ("gold", "lacquer-deep")],
]


def theme(text: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});", text))


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


LIGHT_TEXT, DARK_TEXT = TOKENS.split("prefers-color-scheme: dark")
LIGHT = theme(LIGHT_TEXT)
DARK = LIGHT | theme(DARK_TEXT)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "surface"), WORDS)
def test_words_stand_out(colours, words, surface):
    assert contrast(colours[words], colours[surface]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "surface"), MARKS)
def test_edges_and_focus_stand_out(colours, mark, surface):
    assert contrast(colours[mark], colours[surface]) >= 3


def test_the_dark_theme_changes_every_colour_that_could_hurt():
    kept = {name for name in LIGHT if DARK[name] == LIGHT[name]}
    assert kept == {"on-lacquer", "gold"}


def test_no_sheet_paints_with_a_colour_of_its_own():
    sheets = Path(motcua.ui.__file__).parent.glob("static/ui/*.css")
    own = {sheet.name: re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet.read_text()) for sheet in sheets}
    assert {name for name, found in own.items() if found} <= {"tokens.css", "print.css"}
