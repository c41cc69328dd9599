"""Every answer that is a refusal is `application/problem+json` (RFC 9457), with all faults at once."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

MEDIA_TYPE = "application/problem+json"


class Fault(Schema):
    """One thing wrong with a request: the parameter, and why."""

    parameter: str
    reason: str


class Problem(Schema):
    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[Fault] = []


def problem(status: int, detail: str = "", faults: Sequence[Fault] = ()) -> HttpResponse:
    """The answer that refuses."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(faults))
    return JsonResponse(
        told.dict(), status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


class PublicAPI(NinjaAPI):
    """Describes its refusals with the media type that they have."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(*args, **kwargs)
        operations = [operation for ways in described["paths"].values() for operation in ways.values()]
        for status, answer in [pair for operation in operations for pair in operation["responses"].items()]:
            if int(status) >= HTTPStatus.BAD_REQUEST and "application/json" in answer.get("content", {}):
                answer["content"][MEDIA_TYPE] = answer["content"].pop("application/json")
        return described


def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, _("There is nothing at this address."))


def teach(api: NinjaAPI) -> None:
    """Answer the API's exceptions with problems."""
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(HttpError, _refused)


def _not_valid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    faults = [_fault(one) for one in error.errors] if isinstance(error, ValidationError) else []
    return problem(HTTPStatus.BAD_REQUEST, _("Some parameters cannot be read."), faults)


def _refused(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    status = error.status_code if isinstance(error, HttpError) else HTTPStatus.BAD_REQUEST
    return problem(status, str(error))


def _fault(error: dict[str, Any]) -> Fault:
    return Fault(parameter=str(error["loc"][-1]), reason=str(error["msg"]))
