"""What every measurement says of itself, and how it is printed."""

from __future__ import annotations

import json
import os
import platform
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def machine() -> dict[str, Any]:
    """The interpreter, its build and the machine: figures without these mean little."""
    return {"python": platform.python_version(), "build": _build(), "cores": os.cpu_count()}


def _build() -> str:
    if Path(sys.executable).resolve().parent == Path("/usr/bin"):
        return "the system's"
    optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    return "along a profile" if optimised else "plain"


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median, 95th and 99th of a hundred, in milliseconds."""
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)

    return {"p50_ms": at(0.5), "p95_ms": at(0.95), "p99_ms": at(0.99)}


def tell(name: str, figures: dict[str, Any]) -> None:
    """Print as JSON with --json, else as lines."""
    figures = {"bench": name, **figures, **machine()}
    if "--json" in sys.argv:
        print(json.dumps(figures, indent=2, ensure_ascii=False))
        return
    for key, value in figures.items():
        print(f"{key:>28}  {value}")
