"""The worker: carries reactions as they come and the timetable by the clock."""

import asyncio
import inspect
import select
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from croniter import croniter
from django.conf import settings
from django.utils.module_loading import import_string
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django import app as django_app
from procrastinate.contrib.django.utils import connector_params
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from motcua.config.carrying import watched
from motcua.config.figures import forget_the_dead
from motcua.config.followers import following
from motcua.config.pool import QUEUE_CONNECTIONS
from motcua.config.slow import watch_statements
from motcua.config.timetable import TIMETABLE
from motcua.config.tracing import begin
from motcua.journal.tasks import free_stalled_jobs

DAY = 24 * 3600  # seconds
PATIENCE = RetryStrategy(max_attempts=5, exponential_wait=5)


async def work(*, concurrency: int) -> None:
    """Carry jobs until told to stop (SIGTERM, Ctrl-C); jobs begun are finished first, for 20 s at most."""
    forget_the_dead(settings.FIGURES)
    begin("worker")
    watch_statements()
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(concurrency))
    app = worker_app()
    async with app.open_async(), following():
        await free_stalled_jobs()
        await app.run_worker_async(
            concurrency=concurrency,
            shutdown_graceful_timeout=20,
            worker_middleware=[watched],
            delete_jobs="successful",  # that a reaction was carried is told by its `Delivery`
        )


def worker_app() -> App:
    """An app with a connection of its own to fetch jobs by, and the tasks of the product.

    The tasks stay with the product's app, so that a job they queue is in the transaction of what they record.
    """
    # A run missed while everything was down is made up for within a day.
    app = DjangoApp(
        connector=PsycopgConnector(
            pool_factory=_pool,
            kwargs=connector_params(),
            configure=_commit_at_once,
            min_size=1,
            max_size=QUEUE_CONNECTIONS,
        ),
        periodic_defaults={"max_delay": DAY},
    )
    django_app.perform_import_paths()  # type: ignore[no-untyped-call]
    app.tasks.update(django_app.tasks)
    for cron, path in TIMETABLE:
        _schedule(app, cron, path)
    return app


async def _commit_at_once(connection: AsyncConnection) -> None:
    """The queue asks one statement at a time: BEGIN and COMMIT around each would treble the way to the server."""
    await connection.set_autocommit(True)


def _pool(**options: Any) -> AsyncConnectionPool:
    return AsyncConnectionPool(**{**options, "check": _is_alive})


async def _is_alive(connection: AsyncConnection) -> None:
    """A server that went away has closed the line, which is seen without a question; a question would double the way.

    Raises OperationalError, upon which the pool opens another.
    """
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    if line.poll(0):
        await AsyncConnectionPool.check_connection(connection)


def _schedule(app: App, cron: str, path: str) -> None:
    task = app.task(name=path, queue="timetable", queueing_lock=path, pass_context=False, retry=PATIENCE)(
        _run_of(path)
    )
    entry = app.periodic_registry.register_task(task=task, cron=cron, periodic_id="", configure_kwargs={})
    # The library reads times as UTC; seeding its clock with a local instant makes the table local.
    local = datetime.now(ZoneInfo(settings.TIME_ZONE))
    vars(entry)["croniter"] = croniter(cron, local)


def _run_of(path: str) -> Any:
    """The function of this path, without the time that the library hands to each run."""
    function = import_string(path)
    if inspect.iscoroutinefunction(function):

        async def run_async(timestamp: int) -> None:
            await function()

        return run_async

    def run(timestamp: int) -> None:
        function()

    return run
