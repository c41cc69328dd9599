"""Pages that only look are read from a real replica; who has just written sees it; a lame replica hurts nobody."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from bench.client import Client
from bench.receiving import Counter, scan
from motcua.config import embedded
from motcua.config.postgres import Cluster
from tests.crash.world import PASSWORD
from tests.house.copies import REPOSITORY, database_up, environment
from tests.house.keeping import do
from tests.house.replicas import follow, tell

pytestmark = pytest.mark.processes
LAG, LONG_LAG = 3.0, 60.0  # seconds
PATIENCE = 60
LAST = "SELECT code FROM laichau.dossiers_dossier ORDER BY id DESC LIMIT 1"
DUE = "SELECT due_at::date::text FROM laichau.dossiers_dossier ORDER BY id DESC LIMIT 1"
READERS = 8  # at once: each thread of the web process makes some of their pages
FORGET_LIMITS = "WITH gone AS (DELETE FROM laichau.cache RETURNING 1) SELECT count(*) FROM gone"
CAUGHT_UP = "SELECT pg_last_wal_replay_lsn() >= '{place}'"


@dataclass
class Pair:
    """A copy whose pages know a replica."""

    data: Path
    address: str
    primary: Cluster
    replica: Cluster
    said: Path

    def stranger_sees(self, code: str) -> bool:
        """A browser that was never here before; how often one may ask is not what is tried here."""
        tell(self.primary, FORGET_LIMITS)
        browser = Client(self.address)
        with closing(browser.line):
            return sees(browser, code)

    def catch_up(self) -> None:
        """Wait until the replica has all; the pages learn of it within half a second."""
        place = tell(self.primary, "SELECT pg_current_wal_lsn()::text")
        wait_until(lambda: tell(self.replica, CAUGHT_UP.format(place=place)) is True)
        time.sleep(0.6)


def sees(client: Client, code: str) -> bool:
    answer = client.get(f"/lookup/?code={code}")
    assert answer.status == 200, answer.text
    return 'id="done"' in answer.text


def wait_until(is_so) -> None:  # type: ignore[no-untyped-def]
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture(scope="module")
def data(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with database_up(template, tmp_path_factory.mktemp("replica") / "data") as folder:
        do(folder, f"open_office({str(folder / 'world.json')!r})")
        do(folder, "take_in(1)")
        yield folder


@pytest.fixture
def pair(data: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Pair]:
    """Its replica may be `LAG` behind, or as far as a test says."""
    lag = str(getattr(request, "param", LAG))
    primary, replica = embedded.cluster_of(data), follow(data, tmp_path / "replica")
    told = {"MOTCUA_REPLICA_URL": replica.url(embedded.DATABASE), "MOTCUA_REPLICA_LAG": lag}
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        port = str(trial.getsockname()[1])
    said = tmp_path / "said.txt"
    words = [sys.executable, str(REPOSITORY / "bin" / "manage"), "web", "--port", port, "--workers", "1"]
    with said.open("w") as out:
        web = subprocess.Popen(words, env=environment(MOTCUA_DATA=str(data), **told), stdout=out, stderr=out)
    pair = Pair(data, f"http://127.0.0.1:{port}", primary, replica, said)
    try:
        wait_until(lambda: answers(int(port)))
        yield pair
    finally:
        web.terminate()
        web.wait(30)
        replica.stop()


def answers(port: int) -> bool:
    with closing(socket.socket()) as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def receptionist(pair: Pair) -> Counter:
    world = json.loads((pair.data / "world.json").read_text())
    client = Client(pair.address)
    client.sign_in("receptionist0", PASSWORD)
    client.get(f"/counter/reception/?service={world['service']}")
    return Counter(client, world["service"], world["papers"], scan())


def test_a_stranger_reads_the_replica_and_who_wrote_reads_what_he_wrote(pair: Pair) -> None:
    counter = receptionist(pair)
    first = str(tell(pair.primary, LAST))
    wait_until(lambda: pair.stranger_sees(first) and "the replica is read" in pair.said.read_text())
    pair.catch_up()
    tell(pair.replica, "SELECT pg_wal_replay_pause()::text")
    counter.receive(1)
    code = str(tell(pair.primary, LAST))
    assert code != first
    assert not pair.stranger_sees(code), "the look-up is not read from the replica"
    assert sees(counter.client, code), "who took it in does not see it"
    odd = Client(pair.address, {"motcua_wrote": "nonsense"})
    with closing(odd.line):
        assert sees(odd, code), "what cannot be read does not lead to the primary"
    tell(pair.replica, "SELECT pg_wal_replay_resume()::text")
    pair.catch_up()
    assert pair.stranger_sees(code) and sees(counter.client, code)
    counter.client.line.close()


def test_a_replica_too_far_behind_is_left_out_until_it_has_caught_up(pair: Pair) -> None:
    wait_until(lambda: pair.stranger_sees(str(tell(pair.primary, LAST))))
    tell(pair.replica, "SELECT pg_wal_replay_pause()::text")
    do(pair.data, "take_in(1)")
    code = str(tell(pair.primary, LAST))
    began = time.monotonic()
    wait_until(lambda: pair.stranger_sees(code))
    assert time.monotonic() - began < 2 * LAG
    assert "the replica lags" in pair.said.read_text()
    tell(pair.replica, "SELECT pg_wal_replay_resume()::text")
    pair.catch_up()
    assert pair.stranger_sees(code)


def test_a_replica_that_goes_down_costs_no_page_and_one_line_of_the_log(pair: Pair) -> None:
    code = str(tell(pair.primary, LAST))
    wait_until(lambda: pair.stranger_sees(code) and "the replica is read" in pair.said.read_text())
    pair.replica.stop()
    for _ in range(10):
        assert pair.stranger_sees(code)
    assert pair.said.read_text().count("the replica does not answer") == 1
    pair.replica.start()
    time.sleep(6)
    assert pair.stranger_sees(code)
    assert pair.said.read_text().count("the replica is read") == 2


@pytest.mark.parametrize("pair", [LONG_LAG], indirect=True)  # it stays in use however slow this machine is
def test_a_day_off_counts_at_once_for_whoever_receives_after_pages_from_a_replica_behind(pair: Pair) -> None:
    counter = receptionist(pair)
    wait_until(
        lambda: pair.stranger_sees(str(tell(pair.primary, LAST))) and "the replica is read" in pair.said.read_text()
    )
    pair.catch_up()
    first = promised(pair, counter, 2)
    pair.catch_up()
    tell(pair.replica, "SELECT pg_wal_replay_pause()::text")
    with read_meanwhile(pair):
        do(pair.data, "close_for_a_day()")
        time.sleep(2)  # within a second each thread looks whether the calendar is another
        assert "the replica lags" not in pair.said.read_text(), "the pages were not read from the replica"
    later = [promised(pair, counter, number) for number in range(3, 9)]
    tell(pair.replica, "SELECT pg_wal_replay_resume()::text")
    do(pair.data, "take_in(1)")
    assert later == [tell(pair.primary, DUE)] * len(later)
    assert first < later[0]
    counter.client.line.close()


def promised(pair: Pair, counter: Counter, number: int) -> str:
    counter.receive(number)
    return str(tell(pair.primary, DUE))


@contextmanager
def read_meanwhile(pair: Pair) -> Iterator[None]:
    """Strangers look at a public page all the time."""
    is_enough = Event()
    with ThreadPoolExecutor(READERS) as strangers:
        for _ in range(READERS):
            strangers.submit(read_until, is_enough, pair)
        try:
            yield
        finally:
            is_enough.set()


def read_until(is_enough: Event, pair: Pair) -> None:
    browser = Client(pair.address)
    with closing(browser.line):
        while not is_enough.is_set():
            browser.get("/outages/")
