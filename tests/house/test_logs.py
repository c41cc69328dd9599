"""Log lines: JSON for machines, silent about people."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.db import IntegrityError

from motcua.config.logs import LOGGING


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the product's handlers write."""
    out = io.StringIO()
    handler = {"class": "logging.StreamHandler", "formatter": "json", "stream": out}
    before = logging.getLogger().handlers[:]
    logging.config.dictConfig({**LOGGING, "handlers": {"out": handler}})
    yield out
    logging.config.dictConfig(LOGGING)
    logging.getLogger().handlers[:] = before


def read(lines: io.StringIO) -> dict[str, Any]:
    return dict(json.loads(lines.getvalue().strip().splitlines()[-1]))


def test_a_line_is_json_with_its_time_level_and_place(lines: io.StringIO) -> None:
    structlog.get_logger("motcua.journal.tasks").info("job of a dead worker given back", job=12)
    line = read(lines)
    assert (line["event"], line["job"], line["level"]) == ("job of a dead worker given back", 12, "info")
    assert line["logger"] == "motcua.journal.tasks" and line["timestamp"].endswith("Z")


@pytest.mark.parametrize("private", ["012345678901", "0912345678", "+84912345678", "lan@example.vn", "123456789"])
def test_numbers_of_people_and_their_addresses_are_struck_out(lines: io.StringIO, private: str) -> None:
    logging.getLogger("django.request").error("Internal Server Error: %s said", private)
    assert private.lstrip("+") not in lines.getvalue()
    assert "Internal Server Error" in read(lines)["event"]


def test_the_row_that_a_database_refuses_is_not_repeated(lines: io.StringIO) -> None:
    try:
        raise IntegrityError("duplicate key\nDETAIL:  Key (full_name)=(Lò Thị Mai) already exists.")
    except IntegrityError:
        logging.getLogger("motcua.x").exception("not saved")
    assert "Mai" not in lines.getvalue()
    assert "IntegrityError: duplicate key" in read(lines)["exception"]


def test_codes_and_dates_stay_readable(lines: io.StringIO) -> None:
    logging.getLogger("motcua.x").info("000.00.01.H29-240115-0001 at 2026-11-21T08:00:00Z")
    assert read(lines)["event"] == "000.00.01.H29-240115-0001 at 2026-11-21T08:00:00Z"


@pytest.mark.parametrize("name", ["Lò Thị Mai", "Nguyễn Văn A", "Vàng A Dơ", "Giàng Thị Sua"])
def test_a_name_that_begins_with_a_surname_is_struck_out(lines: io.StringIO, name: str) -> None:
    logging.getLogger("motcua.x").error("no letter for %s of commune 03408", name)
    assert read(lines)["event"] == "no letter for … of commune 03408"


@pytest.mark.parametrize("words", ["Một Cửa", "tỉnh Lai Châu", "job of a dead worker", "Vi phạm", "Mai sau"])
def test_other_words_stay(lines: io.StringIO, words: str) -> None:
    logging.getLogger("motcua.x").error(words)
    assert read(lines)["event"] == words


def test_the_words_of_a_fault_lose_the_name_they_hold(lines: io.StringIO) -> None:
    try:
        raise ValueError("Lò Thị Mai, 0912345678")
    except ValueError:
        logging.getLogger("motcua.x").exception("not told")
    assert read(lines)["exception"].endswith("ValueError: …, …")
