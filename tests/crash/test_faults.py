"""A process ends, or the database does, in the middle of the work: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from motcua.config.postgres import run
from tests.crash.acts import DONE
from tests.crash.town import IN_HAND, WAITING, Town, wait_until

pytestmark = pytest.mark.processes
MANY = 10  # jobs
SHUFFLE = """
    WITH loose AS (
        UPDATE procrastinate_jobs SET lock = NULL, priority = (random() * 100)::int
        WHERE queue_name = 'reactions' AND status = 'todo' RETURNING task_name, args
    ), again AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, args, priority)
        SELECT 'reactions', task_name, args, (random() * 100)::int FROM loose RETURNING id
    ) SELECT count(*) FROM again
"""
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"


def a_process_that_serves_pages(town: Town) -> None:
    min(town.child("web").children(), key=psutil.Process.create_time).kill()


def the_web_server(town: Town) -> None:
    town.child("web").kill()


def the_worker(town: Town) -> None:
    """With a job in hand; one that ended by itself meanwhile, as when the database went, is followed by the next."""
    worker = town.child("worker")
    wait_until(lambda: town.count(IN_HAND) > 0 or not worker.is_running(), "a job is in hand")
    try:
        worker.kill()
    except psutil.NoSuchProcess:
        the_worker(town)


def a_connection_of_the_database(town: Town) -> None:
    """The server ends all connections and recovers, as after a fault in one of its processes."""
    os.kill(town.count(f"{BACKENDS} ORDER BY state LIMIT 1"), signal.SIGKILL)


def the_database(town: Town) -> None:
    town.postmaster().kill()


def the_supervisor(town: Town) -> None:
    """And the operator starts the copy again."""
    town.copy.end(signal.SIGKILL)
    town.start_again()


def restarted(town: Town, mode: str) -> None:
    folder = town.data / "postgres"
    run("pg_ctl", "-D", str(folder), "-l", str(folder / "log"), "-w", "-m", mode, "restart")


FAULTS: dict[str, Callable[[Town], None]] = {
    "kill -9 of a process that serves pages": a_process_that_serves_pages,
    "kill -9 of the web server": the_web_server,
    "kill -9 of a connection's process in the database": a_connection_of_the_database,
    "kill -9 of the database": the_database,
    "database restarted, connections ended": lambda town: restarted(town, "fast"),
    "database restarted at once, as after a power cut": lambda town: restarted(town, "immediate"),
    "kill -9 of the supervisor, and a new start": the_supervisor,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_is_lost_or_doubled_after(fault: str, town: Town, told: Callable[..., None]) -> None:
    told(fault, town.survives(lambda: FAULTS[fault](town)))
    assert town.faults() == []


def test_killed_one_after_the_other_at_any_moment(town: Town, told: Callable[..., None]) -> None:
    """What dead workers had in hand is carried in the end, by the product's own timetable."""
    victims = [a_process_that_serves_pages] * 3 + [the_worker, the_web_server, a_connection_of_the_database]
    random.shuffle(victims)
    with town.busy() as work:
        for kill in [*victims, the_worker]:
            kill(town)
            struck = time.monotonic() + random.random()
            wait_until(lambda since=struck: all(flow.has_acted_since(since) for flow in work.flows), "flows act")  # type: ignore[misc]
        killed = time.monotonic()
    wait_until(lambda: town.count(WAITING) == 0, "the queue is empty")
    told("kill -9 of the worker, until what it had in hand was carried", round(time.monotonic() - killed, 1))
    assert any(form.tries > 1 and form.status == DONE for form in town.forms)
    assert town.faults(is_settled=True) == []


def test_work_delivered_twice_and_out_of_order_has_one_effect(town: Town) -> None:
    """What waits loses its order and the lock that keeps it, and comes a second time, while two workers take it."""
    worker = town.child("worker")
    with town.busy():
        worker.suspend()
        wait_until(lambda: town.count(WAITING) >= MANY, "much waits")
    assert town.count(SHUFFLE) >= MANY
    command = [sys.executable, "-m", "django", "worker"]
    with subprocess.Popen(
        command, env=worker.environ(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as other:
        worker.resume()
        wait_until(lambda: town.count(WAITING) == 0, "the queue is empty")
        other.terminate()
    assert town.faults(is_settled=True) == []
