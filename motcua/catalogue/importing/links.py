"""Fields and agencies by name: found, or made when a file names a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from motcua.catalogue.models import Agency, Field
from motcua.lib.text import fold

Named = Mapping[str, Any]
FIELD_NAME = 300
AGENCY_NAME = 500
CODE = 40


class Links:
    """The ids of the names a run has met."""

    def __init__(self) -> None:
        self._fields: dict[str, int] = {}
        self._agencies: dict[str, int] = {}

    def learn(self, fields: Iterable[Named], agencies: Iterable[Named]) -> None:
        """Make sure that every name has a row."""
        self._learn_fields({cut(item["name"], FIELD_NAME): item["code"] or "" for item in fields})
        self._learn_agencies({cut(item["name"], AGENCY_NAME): item["code"] or "" for item in agencies})

    def fields(self, names: Iterable[Named]) -> set[int]:
        return {self._fields[cut(item["name"], FIELD_NAME)] for item in names}

    def agencies(self, names: Iterable[Named]) -> set[int]:
        return {self._agencies[cut(item["name"], AGENCY_NAME)] for item in names}

    def agency(self, named: Named | None) -> int | None:
        return self._agencies[cut(named["name"], AGENCY_NAME)] if named else None

    def forget(self) -> None:
        """After a rollback: what was learnt may not be there."""
        self.__init__()  # type: ignore[misc]

    def _learn_fields(self, codes: dict[str, str]) -> None:
        new = {name: code for name, code in codes.items() if name not in self._fields}
        rows = [Field(name=name, code=code[:CODE], folded=fold(name)[:FIELD_NAME]) for name, code in new.items()]
        Field.objects.bulk_create(rows, ignore_conflicts=True)
        self._fields.update(Field.objects.filter(name__in=new).values_list("name", "pk"))
        for name, code in new.items():
            if code:
                Field.objects.filter(name=name, code="").update(code=code[:CODE])

    def _learn_agencies(self, codes: dict[str, str]) -> None:
        new = {name: code for name, code in codes.items() if name not in self._agencies}
        rows = [Agency(name=name, code=code[:CODE]) for name, code in new.items()]
        Agency.objects.bulk_create(rows, ignore_conflicts=True)
        self._agencies.update(Agency.objects.filter(name__in=new).values_list("name", "pk"))


def cut(text: str | None, length: int) -> str:
    """A name on one line, no longer than its column."""
    return " ".join((text or "").split())[:length]
