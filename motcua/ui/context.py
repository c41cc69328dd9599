"""What every page knows."""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

Door = tuple[str, str, bool]  # (label, address, is the current one)
TARGETS_COOKIE = getattr(settings, "TARGETS_COOKIE_NAME", "targets")


def page(request: HttpRequest) -> dict[str, object]:
    """The reader, the province and the doors, for the frame of the page."""
    return {
        "actor": getattr(request, "actor", None),
        "province": settings.PROVINCE_NAME,
        "doors": SimpleLazyObject(lambda: doors_for(request)),
        "targets_are_large": request.COOKIES.get(TARGETS_COOKIE) == "large",
        "sign_in_url": str(settings.LOGIN_URL),
        "sign_out_url": getattr(settings, "SIGN_OUT_URL", "/accounts/logout/"),
    }


def doors_for(request: HttpRequest) -> Sequence[Door]:
    """The workplaces the reader may enter, as the function named in `settings.DOORS_FOR` tells."""
    path = getattr(settings, "DOORS_FOR", "")
    if not path or not hasattr(request, "actor"):  # a page for a bad moment may come before the reader is known
        return []
    tell: Callable[[HttpRequest], Sequence[Door]] = import_string(path)
    return tell(request)
