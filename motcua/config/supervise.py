"""`bin/run`: one process that makes ready, starts, watches and ends all the others."""

import contextlib
import os
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence

from motcua.config.addresses import Taken, environment, need_free, status_of
from motcua.config.children import Child
from motcua.config.data_folder import NotWritable, make_writable
from motcua.config.embedded import Tended, database_url, in_use, stop_if_unused
from motcua.config.greeting import greeting
from motcua.config.postgres import NotStarted
from motcua.config.steps import Amount, amount_wanted

PATIENCE = 90  # seconds for the first answer
GRACE = {"web": 8, "national sign-in (stand-in)": 4, "worker": 22, "preparation": 5}  # seconds to end by itself
TICK = 0.1  # seconds


class Failed(Exception):
    """The copy cannot go on; the text says why."""


class Stop(Exception):
    """Somebody asked us to end."""


def main(options: Namespace) -> int:
    """Run until Ctrl-C or SIGTERM; the exit status is 0 when the end was asked for."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    started = time.monotonic()
    os.environ.update(environment(options))
    try:
        with _told_to_stop(), _database(options) as database:
            return _run(options, database, started)
    except Stop:
        return 0
    except (Failed, NotWritable, NotStarted, Taken) as fault:
        say(f"\nMột Cửa cannot start. {fault}")
        return 1


def say(words: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        print(words, flush=True)


@contextlib.contextmanager
def _told_to_stop() -> Iterator[None]:
    def stop(*_: object) -> None:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_IGN)  # the end is under way; asking again does not cut it short
        say("\nStopping …")
        raise Stop

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, stop)
    yield


@contextlib.contextmanager
def _database(options: Namespace) -> Iterator[Tended | None]:
    """The embedded server for as long as we run, unless DATABASE_URL names another."""
    make_writable(options.data)
    need_free(options)
    if "DATABASE_URL" in os.environ:
        yield None
        return
    try:
        with in_use(options.data):
            say(f"Một Cửa · {options.data}")
            os.environ["DATABASE_URL"] = database_url(options.data)
            yield Tended(options.data)
    finally:
        stop_if_unused(options.data)


def _run(options: Namespace, database: Tended | None, started: float) -> int:
    amount = amount_wanted(empty=options.empty, no_demo=options.no_demo)
    children = _children(options, amount)
    try:
        _prepare(options)
        for child in children:
            child.start()
        _wait_until_it_answers(children, options)
        say(greeting(options, amount, time.monotonic() - started))
        _watch([database, *children] if database else children)
    finally:
        for child in children:
            child.stop(GRACE[child.name])
        say("Stopped.")
    return 0


def _prepare(options: Namespace) -> None:
    """Make ready what is missing, in a process of its own that prints its steps; nothing missing, no process."""
    if not _something_is_missing(options):
        return
    flags = [flag for flag, given in (("--empty", options.empty), ("--no-demo", options.no_demo)) if given]
    child = Child("preparation", [sys.executable, "-m", "django", "prepare", *flags])
    try:
        child.start()
        while child.is_alive():
            time.sleep(TICK)
    finally:
        child.stop(GRACE[child.name])
    assert child.process is not None
    if child.process.returncode:
        raise Failed(
            "The preparation failed; its last words are above. Nothing is lost: start again when it is mended."
        )


def _something_is_missing(options: Namespace) -> bool:
    from django.core.exceptions import ImproperlyConfigured

    from motcua.config.assets import stale_translations, static_is_stale
    from motcua.config.stamps import Stamps, stale
    from motcua.config.steps import steps_for

    try:
        from motcua.config import settings
    except ImproperlyConfigured as fault:
        raise Failed(f"{fault}.") from None
    stamps = Stamps(os.environ["DATABASE_URL"], settings.SCHEMA)
    steps = steps_for(amount_wanted(empty=options.empty, no_demo=options.no_demo))
    return bool(stale_translations() or static_is_stale(settings.STATIC_ROOT) or stale(steps, stamps, options.data))


def _children(options: Namespace, amount: Amount) -> list[Child]:
    """In the order in which they are started and ended."""
    python, logs = [sys.executable, "-m"], options.data / "logs"
    address = ["--host", options.host, "--port", str(options.port), "--workers", str(options.workers)]
    children = [Child("web", [*python, "django", "web", *address], logs / "web.log")]
    if amount is Amount.DEMO:
        stand_in = [*python, "motcua.exchange.vneid.fake", "--host", options.host, "--port", str(options.port + 1)]
        children.append(Child("national sign-in (stand-in)", stand_in, logs / "sign-in.log"))
    return [*children, Child("worker", [*python, "django", "worker"], logs / "worker.log")]


def _wait_until_it_answers(children: list[Child], options: Namespace) -> None:
    waited_from = time.monotonic()
    asked = [f"http://{options.loopback}:{options.port}/readyz"]
    if any("stand-in" in child.name for child in children):
        asked.append(f"http://{options.loopback}:{options.port + 1}/.well-known/openid-configuration")
    while (statuses := {status_of(address) for address in asked}) != {200}:
        for child in children:
            if not child.is_alive():
                raise Failed("\n".join([f"{child.name} ended at once:", *child.last_words()]))
        if 500 in statuses:
            raise Failed("\n".join(["The pages fail:", *children[0].last_words()]))
        if time.monotonic() - waited_from > PATIENCE:
            raise Failed(f"No answer within {PATIENCE} s; see {options.data / 'logs'}.")
        time.sleep(TICK)


def _watch(tended: Sequence[Child | Tended]) -> None:
    while True:
        for one in tended:
            if words := one.look():
                say(f"{time.strftime('%H:%M:%S')} {words}" + (f"; see {one.log}" if "unexpectedly" in words else ""))
        time.sleep(2 * TICK)
