"""The web server: several processes, few threads in each, logs as JSON lines."""

from django.conf import settings
from granian.constants import Interfaces
from granian.server import Server

from motcua.config.figures import forget_the_dead
from motcua.config.logs import LOGGING
from motcua.config.pool import THREADS

TARGET = "motcua.config.wsgi:application"
SERVER_LOGS = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": LOGGING["formatters"],
    "handlers": LOGGING["handlers"],
    "loggers": {
        "_granian": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "granian.access": {"handlers": ["out"], "level": "WARNING", "propagate": False},
    },
}


def serve(*, host: str, port: int, workers: int) -> None:
    """Answer until told to stop (SIGTERM, Ctrl-C); a worker that dies is replaced."""
    forget_the_dead(settings.FIGURES)
    Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level="warning",  # type: ignore[arg-type]
        log_dictconfig=SERVER_LOGS,
    ).serve()
