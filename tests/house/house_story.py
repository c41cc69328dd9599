"""What happens on two machines of one house, told once and looked at by several tests."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from bench.client import Client
from bench.receiving import Counter, scan
from motcua.config import embedded
from tests.crash.world import PASSWORD
from tests.house import store
from tests.house.copies import database_up, manage
from tests.house.machines import SECRETS, Machine, machine, wait_until

BOTH, ONE_LEFT = 12, 4  # dossiers taken in while both machines run, and after one was killed
NEWEST = "SELECT public_id FROM laichau.documents_file WHERE media_type = 'image/png' ORDER BY id DESC LIMIT 1"
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'reactions'"
DELIVERED = "SELECT count(*), count(DISTINCT (event_id, reaction)) FROM laichau.journal_delivery"
IMPOSSIBLE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args)
VALUES ('reactions', 'react', '{"event_id": 1, "reaction": "motcua.notices.nowhere"}')
"""
TROUBLE = "SELECT kind, place FROM laichau.console_trouble"


@dataclass
class Story:
    """What was seen; `carried` is the work that each machine's worker says it ended."""

    scan: bytes = b""
    read_elsewhere: list[bytes] = field(default_factory=list)
    last_scan: str = ""
    stored: list[str] = field(default_factory=list)
    delivered: tuple[int, int] = (0, 0)
    carried: list[float] = field(default_factory=list)
    carried_after: float = 0.0
    delivered_after: tuple[int, int] = (0, 0)
    dossiers: int = 0
    figures: str = ""
    logs: str = ""
    spans: list[bytes] = field(default_factory=list)
    refused_without_store: tuple[int, str] = (0, "")
    seconds_without_store: float = 0.0
    read_without_store: int = 0
    trouble: tuple[str, str] = ("", "")
    local_files: list[str] = field(default_factory=list)


@contextmanager
def collector(folder: Path) -> Iterator[str]:
    """A receiver of traces, ended with the block."""
    port = store.free_port()
    with subprocess.Popen([sys.executable, "-m", "tests.house.receiver", str(folder), str(port)]) as receiver:
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            receiver.kill()


def lived(template: Path, folder: Path) -> Story:
    """Make the house in a folder of its own, live the story, leave nothing running."""
    with database_up(template, folder / "shared") as shared, collector(folder / "spans") as traces:
        url = embedded.cluster_of(shared).url(embedded.DATABASE)
        world = _world(shared, folder / "world.json")
        with store.running() as papers, psycopg.connect(url, autocommit=True) as database:
            told = {"DATABASE_URL": url, "OTEL_EXPORTER_OTLP_ENDPOINT": traces, "OTEL_BSP_SCHEDULE_DELAY": "300"}
            told |= store.settings_for(papers.address)
            one, two = (
                machine(folder / name, store.free_port(), shared / "static", **told) for name in ("one", "two")
            )
            try:
                story = _live(one, two, database, world, papers)
            finally:
                one.stop()
                two.stop()
    story.logs = one.said() + two.said() + (shared / "postgres" / "log").read_text(errors="replace")
    story.spans = [file.read_bytes() for file in sorted((folder / "spans").iterdir())]
    story.local_files = [str(path) for name in ("one", "two") for path in (folder / name).glob("files/**/*")]
    return story


def _world(data: Path, told: Path) -> dict[str, object]:
    words = f"from tests.crash.world import make; make(2, {str(told)!r})"
    done = manage(data, "shell", "--no-imports", "-c", words, **SECRETS)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(told.read_text()))


def _live(
    one: Machine, two: Machine, database: psycopg.Connection, world: dict[str, object], papers: store.Store
) -> Story:
    story = Story(scan=scan())
    for machine_ in (one, two):
        machine_.start()
    wait_until(lambda: one.answers() and two.answers(), one, two)
    here, there = _signed_in(one), Client(two.address)
    there.cookies = here.cookies  # the same browser, sent to the other machine
    counter = Counter(here, str(world["service"]), list(world["papers"]), story.scan)  # type: ignore[call-overload]
    here.get(f"/counter/reception/?service={world['service']}")
    for number in range(BOTH):
        dossier = _received(counter, number)
        paper = database.execute(NEWEST).fetchone()
        story.last_scan = f"{dossier}files/{paper[0]}/"  # type: ignore[index]
        story.read_elsewhere.append(there.get(story.last_scan).body)
    _carried(database, one, two)
    story.stored = papers.objects()
    story.delivered = _row(database, DELIVERED)
    story.carried = [_work_done(one), _work_done(two)]
    one.kill()
    _live_on(story, two, there, counter, database)
    papers.kill()
    _with_faults(story, two, there, counter, database)
    for client in (here, there):
        client.line.close()
    return story


def _live_on(story: Story, two: Machine, there: Client, counter: Counter, database: psycopg.Connection) -> None:
    """One machine is gone: the other takes in and carries on."""
    before = _work_done(two)
    counter.client = there
    there.get(f"/counter/reception/?service={counter.service}")
    for number in range(BOTH, BOTH + ONE_LEFT):
        _received(counter, number)
    _carried(database, two)
    story.carried_after = _work_done(two) - before
    story.delivered_after = _row(database, DELIVERED)
    story.dossiers = _row(database, "SELECT count(*) FROM laichau.dossiers_dossier")[0]


def _with_faults(story: Story, two: Machine, there: Client, counter: Counter, database: psycopg.Connection) -> None:
    """The store is gone as well, a reaction cannot be found, and people type wrong words."""
    database.execute(IMPOSSIBLE)
    there.get("/lookup/?code=H35-260101-0001&phone=0912345678&name=L%C3%B2+Th%E1%BB%8B+%C4%90o")
    there.post("/accounts/login/", {"login": "Lò Thị Đo", "password": PASSWORD})
    there.post("/counter/dossiers/", {"service": counter.service, "who-number": "012190900001", "who-phone": "x"})
    _without_store(story, there, counter)
    wait_until(lambda: bool(database.execute(TROUBLE).fetchone()), two)
    story.trouble = database.execute(TROUBLE).fetchone()  # type: ignore[assignment]
    story.figures = two.metrics()


def _without_store(story: Story, there: Client, counter: Counter) -> None:
    """A form with scans is sent, and an older scan is asked for, while nobody answers for the files."""
    values, files = counter.form(0)
    begun = time.monotonic()
    answer = there.post_files("/counter/dossiers/", values, files)
    story.seconds_without_store = time.monotonic() - begun
    story.refused_without_store = (answer.status, answer.text)
    story.read_without_store = there.get(story.last_scan).status


def _signed_in(one: Machine) -> Client:
    client = Client(one.address)
    client.sign_in("receptionist0", PASSWORD)
    return client


def _received(counter: Counter, number: int) -> str:
    values, files = counter.form(number)
    answer = counter.client.post_files("/counter/dossiers/", values, files)
    assert answer.status == 302, answer.text[:3000]
    return answer.location


def _carried(database: psycopg.Connection, *machines: Machine) -> None:
    wait_until(lambda: _row(database, WAITING)[0] == 0, *machines)


def _work_done(one: Machine) -> float:
    """Notices that this machine's worker says it has written."""
    return one.figures().get("motcua_jobs_total{outcome=done,work=notices.actions.tell_applicant}", 0)


def _row(database: psycopg.Connection, query: str) -> tuple[int, ...]:
    return tuple(database.execute(query).fetchone() or ())  # type: ignore[arg-type]
