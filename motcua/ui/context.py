"""What every page knows."""

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """The reader and the language, for the frame of the page."""
    return {"actor": getattr(request, "actor", None)}
