"""Settings that would break a promise of the database."""

from typing import Any

from django.conf import settings
from django.core.checks import Error

from motcua.documents.models import LARGEST_BYTES


def upload_bound(**kwargs: Any) -> list[Error]:
    """settings.MAX_UPLOAD_BYTES may be lower than what the table takes, never higher."""
    if settings.MAX_UPLOAD_BYTES <= LARGEST_BYTES:
        return []
    return [Error(f"MAX_UPLOAD_BYTES is above {LARGEST_BYTES}, the most a file's row takes", id="documents.E001")]
