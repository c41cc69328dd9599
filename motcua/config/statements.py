"""A wrapper around every statement of this process, on each connection once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.signals import connection_created


def wrap_statements(wrapper: Callable[..., Any], name: str) -> None:
    """From now on; `name` tells this wrapper from others."""

    def attach(connection: Any, **_: Any) -> None:
        # The list outlives the connection: opened anew, it has the wrapper already.
        if wrapper not in connection.execute_wrappers:
            connection.execute_wrappers.append(wrapper)

    connection_created.connect(attach, weak=False, dispatch_uid=name)
