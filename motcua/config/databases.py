"""The databases as the framework is told of them: the primary, and a replica that is only read."""

from typing import Any

# What is in hand lies in memory or on an SSD. By the server's own figure, 4, it gathers all that is running and sorts
# it, for a list or a count that ends after a few steps along its index.
COSTS = "-c random_page_cost=1.1"
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
