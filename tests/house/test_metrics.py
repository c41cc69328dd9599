"""The figures: who may read them, what they count, and that they never name anybody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.timezone import localdate, now
from prometheus_client.parser import text_string_to_metric_families

from motcua.config.carrying import kind_of, place_of, work_of
from motcua.config.figures import files_in, forget_the_dead
from motcua.console.operating.machine import disks
from motcua.directory.actions import change_body_code
from motcua.directory.actors import SYSTEM
from motcua.directory.models import BodyKind, Level
from motcua.documents.ranges import NotSatisfiable, asked_range
from motcua.journal.models import Digest
from tests.directory.makers import make_body
from tests.house.copies import REPOSITORY, environment


@pytest.fixture
def read(client: Client):
    """The figures by name; labels in braces as in the text."""

    def figures(**headers: str) -> dict[str, float]:
        answer = client.get("/metrics", headers=headers)
        assert answer.status_code == 200
        families = text_string_to_metric_families(answer.content.decode())
        samples = (sample for family in families for sample in family.samples)
        return {_spelled(sample.name, sample.labels): sample.value for sample in samples}

    return figures


def _spelled(name: str, labels: dict[str, str]) -> str:
    return name + ("{" + ",".join(f"{key}={value}" for key, value in sorted(labels.items())) + "}" if labels else "")


@pytest.mark.django_db
class TestWhoMayRead:
    def test_this_machine_may(self, client: Client) -> None:
        assert client.get("/metrics").status_code == 200

    @pytest.mark.parametrize("address", ["10.1.2.3", "::2", "192.168.1.1"])
    def test_another_machine_finds_no_such_page(self, client: Client, address: str) -> None:
        assert client.get("/metrics", REMOTE_ADDR=address).status_code == 404

    @pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"])
    def test_who_comes_through_a_proxy_is_not_this_machine(self, client: Client, header: str) -> None:
        assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404

    def test_behind_a_proxy_nobody_is_believed_to_be_here(self, client: Client, settings) -> None:
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        assert client.get("/metrics").status_code == 404

    def test_with_a_token_only_the_token_counts(self, client: Client, settings) -> None:
        settings.METRICS_TOKEN = "a token of this test"
        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 404
        right = {"Authorization": "Bearer a token of this test"}
        assert client.get("/metrics", headers=right, REMOTE_ADDR="10.1.2.3").status_code == 200

    def test_nothing_is_changed_through_it(self, client: Client) -> None:
        assert client.post("/metrics").status_code == 405


@pytest.mark.django_db
class TestWhatIsCounted:
    def test_an_answer_by_door_page_and_status(self, client: Client, read) -> None:
        name = "motcua_requests_total{door=portal,method=GET,status=200,view=portal:home}"
        before = read().get(name, 0)
        client.get("/")
        assert read()[name] == before + 1
        assert read()["motcua_request_seconds_count{door=portal,view=portal:home}"] >= 1

    def test_addresses_that_lead_nowhere_are_one_line_however_many_they_are(self, client: Client, read) -> None:
        for number in range(5):
            client.get(f"/nowhere/{number}/")
        unknown = [name for name in read() if "view=unknown" in name and "requests_total" in name]
        assert len(unknown) == 1

    def test_a_method_that_nobody_knows_is_not_a_line_of_its_own(self, client: Client, read) -> None:
        client.generic("BREW", "/")
        assert not [name for name in read() if "BREW" in name]

    def test_the_queue_the_journal_the_database_and_the_disk(self, read) -> None:
        Digest.objects.create(on=localdate(), events=0, hash=b"")
        found = read()
        assert found["motcua_database_up"] == 1
        assert found["motcua_queue_workers{state=alive}"] == 0
        assert found["motcua_database_connections_limit"] > 10
        assert found["motcua_journal_sealed_seconds"] > now().timestamp()
        (disk,) = disks()
        assert found["motcua_disk_size_bytes{holds=data}"] == disk.size

    def test_asking_takes_few_statements(self, client: Client, django_assert_max_num_queries) -> None:
        with django_assert_max_num_queries(9):
            client.get("/metrics")

    def test_without_a_database_the_rest_is_still_told(self, client: Client, read, monkeypatch) -> None:
        def gone() -> None:
            raise OperationalError("gone")

        monkeypatch.setattr("motcua.config.metrics.of_the_database", gone)
        found = read()
        assert found["motcua_database_up"] == 0
        assert found["motcua_disk_free_bytes{holds=data}"] > 0


@pytest.mark.django_db
def test_facts_are_counted_by_kind_once_they_are_committed(read, django_capture_on_commit_callbacks) -> None:
    name = "motcua_facts_total{kind=BodyCodeChanged,role=other}"
    before = read().get(name, 0)
    body = make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE)
    with django_capture_on_commit_callbacks(execute=True):
        change_body_code(body, "H77", by=SYSTEM, at=now())
        assert read().get(name, 0) == before
    assert read()[name] == before + 1


COUNT = """
import sys; sys.argv = ["bin/manage", "{role}"]
import django; django.setup()
from motcua.config import counters
from motcua.journal.counting import RECORDED
import os
RECORDED.labels("Lodged", "{role}").inc(2)
for child in range(2):
    if not os.fork():
        counters.REQUESTS.labels("portal", "portal:home", "GET", "200").inc()
        os._exit(0)
    os.wait()
