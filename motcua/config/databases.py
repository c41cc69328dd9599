"""The databases as the framework is told of them: the primary, and a replica that is only read."""

from typing import Any

CONNECT = 2  # seconds to wait for a replica that may be down


def replica_of(database: dict[str, Any]) -> dict[str, Any]:
    """The settings of a replica: it refuses writes, and is not waited for; tests make none of it."""
    options = database["OPTIONS"]
    read_only = f"{options['options']} -c default_transaction_read_only=on"
    return {
        **database,
        "OPTIONS": {**options, "options": read_only, "connect_timeout": CONNECT},
        "TEST": {"MIRROR": "default"},
    }
