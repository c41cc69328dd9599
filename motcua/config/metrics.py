"""The figures as Prometheus reads them: the counters of every process here, and the state of this moment."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from motcua.config.figures import COUNTING, files_in
from motcua.config.readings import of_the_database, of_the_machine
from motcua.directory.access import open_to_all

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Real-Ip", "Forwarded", "Via")


@open_to_all
@require_safe
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Told to this machine itself, or to who knows the token; to all others there is no such page."""
    if not may_read(request):
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def may_read(request: HttpRequest) -> bool:
    """With a token set, the token decides alone. Without one: who asks from here, and not through a proxy."""
    if settings.METRICS_TOKEN:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return secrets.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode())
    if settings.SECURE_PROXY_SSL_HEADER or any(header in request.headers for header in FORWARDED):
        return False  # behind a proxy on this machine everybody seems to ask from here
    return _is_here(request.META.get("REMOTE_ADDR", ""))


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return not address  # a socket of this machine has no address


def _registry() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(Counted())
    registry.register(Now())
    return registry


class Counted(Collector):
    """What all processes of this machine have counted; outside web and worker, what this one has."""

    def collect(self) -> Iterable[Metric]:
        if settings.ROLE not in COUNTING:
            return REGISTRY.collect()
        files = [str(file) for file in files_in(settings.FIGURES)]
        return MultiProcessCollector.merge(files, accumulate=True)  # type: ignore[no-any-return,no-untyped-call]


class Now(Collector):
    """What is so this moment; a database that does not answer is a figure too."""

    def collect(self) -> Iterator[Metric]:
        yield from of_the_machine()
        try:
            found = list(of_the_database())
        except DatabaseError:
            found = []
        yield GaugeMetricFamily("motcua_database_up", "Does the database answer?", value=float(bool(found)))
        yield from found