"""
TELL = """
import sys; sys.argv = ["bin/manage", "web"]
import django; django.setup()
from prometheus_client import CollectorRegistry, generate_latest
from motcua.config.metrics import Counted
registry = CollectorRegistry(); registry.register(Counted())
print(generate_latest(registry).decode())
"""


def test_the_counts_of_several_processes_of_both_roles_are_added_up(tmp_path: Path) -> None:
    told = environment(
        MOTCUA_DATA=str(tmp_path),
        MOTCUA_MODE="demo",
        DATABASE_URL=os.environ["DATABASE_URL"],
        DJANGO_SETTINGS_MODULE="motcua.config.settings",
        PYTHONPATH=str(REPOSITORY),
    )
    for words in (COUNT.format(role="web"), COUNT.format(role="worker")):
        subprocess.run([sys.executable, "-c", words], env=told, check=True)
    done = subprocess.run([sys.executable, "-c", TELL], env=told, check=True, capture_output=True, text=True)
    assert 'motcua_facts_total{kind="Lodged",role="web"} 2.0' in done.stdout
    assert 'motcua_facts_total{kind="Lodged",role="worker"} 2.0' in done.stdout
    assert 'motcua_requests_total{door="portal",method="GET",status="200",view="portal:home"} 4.0' in done.stdout


def test_files_of_processes_that_are_gone_are_taken_away_at_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    gone, here = tmp_path / "web" / "counter_999999999.db", tmp_path / "web" / f"counter_{os.getpid()}.db"
    gone.touch()
    here.touch()
    forget_the_dead(tmp_path)
    assert list(files_in(tmp_path)) == [here]


class TestHowAFailureIsTold:
    def test_by_its_kinds_and_codes_without_its_words(self) -> None:
        assert kind_of(_failed()) == "RuntimeError ← OSError (28)"

    def test_by_the_line_of_the_product_it_passed(self) -> None:
        with pytest.raises(NotSatisfiable) as fault:
            asked_range("bytes=9-", 5)
        assert place_of(fault.value).startswith("ranges.py:")

    def test_work_is_named_by_the_function_that_does_it(self) -> None:
        assert (
            work_of("react", {"reaction": "motcua.notices.actions.tell_applicant"})
            == "notices.actions.tell_applicant"
        )
        assert work_of("motcua.journal.tasks.seal_yesterday", {}) == "journal.tasks.seal_yesterday"


def _failed() -> Exception:
    try:
        try:
            raise OSError(28, "no room for Lò Thị Mai")
        except OSError as cause:
            raise RuntimeError("Lò Thị Mai") from cause
    except RuntimeError as fault:
        return fault
