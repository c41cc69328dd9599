"""Answers at rest: a form holds identity numbers, so the whole of it is encrypted."""

import json
from typing import Any

from django.db import models

from motcua.directory import identity


class SealedJSONField(models.BinaryField):  # type: ignore[type-arg]
    """A JSON object in Python, an encrypted one in the database; it can be read, not searched."""

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        return None if value is None else json.loads(identity.unseal(bytes(value)))

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else identity.seal(json.dumps(value, ensure_ascii=False))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(value if prepared else self.get_prep_value(value), connection, True)

    def to_python(self, value: Any) -> Any:
        return value
