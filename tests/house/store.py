"""An S3 store on this machine, in a process of its own, and the settings that lead to it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import boto3

BUCKET = "papers"
KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}


@dataclass
class Store:
    """A store with our bucket in it."""

    address: str
    process: subprocess.Popen[bytes]

    def objects(self) -> list[str]:
        """The keys of everything that is stored."""
        found = boto3.client("s3", endpoint_url=self.address, **KEYS).list_objects_v2(Bucket=BUCKET)
        return [one["Key"] for one in found.get("Contents", [])]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def running() -> Iterator[Store]:
    """An empty store, ended with the block."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as store:
        try:
            _wait_for(port)
            boto3.client("s3", endpoint_url=address, **KEYS).create_bucket(Bucket=BUCKET)
            yield Store(address, store)
        finally:
            store.kill()


def settings_for(address: str) -> dict[str, str]:
    return {
        "MOTCUA_S3_BUCKET": BUCKET,
        "MOTCUA_S3_PREFIX": "laichau",
        "MOTCUA_S3_ENDPOINT": address,
        "MOTCUA_S3_REGION": "us-east-1",
        "MOTCUA_S3_KEY": "test",
        "MOTCUA_S3_SECRET": "test",
    }


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        with closing(socket.socket()) as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < until, "the store did not start"
        time.sleep(0.1)
