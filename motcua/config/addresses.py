"""Where a running copy listens, and what its processes are told about it."""

import errno
import os
import socket
import urllib.error
import urllib.request
from argparse import Namespace

import psutil

EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  # what an operator writes to be reached from other machines
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Taken(Exception):
    """A port is in use or not ours to open; the text says which and what to do."""


def need_free(options: Namespace) -> None:
    """Raises Taken unless both ports can be opened: the pages', and the next one for the stand-in."""
    for port in (options.port, options.port + 1):
        family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
        with socket.socket(family) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((options.host, port))
            except OSError as fault:
                raise Taken(_sentence(fault, options.host, port)) from None
            except OverflowError:
                raise Taken(f"{port} is not a port; a port is a number up to 65535.") from None


def _sentence(fault: OSError, host: str, port: int) -> str:
    if fault.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose another: bin/run --port {port + 10}"
    if fault.errno == errno.EACCES:
        return f"Port {port} needs the rights of root. Choose one above 1024: bin/run --port 8000"
    return f"{host}:{port} cannot be opened ({fault.strerror})."


def environment(options: Namespace) -> dict[str, str]:
    """What every process of this copy is told; what the operator has set himself stays."""
    reached_as = "localhost" if options.host in EVERYWHERE | LOOPBACK else options.host
    told = {
        "MOTCUA_MODE": "demo",
        "MOTCUA_ADDRESS": f"http://{reached_as}:{options.port}",
        "PYTHONUNBUFFERED": "1",
    }
    if os.environ.get("MOTCUA_MODE", "demo") != "production":
        told["MOTCUA_VNEID"] = f"http://{reached_as}:{options.port + 1}"
        if options.host not in LOOPBACK:
            told["MOTCUA_HOSTS"] = told["MOTCUA_VNEID_HOSTS"] = ",".join(_names_of_this_machine())
    kept = {name: os.environ.get(name, value) for name, value in told.items()}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
        "MOTCUA_DATA": str(options.data),
        "MOTCUA_PORT": str(options.port),
        "MOTCUA_SUPERVISOR": str(os.getpid()),
    }


def _names_of_this_machine() -> list[str]:
    known = [address.address.split("%")[0] for found in psutil.net_if_addrs().values() for address in found]
    numbers = [f"[{known_as}]" if ":" in known_as else known_as for known_as in known if known_as.count(":") != 5]
    return sorted({"localhost", "127.0.0.1", "[::1]", socket.gethostname(), *numbers})


def status_of(address: str) -> int:
    """The status that a page answers with; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # http, made by us
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except OSError:
        return 0
