"""Pass phrases that can be read aloud: made by chance, without accents, easy to type on any keyboard."""

import secrets

CONSONANTS = "bcdghklmnprstvx"
VOWELS = "aeiou"
GROUPS = 6  # of two syllables each: 75¹² phrases, about 75 bits


def new_phrase() -> str:
    """A phrase such as `taku-lopi-xeva-nudo-rihe-goma`, another one each time."""
    return "-".join(_syllable() + _syllable() for _ in range(GROUPS))


def _syllable() -> str:
    return secrets.choice(CONSONANTS) + secrets.choice(VOWELS)
