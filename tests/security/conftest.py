"""How much the crawl tried as whom, told at the end of its run."""

from __future__ import annotations

import pytest

from tests.security.crawling import TALLY

TRIED = ("pages", "forms", "hostile requests")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not TALLY:
        return
    terminalreporter.section("tried with hostile input")
    for who in dict.fromkeys(role for role, _what in TALLY):
        terminalreporter.write_line(", ".join([who, *(f"{TALLY[who, what]:,} {what}" for what in TRIED)]))
    terminalreporter.write_line(", ".join(["all", *(f"{_all(what):,} {what}" for what in TRIED)]))


def _all(what: str) -> int:
    return sum(number for (_role, each), number in TALLY.items() if each == what)
