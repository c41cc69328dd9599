"""Starts the stand-in: tables, client, server."""

import argparse
import os
import sys
from pathlib import Path

CALLBACK = "/accounts/vneid/login/callback/"


def main() -> None:
    options = _options()
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.exchange.vneid.fake.settings"
    os.environ["MOTCUA_DATA"], os.environ["MOTCUA_VNEID_PORT"] = str(options.data), str(options.port)
    if os.environ.get("MOTCUA_MODE", "production") not in {"demo", "test"}:
        sys.exit("The stand-in for VNeID lets anybody be anybody: it never runs in production.")
    _prepare(options.data, options.client_redirect)
    _serve(options.host, options.port)


def _options() -> argparse.Namespace:
    known = os.environ.get
    parser = argparse.ArgumentParser(prog="python -m motcua.exchange.vneid.fake", description=__doc__)
    parser.add_argument("--host", default=known("MOTCUA_VNEID_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(known("MOTCUA_VNEID_PORT", "8001")))
    parser.add_argument("--data", type=Path, default=known("MOTCUA_DATA"), required="MOTCUA_DATA" not in os.environ)
    parser.add_argument("--client-redirect", action="append", help="address of the product; may be repeated")
    options = parser.parse_args()
    options.client_redirect = options.client_redirect or [known("MOTCUA_ADDRESS", "http://localhost:8000")]
    return options


def _prepare(data: Path, addresses: list[str]) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from motcua.exchange.vneid.fake.client import register
    from motcua.exchange.vneid.fake.keys import client_secret

    try:
        secret = client_secret(data)
    except LookupError as missing:
        sys.exit(str(missing))
    call_command("migrate", verbosity=0)
    register(secret, [f"{address.rstrip('/')}{CALLBACK}" for address in addresses])


def _serve(host: str, port: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    # One process: the codes it hands out live in its memory.
    target = "motcua.exchange.vneid.fake.wsgi:application"
    Server(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        backpressure=32,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
