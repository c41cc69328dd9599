"""Codes: no gap, no double, under many hands."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest

from motcua.dossiers.codes import LAST_OF_A_DAY, allocate_code, allocate_decision_number
from motcua.dossiers.errors import DayIsFull
from motcua.dossiers.models import Counter
from tests import databases

DAY = date(2026, 11, 23)


@pytest.mark.django_db
def test_a_code_is_unit_day_and_four_digits() -> None:
    assert allocate_code("H35.12.01", DAY) == "H35.12.01-261123-0001"
    assert allocate_code("H35.12.01", DAY) == "H35.12.01-261123-0002"
    assert allocate_code("H35.12.02", DAY) == "H35.12.02-261123-0001"


@pytest.mark.django_db
def test_a_day_has_room_for_9999() -> None:
    Counter.objects.create(scope=f"H35.12:{DAY}", last=LAST_OF_A_DAY)
    with pytest.raises(DayIsFull):
        allocate_code("H35.12", DAY)


@pytest.mark.django_db
def test_results_are_numbered_by_body_and_year() -> None:
    assert allocate_decision_number("H35.12", DAY) == "1/2026/KQ-H35.12"
    assert allocate_decision_number("H35.12", DAY) == "2/2026/KQ-H35.12"


@pytest.fixture
def committed(django_db_setup: None) -> Iterator[dict[str, str]]:
    """The environment of real processes on a database of their own, where what is committed stays."""
    with databases.own("test_committed") as address:
        yield os.environ | {"DATABASE_URL": address}


@pytest.mark.processes
def test_four_processes_taking_ten_thousand_codes_leave_no_gap_and_no_double(committed: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tests.dossiers.allocating"]
    takers = [
        subprocess.Popen([*command, str(number), "2500"], env=committed, stdout=subprocess.PIPE, text=True)
        for number in range(4)
    ]
    codes = [code for taker in takers for code in taker.communicate()[0].split()]
    expected = {f"H35.{unit}-261123-{number:04d}" for unit in (0, 1) for number in range(1, 5001)}
    assert len(codes) == 10_000
    assert set(codes) == expected
