"""Spans: what a request, an act or a reaction took. They cost nothing until `config/tracing.py` names a receiver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from opentelemetry import trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_tracer = trace.get_tracer("motcua")
_spelling = TraceContextTextMapPropagator()


@dataclass
class Tally:
    """The statements of one span, those of the spans within it too."""

    statements: int = 0
    seconds: float = 0.0

    def add(self, statements: int, seconds: float) -> None:
        self.statements += statements
        self.seconds += seconds


@dataclass
class Switch:
    """Whether spans are made at all."""

    is_on: bool = False


SWITCH = Switch()
_tally: ContextVar[Tally | None] = ContextVar("statements of this span", default=None)


@contextmanager
def span(name: str, *, parent: str = "", **attributes: str | int) -> Iterator[trace.Span]:
    """A span within the present one, or within `parent` as `carried` spelled it.

    Of a fault only its kind is told, and of statements only how many and how long: words and values may name people.
    """
    if not SWITCH.is_on:
        yield trace.INVALID_SPAN
        return
    context = _spelling.extract({"traceparent": parent}) if parent else None
    own, outer = Tally(), _tally.get()
    token = _tally.set(own)
    with _tracer.start_as_current_span(name, context, record_exception=False, set_status_on_exception=False) as one:
        try:
            yield one
        except BaseException as fault:
            one.set_attribute("error.type", type(fault).__name__)
            one.set_status(trace.StatusCode.ERROR)
            raise
        finally:
            _tally.reset(token)
            one.set_attributes({**attributes, "db.statements": own.statements, "db.seconds": round(own.seconds, 6)})
            if outer:
                outer.add(own.statements, own.seconds)


def carried() -> dict[str, str]:
    """The present span as a job carries it on; empty when there is none."""
    told: dict[str, str] = {}
    if SWITCH.is_on:
        _spelling.inject(told)
    return {"trace": told["traceparent"]} if told else {}


def note_statement(seconds: float) -> None:
    """One statement of the database within the present span."""
    if tally := _tally.get():
        tally.add(1, seconds)
