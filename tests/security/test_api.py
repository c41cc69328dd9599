"""The public API under fire: whatever fits its description, and whatever does not, is answered as it promises."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, settings

DESCRIPTION = "/api/v1/openapi.json"


@pytest.fixture
def described(db: None) -> Any:
    """The API as it describes itself; the tests wait for it."""
    if Client().get(DESCRIPTION).status_code == 404:
        pytest.skip("there is no API yet")
    return schemathesis.openapi.from_wsgi(DESCRIPTION, get_wsgi_application())


@schemathesis.pytest.from_fixture("described").parametrize()
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@pytest.mark.filterwarnings("default")
def test_the_api_answers_as_it_promises(case: schemathesis.Case) -> None:
    case.call_and_validate()
