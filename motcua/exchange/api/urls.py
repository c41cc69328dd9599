"""The API's addresses; open to all, because what it tells is public."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from motcua.directory.access import open_to_all
from motcua.exchange.api.problems import PublicAPI, no_such_address, problem, teach
from motcua.exchange.api.procedures import router

api = PublicAPI(
    title="Một Cửa",
    version="1",
    description="Administrative procedures of the province. Refusals are application/problem+json (RFC 9457).",
    docs_url=None,  # its page would need scripts of other sites
    urls_namespace="api",
)
api.add_router("", router)
teach(api)


def _door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, open to all; a method it does not know is refused as a problem too."""

    @wraps(view, assigned=())
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        refusal = problem(HTTPStatus.METHOD_NOT_ALLOWED)
        refusal["Allow"] = answer["Allow"]
        return refusal

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # nothing here is done by cookie
    return open_to_all(answered)


def _pattern(known: URLPattern) -> URLPattern:
    return path(str(known.pattern), _door(known.callback), name=known.name)


app_name = "api"
urlpatterns = [
    *(_pattern(known) for known in api.urls[0] if isinstance(known, URLPattern) and known.name != "api-root"),
    path("", open_to_all(no_such_address), {"rest": ""}, name="api-root"),
    path("<path:rest>", open_to_all(no_such_address)),
]
