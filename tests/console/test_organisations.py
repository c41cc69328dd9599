"""Who acts for an organisation is found by its code, and stops doing so on a named day."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from motcua.directory.actors import actor_of
from motcua.directory.models import Representative
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from tests.directory.makers import SINCE, make_citizen, make_organisation
from tests.dossiers.makers import NINE, make_intake, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return make_citizen()[0]


@pytest.fixture
def company(director):
    return make_organisation(director.person, name="Hợp tác xã Chè")


def ending(company):
    return f"/console/mandates/{Representative.objects.get(organisation=company).pk}/end/"


def test_an_organisation_is_found_by_its_code_alone(enter, company, director):
    admin = enter()
    assert company.name not in admin.get("/console/organisations/").text
    page = admin.get(f"/console/organisations/?code={company.code}").text
    assert company.name in page and director.person.full_name in page and director.person.masked_number in page
    assert "No organisation has this code" in admin.get("/console/organisations/?code=%00999").text
    assert "/console/organisations/" in admin.get("/console/officers/").text


def test_from_the_day_after_a_mandate_the_person_sees_nothing_of_the_organisation(enter, company, director):
    office = make_office()
    facts = {"applicant_person_id": None, "applicant_organisation_id": company.pk, "filer_id": None}
    intake = make_intake(office.service, **facts, applicant_name=company.name)
    dossier = actions.receive(intake, by=office.reception, at=NINE)
    assert dossier in Dossier.objects.visible_to(actor_of(director, localdate()))
    answer = enter().post(ending(company), {"valid_to": localdate() - timedelta(days=1)})
    assert answer["Location"] == f"/console/organisations/?code={company.code}"
    assert dossier not in Dossier.objects.visible_to(actor_of(director, localdate()))
    assert Event.objects.filter(kind="RepresentativeEnded").count() == 1


def test_a_last_day_before_the_first_is_told_beside_its_field_and_changes_nothing(enter, company):
    answer = enter().post(ending(company), {"valid_to": SINCE - timedelta(days=1)})
    assert answer.status_code == 422 and "comes before the first" in answer.text
    assert Representative.objects.get().valid_to is None


def test_an_ended_mandate_is_not_ended_again(enter, company):
    admin, address = enter(), ending(company)
    admin.post(address, {"valid_to": localdate()})
    assert admin.get(address).status_code == 404
