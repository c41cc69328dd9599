"""Every procedure's words in memory, read once per state of the catalogue by each process."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from django.db import connection

from motcua.catalogue.models import CatalogueImport, Field, Procedure
from motcua.catalogue.models.procedures import WITHDRAWN
from motcua.lib.text import fold

Stamp = tuple[int | None, ...]
Pair = tuple[str, str]
Key = TypeVar("Key", bound=Hashable)
_WORD = re.compile(r"\w+")
_STATE = f"""
    SELECT (SELECT max(id) FROM {CatalogueImport._meta.db_table}),
           (SELECT sum(batches) FROM {CatalogueImport._meta.db_table}),
           count(*), max(id) FROM {Procedure._meta.db_table}
"""  # noqa: S608  the tables' own names


@dataclass(frozen=True)
class Entry:
    """One procedure; `words` are its name's, folded, in order, `spelled` the same with their accents."""

    id: int
    code: str
    name: str
    words: tuple[str, ...]
    spelled: tuple[str, ...]
    field_ids: tuple[int, ...]
    fields: tuple[str, ...]
    subjects: tuple[str, ...]
    levels: tuple[str, ...]
    service_level: str
    has_detail: bool
    is_withdrawn: bool

    @property
    def pairs(self) -> zip[Pair]:
        """The words of the name that stand side by side."""
        return zip(self.words, self.words[1:], strict=False)


@dataclass(frozen=True)
class Index:
    """Entries, and for each word or pair of words the places of the entries that have it.

    A weight is log(1 + entries / entries that have it): the rarer a word, the more it tells.
    """

    entries: Sequence[Entry]
    in_names: Mapping[str, Sequence[int]]
    in_fields_only: Mapping[str, Sequence[int]]
    pairs: Mapping[Pair, Set[int]]
    weights: Mapping[str, float]
    name_weights: Sequence[float]  # of all words of each entry's name
    by_code: Mapping[str, int]

    def weight_of(self, places: int) -> float:
        return math.log(1 + len(self.entries) / places) if places else 0.0


_held: tuple[Stamp, Index] | None = None
_lock = threading.Lock()


def index_now() -> Index:
    """The index of the catalogue as it is; one small query, more only after the catalogue changed."""
    global _held
    stamp = _stamp()
    if _held is None or _held[0] != stamp:
        with _lock:
            if _held is None or _held[0] != stamp:
                _held = (stamp, build(_entries()))
    return _held[1]


def _stamp() -> Stamp:
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        return tuple(cursor.fetchone() or ())


def _entries() -> Iterable[Entry]:
    names = dict(Field.objects.values_list("pk", "name"))
    fields: dict[int, list[int]] = {}
    for procedure, field in Procedure.fields.through.objects.order_by("pk").values_list("procedure_id", "field_id"):
        fields.setdefault(procedure, []).append(field)
    columns = ("pk", "code", "name", "subjects", "levels", "service_level", "has_detail", "flags")
    for pk, code, name, subjects, levels, service_level, has_detail, flags in Procedure.objects.values_list(*columns):
        known = [field for field in fields.get(pk, []) if field in names]
        spelled = tuple(_WORD.findall(name.casefold()))
        yield Entry(
            pk, code, name, tuple(map(_folded, spelled)), spelled, tuple(known), tuple(names[f] for f in known),
            tuple(subjects), tuple(levels), service_level, has_detail, WITHDRAWN in flags,
        )  # fmt: skip


def build(entries: Iterable[Entry]) -> Index:
    """The index of these entries."""
    kept = sorted(entries, key=lambda entry: entry.code)
    in_names = _places(entry.words for entry in kept)
    in_fields = _places(set(_field_words(entry)) - set(entry.words) for entry in kept)
    spread = {word: len(in_names.get(word, in_fields.get(word, ()))) for word in {*in_names, *in_fields}}
    weights = {word: math.log(1 + len(kept) / count) for word, count in spread.items()}
    return Index(
        entries=kept,
        in_names=in_names,
        in_fields_only=in_fields,
        pairs={pair: frozenset(places) for pair, places in _places(entry.pairs for entry in kept).items()},
        weights=weights,
        name_weights=[sum(weights[word] for word in set(entry.words)) for entry in kept],
        by_code={entry.code.casefold(): no for no, entry in enumerate(kept)},
    )


def _places(texts: Iterable[Iterable[Key]]) -> dict[Key, list[int]]:
    places: dict[Key, list[int]] = {}
    for no, parts in enumerate(texts):
        for part in set(parts):
            places.setdefault(part, []).append(no)
    return places


def _field_words(entry: Entry) -> Iterable[str]:
    return (_folded(word) for name in entry.fields for word in _WORD.findall(name.casefold()))


@cache
def _folded(word: str) -> str:
    return fold(word)
