"""Two hands at the same act in the same moment, on rows that are committed; run by `test_races.py`."""

import json
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from motcua.directory.people import reveal_number, update_contacts  # noqa: E402
from motcua.dossiers import actions  # noqa: E402
from motcua.dossiers.models import Draft  # noqa: E402
from tests.directory.makers import make_citizen, make_commune, make_person  # noqa: E402
from tests.dossiers.makers import make_draft, make_office  # noqa: E402

ROUNDS = 40


def together(*acts: Callable[[], object]) -> list[str]:
    """The names of the exceptions that the acts ended with, each in its own connection."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except Exception as fault:
            return type(fault).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as hands:
        return [fault for fault in hands.map(run, acts) if fault]


def begin() -> dict[str, object]:
    """The button "begin" pressed twice: how many unsent filings one person has of one service at most."""
    service, most, faults = make_office().service, 0, []
    for _ in range(ROUNDS):
        _account, citizen = make_citizen()
        faults += together(*[lambda who=citizen: actions.start_draft(service.pk, by=who, at=now())] * 3)
        most = max(most, Draft.objects.unsent().filter(person=citizen.person_id).count())
    return {"most": most, "faults": sorted(set(faults))}


def reveal() -> dict[str, object]:
    """An officer reads a number while its owner changes how to be reached."""
    officer, faults = make_office().reception, []
    for number in range(ROUNDS):
        person = make_person()
        contacts = {"phone": f"09{number:08}", "email": "", "address": f"Tổ {number}", "commune": None}
        faults += together(
            lambda one=person: reveal_number(one, by=officer, at=now(), why="x"),
            lambda one=person, to=contacts: update_contacts(one, **to, by=officer, at=now()),
            lambda one=person: reveal_number(one, by=officer, at=now(), why="y"),
        )
    return {"faults": sorted(set(faults))}


def send() -> dict[str, object]:
    """The button "send" pressed twice: how many dossiers come of one filing."""
    service, faults, dossiers = make_office().service, [], set()
    for _ in range(ROUNDS // 4):
        _account, citizen = make_citizen()
        draft = make_draft(service, citizen, now())
        faults += together(*[lambda one=draft, who=citizen: actions.lodge(one.pk, by=who, at=now())] * 3)
        dossiers.add(citizen.person_id)
    from motcua.dossiers.models import Dossier

    return {"faults": sorted(set(faults)), "extra": Dossier.objects.count() - len(dossiers)}


def take() -> dict[str, object]:
    """Several officers' acts on one step: whoever is late hears a sentence."""
    from tests.dossiers.makers import make_dossier

    office, faults = make_office(), []
    for _ in range(ROUNDS // 4):
        dossier = make_dossier(office)
        acts: Sequence[Callable[[], object]] = [
            lambda one=dossier: actions.take(one.pk, by=office.case, at=now(), version=one.version),
            lambda one=dossier: actions.assign(
                one.pk, officer_id=office.case.officer_id, by=office.head, at=now(), version=one.version
            ),
            lambda one=dossier: actions.draft_decision(
                one.pk, outcome="granted", title="t", text="t", by=office.case, at=now(), version=one.version
            ),
        ]
        faults += together(*acts)
    return {"faults": sorted(set(faults))}


if __name__ == "__main__":
    make_commune()
    sys.stdout.write(json.dumps({one.__name__: one() for one in (begin, reveal, send, take)}))
