"""Official lines as a page shows them: the words untouched, the bullet typed before them left out."""

import re

from motcua.lib.text import bare as bare

_TAIL = re.compile(r"[\s:;,.]+$")


def heading(text: str) -> str:
    """A title out of a line: without its bullet and without the colon behind it."""
    return _TAIL.sub("", bare(text))


def short(text: str, most: int = 60) -> str:
    """The beginning of a line, to name it in a sentence."""
    words = heading(text)
    return words if len(words) <= most else f"{words[: most - 1].rsplit(' ', 1)[0]}…"


def beside(sentence: str) -> str:
    """A fault beside its field, whose label names the paper already: what follows “name”: alone."""
    said = sentence.partition("”: ")[2]
    return said[:1].upper() + said[1:] if said else sentence
