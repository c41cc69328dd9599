"""No verb of the dossiers is forgotten: each is tried by a stranger, or nobody stands behind it at all."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError
from motcua.dossiers.models import BulkAct, Dossier
from motcua.journal.models import Event
from tests.access.others import OTHERS, make_things
from tests.access.test_acts import ACTS
from tests.directory.makers import make_citizen
from tests.dossiers.makers import NINE, make_dossier, make_file, make_office

# What a stranger may call without any effect on what is not his; each has its test below.
HARMLESS = {"start_draft", "run_bulk", "note_presence", "note_reading", "succeed", "follow_successions"}


def verbs_of(act: Callable[..., Any]) -> Iterator[str]:
    """The verbs that an act of the table calls: named in its words, or handed to its maker."""
    yield from act.__code__.co_names
    for cell in act.__closure__ or ():
        if callable(cell.cell_contents):
            yield cell.cell_contents.__name__


def test_every_verb_is_tried_by_a_stranger() -> None:
    in_the_table = {verb for _make, act, _roles in ACTS.values() for verb in verbs_of(act)}
    by_nobody = {name for name in actions.__all__ if "by" not in inspect.signature(getattr(actions, name)).parameters}
    assert set(actions.__all__) - in_the_table - by_nobody - OTHERS.keys() - HARMLESS == set()
    # What has no actor is called by the timetable and the queue alone; a new one is looked at here.
    told = {"charge", "charge_lateness", "drop_overtaken", "forget_forecasts", "propose_stop", "recompute_batch"}
    assert by_nobody == told | {"renew_forecasts", "renew_paces"}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OTHERS)
def test_a_stranger_is_refused(verb: str) -> None:
    things = make_things()
    for stranger in (make_citizen()[1], *officers_elsewhere()):
        with pytest.raises(DossierError):
            OTHERS[verb](things, stranger)


def officers_elsewhere() -> list[Any]:
    office = make_office()
    return [office.reception, office.case, office.signatory, office.head]


@pytest.mark.django_db
def test_in_bulk_a_stranger_moves_nothing_and_reads_no_reason() -> None:
    dossier, stranger = make_dossier(make_office()), make_office().case
    run = actions.run_bulk(uuid4(), BulkAct.TAKE, [(dossier.pk, dossier.version)], by=stranger, at=NINE)
    assert not run.items.exists()
    assert Dossier.objects.get(pk=dossier.pk).version == dossier.version


@pytest.mark.django_db
def test_a_dossier_whose_bodies_stand_succeeds_to_nobody_whoever_asks() -> None:
    dossier = make_dossier(make_office())
    assert not actions.succeed(dossier.pk, by=make_citizen()[1], at=NINE)
    assert sum(actions.follow_successions(by=make_citizen()[1], at=NINE)) == 0


@pytest.mark.django_db
def test_a_citizen_leaves_no_trace_by_looking_and_begins_drafts_of_his_own_alone() -> None:
    office, citizen = make_office(), make_citizen()[1]
    dossier, before = make_dossier(office), Event.objects.count()
    assert actions.note_presence(dossier, by=citizen, at=NINE) == []
    actions.note_reading(dossier, make_file(), by=citizen, at=NINE)
    assert Event.objects.count() == before
    assert actions.start_draft(office.service.pk, by=citizen, at=NINE).person_id == citizen.person_id
    with pytest.raises(DossierError):
        actions.start_draft(office.service.pk, by=office.case, at=NINE)
