"""The clock: every row names a function, at Vietnamese times."""

from datetime import UTC, datetime

import pytest
from croniter import croniter
from django.utils.module_loading import import_string

from motcua.config.timetable import TIMETABLE
from motcua.config.worker import worker_app


@pytest.mark.parametrize(("cron", "path"), TIMETABLE)
def test_every_row_names_a_function_and_a_time(cron: str, path: str) -> None:
    assert croniter.is_valid(cron)
    assert callable(import_string(path))


def test_the_table_speaks_vietnamese_time() -> None:
    table = worker_app().periodic_registry.periodic_tasks
    (entry,) = (entry for (name, _), entry in table.items() if name.endswith("seal_yesterday"))
    noon = datetime(2026, 11, 21, 12, 0, tzinfo=UTC).timestamp()
    following = entry.croniter.get_next(ret_type=float, start_time=noon)
    assert datetime.fromtimestamp(following, UTC) == datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
