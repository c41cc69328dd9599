"""Vietnamese syllables as people type them: tone marks anywhere, Telex and VNI keys left raw, words run together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_MARKS = {"6": "\u0302", "7": "\u031b", "8": "\u0306"}
_MARKED = re.compile(r"(aa+|ee+|oo+|aw|ow|uw|w)")
_MARKS = {"aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư", "w": "ư"}
_Y_ENDS = re.compile(r"^([bcdghklmnpqrstvx]?)y$")
LONGEST_RUN = 40  # letters typed without a blank that are still taken apart
SHORTEST_KEYS = 3  # "or" is no "ở"
SHORTEST_SLIP = 4  # letters; in a shorter word only a letter left out is looked for
LETTERS = "abcdeghiklmnopqrstuvxy"


@lru_cache(maxsize=50_000)
def sounded(word: str) -> str:
    """A lower-case syllable with its tone at the end: "hoà" and "hòa" are one, "kỹ" and "kĩ" too; "sinh" stays."""
    tone, letters = "", []
    for char in unicodedata.normalize("NFD", word):
        if char in TONES:
            tone = TONES[char]
        else:
            letters.append(char)
    bare = unicodedata.normalize("NFC", "".join(letters))
    return _Y_ENDS.sub(r"\1i", bare) + tone


def is_accented(word: str) -> bool:
    return not word.isascii()


def from_telex(word: str) -> str:
    """What the Telex keys mean: "khaaru" is "khẩu"; a word without any such key comes back as it is."""
    if not re.search(r"[aeiouy]", word):
        return word
    start = "đ" if re.match(r"dd|d[^d]+d$", word) else word[:1]
    rest = word[2:] if word.startswith("dd") else word[1:].rstrip("d") if start == "đ" else word[1:]
    first = re.search(r"[aeiouyw]", start + rest)
    at = first.start() if first else 0
    body = (start + rest)[at:]
    tone = next((_TELEX_TONES[key] for key in reversed(body) if key in _TELEX_TONES), "")
    plain = "".join(char for char in body if char not in _TELEX_TONES)
    marked = _MARKED.sub(lambda found: _MARKS[found[0][:2]], _delayed(plain))
    return _with_tone((start + rest)[:at] + marked, tone)


def _delayed(plain: str) -> str:
    """Keys typed behind the syllable stand beside their vowel: "tiene" → "tieen", "duongw" → "duowng"."""
    if (late := re.search(r"([aeo])([^aeo]+)\1$", plain)) is not None:
        return plain[: late.start()] + late[1] * 2 + late[2]
    if plain.endswith("w") and (late := re.search(r"[aou](?=[^aouw]*w$)", plain)) is not None:
        return plain[: late.end()] + "w" + plain[late.end() : -1]
    return plain


def from_vni(word: str) -> str:
    """What the VNI digits mean: "kha63u" is "khẩu"."""
    letters: list[str] = []
    tone = ""
    for char in word:
        if char in _VNI_TONES:
            tone = _VNI_TONES[char]
        elif char == "9":
            letters = ["đ" if letter == "d" else letter for letter in letters]
        elif char in _VNI_MARKS:
            _mark(letters, _VNI_MARKS[char])
        else:
            letters.append(char)
    return _with_tone("".join(letters), tone)


def _mark(letters: list[str], mark: str) -> None:
    fitting = {"\u0302": "aeo", "\u031b": "uo", "\u0306": "a"}[mark]
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in fitting:
            letters[at] = unicodedata.normalize("NFC", letters[at] + mark)
            return


def _with_tone(word: str, tone: str) -> str:
    """Put the tone on some vowel: `sounded` does not care which."""
    if not tone:
        return word
    spots = [at for at, char in enumerate(word) if char in "aeiouyăâêôơư"]
    at = next((spot for spot in spots if word[spot] in "ăâêôơư"), spots[0] if spots else -1)
    return word if at < 0 else unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])


def apart(run: str, known: Mapping[str, int]) -> list[str]:
    """The syllables of words typed without blanks, the fewest and most usual; [] when it is no such run."""
    if not 4 < len(run) <= LONGEST_RUN:
        return []
    best: list[tuple[int, int, list[str]] | None] = [(0, 0, [])] + [None] * len(run)
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - 7), end):
            before, piece = best[start], run[start:end]
            if before is not None and len(piece) > 1 and piece in known:
                tried = (before[0] + 1, before[1] - known[piece], [*before[2], piece])
                best[end] = tried if best[end] is None else min(best[end] or tried, tried)
    found = best[-1]
    return found[2] if found is not None and found[0] > 1 else []


def nearest(word: str, known: Mapping[str, int], *, usual: int) -> str:
    """The most usual known word one slip away, of those at least so `usual`; "" if there is none."""
    if any(char.isdigit() for char in word):
        return ""
    tried = _one_away(word) if len(word) >= SHORTEST_SLIP else _one_more(word)
    near = {slip for slip in tried if known.get(slip, 0) >= usual}
    return max(near, key=lambda slip: (known[slip], slip), default="")


def _one_more(word: str) -> set[str]:
    """The word with a letter that was left out."""
    return {word[:at] + letter + word[at:] for at in range(len(word) + 1) for letter in LETTERS}


def _one_away(word: str) -> set[str]:
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in splits if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in splits if right for letter in LETTERS}
    return dropped | swapped | changed | _one_more(word)


def mended(word: str, known: Mapping[str, int], fold: Callable[[str], str]) -> Iterator[list[str]]:
    """What a word nobody writes may be: raw keys, several words run together, a slip; the likeliest first."""
    if len(word) < SHORTEST_KEYS:
        return
    for read in (from_vni, from_telex):
        typed = read(word)
        if typed != word and fold(typed) in known:
            yield [typed]
    if run := apart(word, known):
        yield run
    if near := nearest(word, known, usual=3):
        yield [near]
