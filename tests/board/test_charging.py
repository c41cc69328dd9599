"""What the board's page of a closed dossier says of it stays as it was on the day it closed."""

from datetime import timedelta

import pytest

from motcua.board.charging import judged
from motcua.dossiers.clock import clock_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.dossiers.makers import make_dossier, make_office

pytestmark = pytest.mark.django_db


def by_law(dossier):
    return {str(row["term"]): str(row["value"]) for row in judged(dossier)}["Theo luật"]


def test_a_day_off_told_later_judges_no_closed_dossier_anew():
    dossier = make_dossier(make_office(), Status.RETURNED)
    assert by_law(dossier) == "đúng hạn"
    # As the date was reckoned then, before a day off was told: the clock of today gives a later one.
    Dossier.objects.filter(pk=dossier.pk).update(first_due_at=dossier.resolved_at - timedelta(minutes=1))
    dossier.refresh_from_db()
    assert clock_of(dossier).on_time
    assert by_law(dossier) == "quá hạn"
