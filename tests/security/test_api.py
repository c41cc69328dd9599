"""The public API under fire: whatever fits its description, and whatever does not, is answered as it promises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from tests.catalogue.makers import make_service

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("default")]
DESCRIPTION = "/api/v1/openapi.json"


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The test's own transaction outlives each request, as with the framework's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "not-fitting"])
def test_the_api_answers_as_it_promises(mode: GenerationMode) -> None:
    make_service()
    described = schemathesis.openapi.from_wsgi(DESCRIPTION, get_wsgi_application())
    operations = [found.ok() for found in described.get_all_operations()]
    assert operations
    for operation in operations:
        _try(operation, mode)


def _try(operation: Any, mode: GenerationMode) -> None:
    @settings(
        max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate()

    ask()
