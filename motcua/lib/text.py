"""Vietnamese text: one spelling for storing, a folded one for searching."""

import re
import unicodedata
from uuid import UUID

_D = str.maketrans("đĐ", "dD")
_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"^[\s\-–—+*•●▪◦·]+(?=\S)")


def nfc(text: str) -> str:
    """Composed Unicode: "Nguyễn" typed with combining accents equals "Nguyễn" typed at once."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """For search: lower case, no accents, đ as d, blanks collapsed; "Đất  ĐAI" and "dat dai" meet."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(plain.translate(_D).casefold().split())


def words(text: str) -> list[str]:
    """The folded words, without punctuation."""
    return _WORD.findall(fold(text))


def clean_name(text: str) -> str:
    """A name as it is stored: composed, without control or invisible characters, single blanks."""
    # Tabs and line ends are control characters too, but they stand between words.
    spaced = " ".join(text.split())
    visible = "".join(char for char in spaced if unicodedata.category(char) not in {"Cc", "Cf"})
    return nfc(" ".join(visible.split()))


def shortened(text: str, most: int) -> str:
    """At most so many letters of it, with a sign that it was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def beginning(text: str, most: int) -> str:
    """Its first whole words, at most so many letters, with a sign that it was cut."""
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;-')}…"


def bare(text: str) -> str:
    """ "- Giấy chứng sinh;" as "Giấy chứng sinh;": the bullet typed before an official line left out."""
    return _BULLET.sub("", text)


def uuid_in(text: str) -> UUID | None:
    """The UUID that a form or an address carries; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
