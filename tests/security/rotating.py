"""Other processes at work while the identity key changes; run by `test_rotation.py` with the keys it gives them."""

from __future__ import annotations

import json
import random
import sys
import time

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from motcua.directory import identity  # noqa: E402
from motcua.directory.actors import SYSTEM  # noqa: E402
from motcua.directory.models import Account, Person  # noqa: E402
from motcua.directory.people import find_person, register_person, reveal_number  # noqa: E402
from motcua.dossiers import actions  # noqa: E402
from motcua.dossiers.models import Declaration, Draft  # noqa: E402
from tests.directory.makers import make_citizen, make_commune  # noqa: E402
from tests.dossiers.makers import make_draft, make_office  # noqa: E402

KNOWN, NEW = 1500, 200
NUMBERS = [f"012190{number:06}" for number in range(500_000, 500_000 + KNOWN + NEW)]
SECRET = "JBSWY3DPEHPK3PXP"


def prepare() -> dict[str, object]:
    """People, unsent filings, a sent one and a second factor, all under the old key."""
    make_commune()
    office = make_office()
    for number in NUMBERS[:KNOWN]:
        register_person(number, "Lò Thị Thử", by=SYSTEM, at=now())
    for _ in range(60):
        _account, citizen = make_citizen()
        make_draft(office.service, citizen, now())
    actions.lodge(make_draft(office.service, citizen, now()).pk, by=citizen, at=now())
    assert generate_totp_secret()
    TOTP.activate(Account.objects.exclude(officer=None).first(), SECRET)
    return {"people": Person.objects.count()}


def work(seconds: float) -> dict[str, object]:
    """Find, register, read and correct, as doors do; every surprise is told."""
    faults, acts, until = set(), 0, time.monotonic() + seconds
    drafts = list(Draft.objects.values_list("pk", flat=True))
    while time.monotonic() < until:
        number = random.choice(NUMBERS)
        try:
            person = find_person(number) or register_person(number, "Lò Thị Thử", by=SYSTEM, at=now())
            if reveal_number(person, by=SYSTEM, at=now(), why="H35-1") != number:
                faults.add("another's number")
            draft = Draft.objects.get(pk=random.choice(drafts))
            Draft.objects.filter(pk=draft.pk).update(answers={**draft.answers, "address": f"Tổ {acts}"})
        except Exception as fault:
            faults.add(repr(fault))
        acts += 1
    return {"faults": sorted(faults), "acts": acts}


def look() -> dict[str, object]:
    """What the keys of this process can read, when every row must be read by them."""
    numbers = [identity.unseal(person.number_sealed) for person in Person.objects.all()]
    found = [find_person(number) is not None for number in NUMBERS[:KNOWN]]
    twice = Person.objects.values("number_fingerprint").annotate(rows=Count("pk")).filter(rows__gt=1)
    factor = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    return {
        "people": len(numbers),
        "doubled": len(numbers) - len(set(numbers)) + len(twice),
        "found": all(found),
        "drafts": all(draft.answers["full_name"] for draft in Draft.objects.all()),
        "declarations": all(row.answers["full_name"] for row in Declaration.objects.all()),
        "factor": identity.unseal(factor.data["secret"].encode()) == SECRET,
    }


if __name__ == "__main__":
    name, *given = sys.argv[1:]
    done = {"prepare": prepare, "work": lambda: work(float(given[0])), "look": look}[name]()
    sys.stdout.write(json.dumps(done))
