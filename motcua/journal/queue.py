"""The work that facts cause: one job for each listed reaction, kept in order per subject."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import cast

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from motcua.journal.facts import FACTS, Fact
from motcua.journal.models import Delivery, Event
from motcua.journal.tracing import carried
from motcua.rows import Asked

Reaction = Callable[[Event], None]
# About half an hour of patience before a job is set aside as failed, with its error, for the operator.
PATIENCE = RetryStrategy(max_attempts=10, exponential_wait=2)
_EVENT = Asked(lambda pk: Event.objects.filter(pk=pk))


@cache
def reactions() -> Mapping[type[Fact], Sequence[Reaction]]:
    """The table `config/reactions.py`, found by name because this floor may not import it."""
    return cast(Mapping[type[Fact], Sequence[Reaction]], import_string(settings.REACTIONS))


def defer_reactions(events: Sequence[Event]) -> None:
    """Queue every reaction to these events, each subject's in order, inside the transaction that records them."""
    cause = carried()
    jobs = [
        react.configure(lock=event.subject).make_new_job(event_id=event.pk, reaction=name_of(reaction), **cause)
        for event in events
        for reaction in reactions()[FACTS[event.kind]]
    ]
    if jobs:
        app.job_manager.batch_defer_jobs(jobs)


def name_of(reaction: Reaction) -> str:
    return f"{reaction.__module__}.{reaction.__qualname__}"


@app.task(name="react", queue="reactions", retry=PATIENCE)
def react(event_id: int, reaction: str, trace: str = "") -> None:
    """Carry one reaction to one event, once: its effect and the note that it was carried commit together.

    `trace` is the span that caused it, for the worker to go on from.
    """
    with transaction.atomic():
        if _note(event_id, reaction):
            import_string(reaction)(_EVENT.one(pk=event_id))


def _note(event_id: int, reaction: str) -> bool:
    """Write down that the reaction was carried; False when that is written already."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Delivery._meta.db_table} (event_id, reaction) "  # noqa: S608  the table's own name
            "VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [event_id, reaction],
        )
        return bool(cursor.rowcount)
