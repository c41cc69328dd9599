"""What is sent twice or cannot be kept: nothing is doubled, nothing lost, and the counter says why."""

import pytest
from django.test import Client

from motcua.dossiers.models import Dossier
from tests.counter.test_counter import enter, filled_in
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db


def test_a_key_of_somebody_elses_dossier_opens_nothing(office: Office, counter: Client) -> None:
    counter.post("/counter/dossiers/", filled_in(office))
    other = make_office()
    stranger = enter(other.reception.officer_id)
    assert stranger.post("/counter/dossiers/", filled_in(other, request="")).status_code == 422


def test_a_name_that_no_row_could_hold_is_a_fault_at_its_field(office: Office, counter: Client) -> None:
    long = {"who-full_name": "Lò " * 70, "applicant": "organisation"}
    long |= {"organisation-code": "0101234567", "organisation-name": "Hợp tác xã " * 30}
    page = counter.post("/counter/dossiers/", filled_in(office, **long)).content.decode()
    assert 'href="#who-full_name"' in page and 'href="#organisation-name"' in page
    assert not Dossier.objects.exists()
