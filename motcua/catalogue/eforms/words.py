"""The language of the page being made."""

from django.utils.translation import get_language


def current() -> str:
    return (get_language() or "vi")[:2]
