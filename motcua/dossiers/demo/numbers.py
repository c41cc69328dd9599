"""The codes and decision numbers of invented dossiers, drawn by several processes from one shelf of counters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from multiprocessing import get_context

from django.db import connection
from django.utils.timezone import localdate

from motcua.catalogue.models import Service
from motcua.dossiers.codes import LAST_OF_A_DAY
from motcua.dossiers.errors import DayIsFull
from motcua.dossiers.models import Counter

BEFORE = 4  # days; who came on the first day's weekend is put on the Friday before
CHUNK = 10_000


class Numbers:
    """The last number of every scope that a load may touch, in memory that its processes share."""

    def __init__(self, services: Sequence[Service], now: datetime, days: int) -> None:
        last = localdate(now)
        dates = [last - timedelta(days=back) for back in range(days + BEFORE + 1)]
        units = sorted({service.one_stop.code for service in services})
        bodies = sorted({service.competent.code for service in services})
        scopes = [_of_day(unit, on) for unit in units for on in dates]
        scopes += [_of_year(body, year) for body in bodies for year in sorted({on.year for on in dates})]
        self.places = {scope: place for place, scope in enumerate(scopes)}
        self.last = get_context("fork").Array("i", len(scopes))

    def code(self, unit: str, on: date) -> str:
        """As `codes.allocate_code`; raises DayIsFull."""
        number = self._next(_of_day(unit, on))
        if number > LAST_OF_A_DAY:
            raise DayIsFull
        return f"{unit}-{on:%y%m%d}-{number:04d}"

    def decision(self, body: str, on: date) -> str:
        """As `codes.allocate_decision_number`."""
        return f"{self._next(_of_year(body, on.year))}/{on.year}/KQ-{body}"

    def take(self) -> None:
        """Begin behind what was given out already; nobody else draws until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Counter._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        for scope, last in Counter.objects.values_list("scope", "last").iterator():
            if scope in self.places:
                self.last[self.places[scope]] = last

    def give_back(self) -> None:
        """Write down how far each scope has come."""
        used = (Counter(scope=scope, last=self.last[place]) for scope, place in self.places.items())
        rows = [row for row in used if row.last]
        Counter.objects.bulk_create(
            rows, CHUNK, update_conflicts=True, unique_fields=["scope"], update_fields=["last"]
        )

    def _next(self, scope: str) -> int:
        place = self.places[scope]
        with self.last.get_lock():
            number = int(self.last[place]) + 1
            self.last[place] = number
        return number


def _of_day(unit: str, on: date) -> str:
    return f"{unit}:{on:%Y-%m-%d}"


def _of_year(body: str, year: int) -> str:
    return f"{body}:results:{year}"
