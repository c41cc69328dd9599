"""Every word that a page may show is there in Vietnamese."""

from pathlib import Path

import polib
import pytest
from django.conf import settings

from motcua.config.words import catalogue, catalogue_path, holes, places, words_of
from tests.architecture.tree import PACKAGE, name_of

PLACES = [place for place in places() if place.name not in {"config", "journal"}]


def entries() -> list[tuple[Path, polib.POEntry]]:
    return [(place, entry) for place in PLACES if catalogue_path(place).exists() for entry in catalogue(place)]


def translated() -> set[tuple[str, str]]:
    return {(entry.msgctxt or "", entry.msgid) for _, entry in entries() if words(entry) and not entry.fuzzy}


def words(entry: polib.POEntry) -> str:
    return entry.msgstr or "".join(entry.msgstr_plural.values())


@pytest.mark.parametrize("place", PLACES, ids=name_of)
def test_every_word_has_its_translation(place: Path) -> None:
    known = translated()
    assert [f"{where}: {word.text}" for word, where in words_of(place).items() if word.key not in known] == []


def test_a_translation_leaves_the_same_places_open() -> None:
    wrong = [
        f"{name_of(place)}: {entry.msgid}" for place, entry in entries() if words(entry) and not same_holes(entry)
    ]
    assert wrong == []


def same_holes(entry: polib.POEntry) -> bool:
    asked = holes(entry.msgid) | holes(entry.msgid_plural)
    return all(holes(text) <= asked for text in [entry.msgstr, *entry.msgstr_plural.values()]) and (
        holes(words(entry)) == asked or bool(entry.msgid_plural)
    )


def test_no_translation_waits_or_is_left_over() -> None:
    waiting = [f"{name_of(place)}: {entry.msgid}" for place, entry in entries() if not words(entry) or entry.fuzzy]
    assert waiting == []
    assert [
        name_of(place) for place in PLACES if catalogue_path(place).exists() and catalogue(place).obsolete_entries()
    ] == []


def test_two_floors_do_not_translate_one_text_differently() -> None:
    said: dict[tuple[str, str], set[str]] = {}
    for _, entry in entries():
        if not words(entry):
            continue
        said.setdefault((entry.msgctxt or "", entry.msgid), set()).add(words(entry))
    assert {key[1]: texts for key, texts in said.items() if len(texts) > 1} == {}


def test_the_catalogues_outside_the_apps_are_loaded() -> None:
    loaded = {Path(path) for path in settings.LOCALE_PATHS}
    apart = {PACKAGE / name / "locale" for name in ("lib", "exchange", "catalogue/eforms")}
    assert apart <= loaded
