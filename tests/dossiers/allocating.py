"""A process that takes codes as fast as it can, now and then failing; run by `test_codes.py`."""

import random
import sys
from datetime import date

import django

django.setup()

from django.db import transaction  # noqa: E402

from motcua.dossiers.codes import allocate_code  # noqa: E402
from motcua.dossiers.models import Counter  # noqa: E402


def main(number: int, wanted: int) -> None:
    luck, got = random.Random(number), 0
    while got < wanted:
        try:
            with transaction.atomic():
                code = allocate_code(f"H35.{got % 2}", date(2026, 11, 23))
                if luck.random() < 0.1:
                    raise KeyboardInterrupt  # the intake fails after its number was taken
        except KeyboardInterrupt:
            continue
        got += 1
        sys.stdout.write(code + "\n")


if __name__ == "__main__":
    assert Counter
    main(int(sys.argv[1]), int(sys.argv[2]))
