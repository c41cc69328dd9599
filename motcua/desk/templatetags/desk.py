"""What the desk's pages need beyond the common tags."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(sentences: Mapping[str, str], place: str) -> str:
    """The sentence said of one place of the page, or nothing."""
    return sentences.get(place, "")
