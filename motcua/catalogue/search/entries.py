"""Procedures as the search knows them, and the texts that its words come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from motcua.catalogue.models import Field, Procedure, ProcedureVersion
from motcua.catalogue.models.procedures import WITHDRAWN
from motcua.catalogue.search.lexicon import folded
from motcua.lib.text import fold

_WORD = re.compile(r"\w+")
CITIZEN = "cong dan"
_OWN = re.compile(r"\b(?:tinh|thanh pho|tp\.?)\b")
STEPS = 1500  # characters; what follows repeats
# The latest text of each procedure: what it gives, then what it asks and says. Names of papers may be cut.
_TEXTS = f"""
    SELECT DISTINCT ON (procedure_id) procedure_id,
           coalesce(jsonb_path_query_array(content, '$.results[*].name')::text, ''),
           concat_ws(' ', left(jsonb_path_query_array(content, '$.components[*].name')::text, 3000),
                     left(content->>'conditions', {STEPS}), left(content->>'steps', {STEPS}),
                     left(jsonb_path_query_array(content, '$.cases[*].name')::text, {STEPS}))
      FROM {ProcedureVersion._meta.db_table} ORDER BY procedure_id, number DESC
"""  # noqa: S608  the table's own name


@dataclass(frozen=True, slots=True)
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
    kind: str = ""
    is_elsewhere: bool = False  # another province issued it for itself

    @property
    def is_for_citizens(self) -> bool:
        return any(CITIZEN in fold(subject) for subject in self.subjects)

    @property
    def is_of_ministry_only(self) -> bool:
        return set(self.levels) == {"BO"}


@dataclass(frozen=True)
class Texts:
    """What a procedure gives, and the rest of its text."""

    results: str = ""
    rest: str = ""


def read_entries() -> Iterator[Entry]:
    """Every procedure, with its fields in the published order."""
    names = dict(Field.objects.values_list("pk", "name"))
    fields: dict[int, list[int]] = {}
    for procedure, field in Procedure.fields.through.objects.order_by("pk").values_list("procedure_id", "field_id"):
        fields.setdefault(procedure, []).append(field)
    columns = ("pk", "code", "name", "subjects", "levels", "service_level", "has_detail", "flags", "kind")
    for row in Procedure.objects.values_list(*columns, "promulgated_by__name"):
        pk, code, name, subjects, levels, service_level, has_detail, flags, kind, issuer = row
        known = [field for field in fields.get(pk, []) if field in names]
        spelled = tuple(_WORD.findall(name.casefold()))
        yield Entry(
            pk, code, name, tuple(map(folded, spelled)), spelled, tuple(known), tuple(names[f] for f in known),
            tuple(subjects), tuple(levels), service_level, has_detail, WITHDRAWN in flags, kind,
            is_of_another_province(issuer or ""),
        )  # fmt: skip


def read_texts() -> dict[int, Texts]:
    """The texts by the procedure's id; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS)
        return {pk: Texts(results, rest) for pk, results, rest in cursor.fetchall()}


def is_of_another_province(issuer: str) -> bool:
    """Whether the People's Committee of a province other than ours issued it."""
    said = fold(issuer)
    is_committee = said.startswith(("ubnd", "uy ban nhan dan")) and _OWN.search(said) is not None
    return is_committee and fold(settings.PROVINCE_NAME) not in said


def field_words(entry: Entry) -> Iterable[str]:
    """The words of its fields, spelled."""
    return (word for name in entry.fields for word in _WORD.findall(name.casefold()))
