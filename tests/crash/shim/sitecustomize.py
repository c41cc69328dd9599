"""Found by every Python process of a copy whose clock is stepped: the shim breaks this one call of the system's."""

import select
import time


def sleep(seconds: float) -> None:
    select.select([], [], [], seconds)


time.sleep = sleep
