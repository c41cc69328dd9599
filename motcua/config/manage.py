"""Runs one command of the framework or the product; a foreseeable fault is a sentence, not a trace."""

import atexit
import contextlib
import os

from motcua.config.data_folder import NotWritable, data_folder, make_writable
from motcua.config.embedded import database_url, in_use, stop_if_unused
from motcua.config.postgres import NotStarted

WITHOUT_DATABASE = {
    "clock",
    "due",
    "help",
    "words",
    "collectstatic",
    "compile_words",
    "makemessages",
    "compilemessages",
    "restore",  # brings up the restored database itself
}


def main(arguments: list[str]) -> str | int:
    """The exit status, or the sentence to leave with."""
    os.environ.setdefault("MOTCUA_MODE", "demo")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    try:
        if _needs_database(arguments):
            _bring_up()
        return _run(arguments)
    except (NotWritable, NotStarted) as fault:
        return str(fault)


def _needs_database(arguments: list[str]) -> bool:
    wanted = [argument for argument in arguments[1:] if not argument.startswith("-")]
    asks_help = {"-h", "--help", "--version"} & set(arguments)
    return bool(wanted) and not asks_help and wanted[0] not in WITHOUT_DATABASE


def _bring_up() -> None:
    if "DATABASE_URL" in os.environ:
        return
    data = data_folder()
    make_writable(data)
    atexit.register(stop_if_unused, data)  # runs last: first the connections are closed, then the use ends
    use = contextlib.ExitStack()
    use.enter_context(in_use(data))
    atexit.register(use.close)
    atexit.register(_close_connections)
    os.environ["DATABASE_URL"] = database_url(data)


def _close_connections() -> None:
    from django.conf import settings
    from django.db import connections

    if settings.configured:
        connections.close_all()


def _run(arguments: list[str]) -> str | int:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(arguments)
    except ImproperlyConfigured as fault:
        return str(fault)
    except OperationalError as fault:
        return f"The database does not answer: {fault}"
    return 0
