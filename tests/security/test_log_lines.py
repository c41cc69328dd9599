"""Whatever somebody types, a line of the log stays one line."""

from __future__ import annotations

import json
import logging
import sys

import pytest
import structlog

from motcua.config.logs import LOGGING

JSON = LOGGING["formatters"]["json"]  # type: ignore[index]
FORGED = '{"event": "signed in", "level": "info", "logger": "motcua.directory"}'
TYPED = [f"x{end}{FORGED}" for end in ("\n", "\r", "\r\n", "\x0b", "\x00", '"}\n', "\x1b[2K\n")]


def written(message: str, *words: object, fault: BaseException | None = None) -> str:
    """The line as the product's own handler writes it."""
    formatter = structlog.stdlib.ProcessorFormatter(**{name: JSON[name] for name in JSON if name != "()"})
    trouble = (type(fault), fault, None) if fault else None
    return formatter.format(logging.LogRecord("motcua.x", logging.ERROR, "x.py", 1, message, words, trouble))


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_typed_makes_no_line_of_its_own(typed: str) -> None:
    line = written("not found: %s", typed)
    assert not {"\n", "\r", "\x0b", "\x00", "\x1b"} & set(line)
    assert json.loads(line)["event"] == f"not found: {typed}"


@pytest.mark.parametrize("typed", TYPED)
def test_nor_do_the_words_of_a_fault(typed: str) -> None:
    line = written("a fault", fault=ValueError(typed))
    assert not {"\n", "\r"} & set(line)
    assert json.loads(line)["event"] == "a fault"


@pytest.mark.parametrize("typed", TYPED)
def test_nor_does_a_value_beside_the_sentence(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**{name: JSON[name] for name in JSON if name != "()"}))
    log = logging.getLogger("motcua.tests.lines")
    log.addHandler(handler)
    try:
        structlog.get_logger("motcua.tests.lines").error("refused", why=typed)
    finally:
        log.removeHandler(handler)
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["why"] == typed
