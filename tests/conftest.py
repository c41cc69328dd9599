"""A real PostgreSQL for every test that asks for one, and whole copies of the product, each prepared once a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a busy machine draws examples says nothing of the product.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A database of its own for this process, prepared as in production."""
    from django.conf import settings as ours
    from django.db import connection

    from tests import databases

    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.make(name)
        connection.close()
    ours.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with its tables made and its database down; its name has a space and an accent."""
    from tests.house.copies import manage, processes_of

    folder = tmp_path_factory.mktemp("một cửa") / "data folder"
    done = manage(folder, "prepare", "--empty")
    assert done.returncode == 0, done.stderr
    assert not processes_of(folder)
    return folder


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a copy with the demo province, as its first start left it."""
    from bench.product import running

    folder = tmp_path_factory.mktemp("province")
    with running(folder):
        pass
    return folder
