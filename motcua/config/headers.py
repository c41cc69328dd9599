"""Headers that the framework does not set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The camera photographs papers; nothing here asks where somebody is or listens.
POLICY = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), serial=(self), display-capture=()"


class PermissionsPolicyMiddleware:
    """Tells the browser which of the device's abilities these pages may ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response
