"""The state of this moment as figures: few short questions to the database, none that grows with the dossiers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.conf import settings
from prometheus_client.metrics_core import GaugeMetricFamily

from motcua import VERSION
from motcua.config.figures import memory
from motcua.console.operating import database, machine, queue, sealing

Rows = Iterable[tuple[Sequence[str], float]]


def of_the_machine() -> Iterator[GaugeMetricFamily]:
    yield _gauge("motcua_info", "The release that runs here.", ["version"], [([VERSION], 1)])
    room = [([disk.holds], float(disk.free)) for disk in machine.disks()]
    yield _gauge("motcua_disk_free_bytes", "Room left on the disk of a folder.", ["holds"], room)
    sizes = [([disk.holds], float(disk.size)) for disk in machine.disks()]
    yield _gauge("motcua_disk_size_bytes", "Size of the disk of a folder.", ["holds"], sizes)
    used = [([role], float(size)) for role, size in memory(settings.FIGURES).items()]
    yield _gauge("motcua_memory_bytes", "Memory of the processes of this machine.", ["role"], used)
    ends = [([one.name], _seconds(one.ends_at)) for one in machine.certificates()]
    yield _gauge("motcua_certificate_ends_seconds", "When a certificate ends; 0: it cannot be read.", ["name"], ends)
    ages = [([key.name], key.written_at.timestamp()) for key in machine.key_files()]
    yield _gauge("motcua_key_written_seconds", "When a key was made.", ["name"], ages)
    yield _gauge(
        "motcua_backup_last_seconds",
        "When the newest base of the backup was taken; 0: never.",
        [],
        [([], _seconds(machine.last_backup()))],
    )


def of_the_database() -> Iterator[GaugeMetricFamily]:
    """Raises DatabaseError."""
    depths = queue.depths()
    jobs = [([one.queue, one.status], float(one.jobs)) for one in depths]
    yield _gauge("motcua_queue_jobs", f"Work of the queue by state, up to {queue.MOST}.", ["queue", "status"], jobs)
    waits = [([one.queue], one.oldest) for one in depths if one.status == "waiting" and one.oldest is not None]
    yield _gauge("motcua_queue_oldest_seconds", "How long the first in a queue has waited.", ["queue"], waits)
    alive = queue.workers()
    told = [(["alive"], float(alive.alive)), (["silent"], float(alive.silent))]
    yield _gauge("motcua_queue_workers", "Workers by sign of life within half a minute.", ["state"], told)
    if until := sealing.sealed_until():
        yield _gauge("motcua_journal_sealed_seconds", "Until when it is sealed.", [], [([], until.timestamp())])
    yield from _of_the_server()


def _of_the_server() -> Iterator[GaugeMetricFamily]:
    used = database.connections()
    states = [([state], float(count)) for state, count in used.by_state.items()]
    yield _gauge("motcua_database_connections", "Connections to our database by state.", ["state"], states)
    yield _gauge(
        "motcua_database_connections_limit",
        "Connections that the server lets in, of all its databases.",
        [],
        [([], float(used.bound))],
    )
    late = [([one.name], one.seconds) for one in database.followers()]
    yield _gauge("motcua_follower_behind_seconds", "How far a follower is behind the journal.", ["follower"], late)
    behind = [([one.name], one.seconds) for one in database.replicas()]
    yield _gauge("motcua_replica_behind_seconds", "How far a replica is behind.", ["replica"], behind)


def _gauge(name: str, tells: str, labels: Sequence[str], rows: Rows) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, tells, labels=labels)
    for values, number in rows:
        family.add_metric(values, number)
    return family


def _seconds(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0
