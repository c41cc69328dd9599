"""Traces by OpenTelemetry: only when OTEL_EXPORTER_OTLP_ENDPOINT (or its TRACES form) names who receives them."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps

from motcua.config.statements import wrap_statements
from motcua.journal.tracing import SWITCH, note_statement, span

RECEIVERS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def begin(role: str) -> None:
    """Send spans from now on, if anybody was named to receive them; once per process."""
    if SWITCH.is_on or not any(os.environ.get(name) for name in RECEIVERS):
        return
    _send_spans(role)
    _count_statements()
    _watch_acts()
    _watch_calls()
    SWITCH.is_on = True


def _send_spans(role: str) -> None:
    # Here, because most copies never need the library's larger half.
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import OTELResourceDetector, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    name = os.environ.get("OTEL_SERVICE_NAME", "motcua")
    of_ours = Resource({"service.name": name, "motcua.role": role}).merge(OTELResourceDetector().detect())
    provider = TracerProvider(resource=of_ours)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


def _count_statements() -> None:
    def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            note_statement(time.perf_counter() - begun)

    wrap_statements(timed, "spans")


def _watch_acts() -> None:
    """Give each verb that the doors call a span of its own."""
    for app in apps.get_app_configs():
        if app.name.startswith("motcua.") and (verbs := _verbs_of(app.name)):
            for name in [name for name, value in vars(verbs).items() if _is_verb(name, value, verbs)]:
                setattr(verbs, name, _spanned(getattr(verbs, name), f"act {app.label}.{name}"))


def _verbs_of(app: str) -> ModuleType | None:
    try:
        return import_module(f"{app}.actions")
    except ModuleNotFoundError:
        return None


def _is_verb(name: str, value: object, verbs: ModuleType) -> bool:
    is_ours = getattr(value, "__module__", "").startswith(verbs.__name__)
    return is_ours and callable(value) and not isinstance(value, type) and not name.startswith("_")


def _spanned(verb: Callable[..., Any], name: str) -> Callable[..., Any]:
    @functools.wraps(verb)
    def act(*args: Any, **kwargs: Any) -> Any:
        with span(name):
            return verb(*args, **kwargs)

    return act


def _watch_calls() -> None:
    """Time what is asked of other systems: the method and the host, never the address."""
    from opentelemetry.context import _SUPPRESS_INSTRUMENTATION_KEY, get_value
    from urllib3.connectionpool import HTTPConnectionPool

    ask = HTTPConnectionPool.urlopen

    @functools.wraps(ask)
    def asked(pool: HTTPConnectionPool, method: str, *args: Any, **kwargs: Any) -> Any:
        if get_value(_SUPPRESS_INSTRUMENTATION_KEY):  # the sending of spans itself
            return ask(pool, method, *args, **kwargs)
        with span(f"call {method}", **{"server.address": pool.host}) as one:
            answer = ask(pool, method, *args, **kwargs)
            one.set_attribute("http.response.status_code", answer.status)
            return answer

    pools: Any = HTTPConnectionPool
    pools.urlopen = asked
