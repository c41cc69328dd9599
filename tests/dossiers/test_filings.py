"""What was filed where is counted by the night, and twice counted is counted once."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from motcua.catalogue.models import ProcedureUse
from motcua.catalogue.search import filed_most
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from motcua.dossiers.watching.filings import count_filings, filings_since
from tests.dossiers.makers import NINE, make_dossier, make_office

pytestmark = pytest.mark.django_db


def test_accepted_dossiers_are_counted_by_procedure_and_body() -> None:
    office = make_office()
    for _number in range(3):
        make_dossier(office, Status.ACCEPTED)
    dossier = Dossier.objects.first()
    assert dossier is not None
    day = NINE.date()
    procedure = dossier.handling.version.procedure
    assert filings_since(day, day + timedelta(days=1)) == {day: {(procedure.pk, dossier.competent_id): 3}}
    assert filings_since(day - timedelta(days=1), day) == {}


def test_counting_twice_says_the_same() -> None:
    office = make_office()
    dossier = make_dossier(office, Status.ACCEPTED)
    yesterday = localdate() - timedelta(days=1)
    Dossier.objects.filter(pk=dossier.pk).update(accepted_at=dossier.accepted_at + (yesterday - NINE.date()))
    for _time in range(2):
        count_filings()
    use = ProcedureUse.objects.get()
    assert (use.how, use.on, use.count, use.words) == ("filed", yesterday, 1, "")
    procedure = dossier.handling.version.procedure
    assert filed_most(dossier.competent_id, on=localdate()) == [(procedure.code, procedure.name)]
