"""Found by every Python process of a copy whose clock is stepped: they all go by the file that the test writes."""

import os
import subprocess
import time
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

PYTHONPATH = os.environ["PYTHONPATH"]
true_time = time.time


def stepped() -> float:
    with open(os.environ["FAKETIME_TIMESTAMP_FILE"]) as file:
        return true_time() + float(file.read())


def now() -> datetime:
    return datetime.fromtimestamp(stepped(), UTC)


class Popen(subprocess.Popen):  # type: ignore[type-arg]
    """Leads what is started here to this file as well: `bin/` names the tree alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        os.environ["PYTHONPATH"] = PYTHONPATH
        super().__init__(*args, **kwargs)


time.time, timezone.now, subprocess.Popen = stepped, now, Popen  # type: ignore[misc]
