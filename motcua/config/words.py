"""The words of the pages: what the sources say in English, what the catalogues say in Vietnamese."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation import templatize

from motcua.config.steps import PACKAGE

# Which arguments of a call are context, singular and plural; -1: none.
CALLS = {
    "_": (-1, 0, -1),
    "N_": (-1, 0, -1),
    "gettext": (-1, 0, -1),
    "gettext_lazy": (-1, 0, -1),
    "gettext_noop": (-1, 0, -1),
    "ngettext": (-1, 0, 1),
    "ngettext_lazy": (-1, 0, 1),
    "pgettext": (0, 1, -1),
    "pgettext_lazy": (0, 1, -1),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
# Places with a catalogue of their own inside a floor; everything else belongs to its floor.
PLACES = ("catalogue/eforms",)
TEXT = r"""(u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))"""
TEMPLATE_CALL = re.compile(
    rf"\b(_|gettext|ngettext|pgettext|npgettext)\(\s*{TEXT}(?:\s*,\s*{TEXT})?(?:\s*,\s*{TEXT})?"
)
HOLES = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]|\{(\w*)\}")
HEADER = {
    "Project-Id-Version": "motcua",
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


@dataclass(frozen=True)
class Word:
    """One text that a page may show, as the sources have it."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def words_of(place: Path) -> dict[Word, str]:
    """Every word of a place, with the file where it is first said (from the repository's root)."""
    found: dict[Word, str] = {}
    for path in _sources(place):
        read = words_of_python if path.suffix == ".py" else words_of_template
        for word in read(path.read_text()):
            found.setdefault(word, str(path.relative_to(PACKAGE.parent)))
    return found


def places() -> list[Path]:
    """The folders that have, or should have, a catalogue."""
    floors = [path for path in sorted(PACKAGE.iterdir()) if path.is_dir() and path.name != "__pycache__"]
    return [*floors, *(PACKAGE / place for place in PLACES if (PACKAGE / place).is_dir())]


def catalogue_path(place: Path) -> Path:
    return place / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def catalogue(place: Path) -> polib.POFile:
    """The catalogue of a place, or a new one."""
    path = catalogue_path(place)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=118)
    fresh = polib.POFile(wrapwidth=118)
    fresh.metadata = dict(HEADER)
    return fresh


def words_of_python(source: str) -> Iterator[Word]:
    """The words in the calls of `CALLS`; a text put together at run time cannot be translated and is not found."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _called(node.func)) in CALLS:
            given = [_constant(argument) for argument in node.args]
            word = _word(CALLS[name], given)
            if word.text:
                yield word


def words_of_template(source: str) -> Iterator[Word]:
    """The words in translation tags and in `_("…")` of variables and of the attributes of components."""
    plain = re.findall(rf"\b_\(\s*{TEXT}\s*\)", source)
    yield from (Word(ast.literal_eval(text).replace("%", "%%")) for text in plain)
    for match in TEMPLATE_CALL.finditer(templatize(source)):
        given = [ast.literal_eval(text) if text else "" for text in match.groups()[1:]]
        yield _word(CALLS[match[1]], given)


def holes(text: str) -> set[str]:
    """The places that a text leaves open: %(name)s, %s, {name}."""
    return {match[0] for match in HOLES.finditer(text.replace("%%", ""))}


def _word(where: tuple[int, int, int], given: list[str]) -> Word:
    context, text, plural = (given[at] if 0 <= at < len(given) else "" for at in where)
    return Word(text, plural, context)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _constant(argument: ast.expr) -> str:
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def _sources(place: Path) -> Iterator[Path]:
    inner = [PACKAGE / other for other in PLACES if PACKAGE / other != place]
    for path in sorted([*place.rglob("*.py"), *place.rglob("*.html"), *place.rglob("*.txt")]):
        is_page = path.suffix == ".py" or "templates" in path.parts
        is_elsewhere = any(other in path.parents for other in inner)
        if is_page and not is_elsewhere and "migrations" not in path.parts:
            yield path
