"""The operator's page: what is wrong is seen at once, and work that failed gets another try, once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.db import connection
from django.utils.timezone import now

from motcua.console.actions import forget_trouble, note_trouble
from motcua.console.models import Trouble
from motcua.console.operating import machine, queue
from motcua.console.operating.database import without_values
from motcua.console.operating.signs import signs, spelled
from motcua.directory.roles import Role
from motcua.journal.models import Event
from motcua.journal.queue import react
from motcua.journal.verifying import broken_links
from tests.console.test_home import make_failed, state_of

PAGE = "/console/operating/"
A_FULL_QUEUE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, status, lock)
SELECT 'reactions', 'react', number % 5, status, status::text || number
FROM generate_series(1, 300) number, unnest(enum_range(NULL::procrastinate_job_status)) status
"""


def test_an_empty_machine_has_nothing_in_trouble(admin) -> None:
    page = admin.get(PAGE).content.decode()
    assert "No work is in trouble." in page
    assert "All queues are empty." in page
    assert "PostgreSQL" in page


@pytest.mark.parametrize("language", ["en", "vi"])
def test_failed_work_shows_how_it_failed_in_both_languages(enter, language) -> None:
    note_trouble(make_failed(), kind="ConnectTimeout (504)", place="actions.py:31 tell_applicant", at=now())
    page = enter(language=language).get(PAGE).content.decode()
    assert "notices.actions.tell_applicant" in page
    assert "ConnectTimeout (504)" in page and "actions.py:31" in page


def test_another_try_is_written_into_the_journal(admin) -> None:
    job = make_failed()
    answer = admin.post(f"{PAGE}jobs/{job}/tries/", follow=True)
    assert "waits in the queue again" in answer.content.decode()
    assert state_of(job) == "todo"
    event = Event.objects.get(kind="JobTriedAgain")
    assert event.payload == {"job": job, "work": "motcua.notices.actions.tell_applicant"}
    assert event.actor.startswith("officer:")


def test_a_second_press_tries_nothing_and_records_nothing(admin) -> None:
    job = make_failed()
    for _press in range(2):
        admin.post(f"{PAGE}jobs/{job}/tries/")
    assert Event.objects.filter(kind="JobTriedAgain").count() == 1


def test_each_try_of_a_job_goes_on_its_chain(admin) -> None:
    job = make_failed()
    for _time in range(2):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [job])
        admin.post(f"{PAGE}jobs/{job}/tries/")
    assert list(Event.objects.filter(subject=f"job:{job}").values_list("sequence", flat=True)) == [1, 2]
    assert list(broken_links()) == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_sees_or_tries(enter, role) -> None:
    job = make_failed()
    client = enter(role)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}jobs/{job}/tries/").status_code == 403
    assert state_of(job) == "failed"


def test_failures_of_one_job_are_counted_and_forgotten_when_it_is_carried(db) -> None:
    for kind in ("A", "B"):
        note_trouble(7, kind=kind, place="x.py:1 f", at=now())
    trouble = Trouble.objects.get()
    assert (trouble.kind, trouble.times) == ("B", 2)
    forget_trouble(7)
    assert not Trouble.objects.exists()


def test_what_waits_what_is_put_off_and_what_failed_are_counted_apart(db) -> None:
    react.defer(event_id=1, reaction="motcua.x.y")
    react.configure(schedule_at=now() + timedelta(hours=1)).defer(event_id=2, reaction="motcua.x.y")
    make_failed()
    found = {one.status: one.jobs for one in queue.depths()}
    assert found == {"waiting": 1, "later": 1, "failed": 1}


def test_how_long_the_first_waits_is_counted_from_when_it_could_begin(db) -> None:
    job = react.defer(event_id=1, reaction="motcua.x.y")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '5 minutes' WHERE job_id = %s", [job])
    (waiting,) = queue.depths()
    assert waiting.oldest == pytest.approx(300, abs=5)
    sign = next(one for one in signs() if one.label == "Việc đang chờ")
    assert (sign.value, sign.tone) == ("1", "late")


def test_a_worker_without_a_sign_of_life_is_not_alive(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()), (now() - interval '1 minute')"
        )
    assert queue.workers() == queue.Workers(alive=1, silent=1)


def test_a_job_in_the_hands_of_a_dead_worker_is_in_trouble(db) -> None:
    job = react.defer(event_id=1, reaction="motcua.x.y")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job])
    (troubled,) = queue.troubled()
    assert troubled.is_held_by_the_dead and troubled.id == job


def test_the_queue_is_read_by_its_partial_indexes(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute(A_FULL_QUEUE)
        cursor.execute("ANALYZE procrastinate_jobs")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {queue._DEPTHS}", {"most": queue.MOST})
        plan = "\n".join(line for (line,) in cursor.fetchall())
    for index in ("procrastinate_jobs_priority_idx_v1", "procrastinate_jobs_lock_idx_v1", "motcua_failed_jobs"):
        assert index in plan
    assert "Seq Scan" not in plan


def test_a_statement_is_shown_without_its_values() -> None:
    text = "SELECT *  FROM p WHERE name = 'Lò Thị ''Mai''' AND number = 012345678901 AND t1.id = $1"
    assert without_values(text) == "SELECT * FROM p WHERE name = ? AND number = ? AND t1.id = $1"


def test_a_certificate_tells_its_end_and_a_broken_one_that_it_cannot_be_read(settings, tmp_path: Path) -> None:
    ends = datetime(2030, 1, 2, tzinfo=UTC)
    good, bad = tmp_path / "proxy.pem", tmp_path / "partner.pem"
    good.write_bytes(certificate(ends))
    bad.write_text("no certificate")
    settings.CERTIFICATES = [good, bad]
    assert machine.certificates() == [machine.Certificate("proxy", ends), machine.Certificate("partner", None)]


def certificate(ends: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "motcua.test")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(ends)
    return built.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)


def test_the_newest_finished_base_is_the_last_backup(settings, tmp_path: Path) -> None:
    settings.BACKUP = tmp_path
    assert machine.last_backup() is None
    for day in ("20", "21"):
        base = tmp_path / "base" / f"202611{day}T010000Z"
        base.mkdir(parents=True)
        (base / "manifest.json").write_text(f'{{"ended_at": "2026-11-{day}T01:05:00+00:00"}}')
    (tmp_path / "base" / "20261122T010000Z").mkdir()  # not finished
    assert machine.last_backup() == datetime(2026, 11, 21, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"), [(3, "3 giây"), (300, "5 phút"), (7200, "2 giờ"), (3 * 86400, "3 ngày")]
)
def test_a_duration_is_said_in_its_largest_unit(seconds: int, words: str) -> None:
    assert spelled(seconds) == words


def test_the_page_takes_as_many_queries_for_thirty_failures_as_for_one(admin, queries) -> None:
    make_failed()
    few = queries(admin, PAGE)
    for _number in range(29):
        make_failed()
    assert queries(admin, PAGE) == few
