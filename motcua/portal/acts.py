"""What every act's form carries."""

from django.http import QueryDict

from motcua.dossiers.errors import Stale


def version_in(post: QueryDict) -> int:
    """The version of the dossier that the page showed; a form without one is taken for an old page."""
    text = post.get("version", "")
    if not (text.isdecimal() and len(text) < 10):
        raise Stale
    return int(text)
