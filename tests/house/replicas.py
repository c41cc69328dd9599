"""A replica that follows a copy's database by streaming, made with the programs that the product ships."""

from __future__ import annotations

from pathlib import Path

import psycopg

from motcua.config import embedded
from motcua.config.postgres import Cluster, open_to_account, run


def follow(data: Path, folder: Path) -> Cluster:
    """A replica of the copy's database in this folder, streaming."""
    folder.mkdir(mode=0o700)
    open_to_account(folder)
    run("pg_basebackup", "-d", embedded.cluster_of(data).url("postgres"), "-D", str(folder), "-R", "-c", "fast")
    replica = Cluster(folder)
    replica.forget_origin()
    replica.configure(embedded.SETTINGS)
    replica.start()
    return replica


def tell(cluster: Cluster, query: str) -> object:
    """The one value that the query gives."""
    with psycopg.connect(cluster.url(embedded.DATABASE), autocommit=True) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]
