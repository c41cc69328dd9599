"""Applicants: registered once, never renamed in silence, their numbers sealed and read with a trace."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from motcua.directory.actors import SYSTEM
from motcua.directory.models import Person
from motcua.directory.people import (
    NotFilledIn,
    correct_person,
    end_representative,
    find_organisation,
    find_person,
    name_representative,
    register_organisation,
    register_person,
    reveal_number,
    update_contacts,
)
from motcua.directory.roles import Role
from motcua.directory.signin import StatedOrganisation, StatedPerson, person_from_claims
from motcua.journal.models import Event
from tests.directory.makers import make_body, make_citizen, make_officer, make_organisation, make_person, tax_code

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
US = {"by": SYSTEM, "at": AT}
NUMBER = "012190000017"


def facts_of(person):
    events = Event.objects.filter(subject=f"person:{person.pk}").order_by("sequence")
    return [(event.kind, event.payload) for event in events]


def test_one_number_is_one_person():
    first = register_person(NUMBER, "Lò Thị Mai", **US)
    again = register_person("012 190 000 017", "LO THI MAI", phone="0912 345 678", **US)
    assert again == first == find_person(NUMBER)
    assert (again.full_name, again.phone) == ("Lò Thị Mai", "0912345678")
    assert facts_of(first) == [("PersonRegistered", {}), ("PersonDetailsFilled", {"what": ["phone"]})]


def test_what_is_on_record_is_not_overwritten():
    register_person(NUMBER, "Lò Thị Mai", phone="0912345678", **US)
    again = register_person(NUMBER, "Lò Thị Mai", phone="0987654321", email="mai@example.vn", **US)
    assert (again.phone, again.email) == ("0912345678", "mai@example.vn")


def test_another_name_or_birth_under_the_same_number_is_told():
    register_person(NUMBER, "Lò Thị Mai", born_on=date(1990, 5, 17), **US)
    with pytest.raises(NotFilledIn) as refused:
        register_person(NUMBER, "Vàng A Páo", born_on=date(1985, 1, 1), **US)
    assert set(refused.value.faults) == {"full_name", "born_on"}
    assert "Mai" not in str(refused.value)


def test_every_fault_is_told_at_once_and_nothing_is_kept():
    with pytest.raises(NotFilledIn) as refused:
        register_person(
            "12345", "  ", born_on=date(2030, 1, 1), sex="x", phone="12", email="mai@", address="a" * 301, **US
        )
    assert set(refused.value.faults) == {"number", "full_name", "born_on", "sex", "phone", "email", "address"}
    assert not Person.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("number", ["01219000001a", "0121900000171", "", "012999000017"])
def test_a_number_that_cannot_be_is_refused(number):
    with pytest.raises(NotFilledIn) as refused:
        register_person(number, "Lò Thị Mai", **US)
    assert set(refused.value.faults) == {"number"}


def test_a_correction_needs_its_basis_and_is_recorded():
    person = register_person(NUMBER, "Lò Thị Mai", **US)
    changed = correct_person(
        person, full_name="Lò Thị Mây", born_on=date(1990, 5, 17), sex="female", basis="VNeID", **US
    )
    assert changed.full_name == "Lò Thị Mây"
    assert facts_of(person)[-1] == ("PersonCorrected", {"what": ["full_name", "born_on", "sex"], "basis": "VNeID"})
    with pytest.raises(NotFilledIn):
        correct_person(person, full_name="Lò Thị Mây", born_on=None, sex="", basis="", **US)


def test_a_person_changes_how_to_be_reached():
    person = make_person()
    update_contacts(person, phone="0987 654 321", email="", address="Tổ 1", commune=None, **US)
    person.refresh_from_db()
    assert (person.phone, person.address) == ("0987654321", "Tổ 1")
    with pytest.raises(NotFilledIn) as refused:
        update_contacts(person, phone="1", email="2", address="", commune=None, **US)
    assert set(refused.value.faults) == {"phone", "email"}


def test_no_table_holds_a_plain_number():
    person = register_person(NUMBER, "Lò Thị Mai", **US)
    reveal_number(person, by=SYSTEM, at=AT, why="H35-1")
    tables = [
        model for model in connection.introspection.table_names() if model.startswith(("directory_", "journal_"))
    ]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            text = cursor.fetchone()[0]
            assert NUMBER not in text, table
            assert NUMBER.encode().hex() not in text, table


def test_reading_a_number_leaves_a_trace_of_who_and_why():
    person = make_person(number=NUMBER)
    _officer, actor = make_officer(make_body(), Role.RECEPTION_OFFICER)
    assert person.masked_number.endswith("017")
    assert reveal_number(person, by=actor, at=AT, why="H35-20261120-1") == NUMBER
    event = Event.objects.get(subject=f"person:{person.pk}")
    assert (event.kind, event.actor, event.payload) == ("NumberRead", actor.key, {"why": "H35-20261120-1"})
    with pytest.raises(NotFilledIn):
        reveal_number(person, by=actor, at=AT, why=" ")


def test_an_organisation_is_registered_once():
    code = tax_code(500)
    first = register_organisation(code, "Hợp tác xã Chè", **US)
    again = register_organisation(f"{code[:4]} {code[4:]}", "HỢP TÁC XÃ CHÈ", phone="02130000001", **US)
    assert again == first == find_organisation(code)
    assert (again.name, again.phone) == ("Hợp tác xã Chè", "02130000001")
    branch = register_organisation(f"{code}-001", "Chi nhánh Hợp tác xã Chè", **US)
    assert branch.code == f"{code}-001"
    with pytest.raises(NotFilledIn) as refused:
        register_organisation("123", " ", phone="1", **US)
    assert set(refused.value.faults) == {"code", "name", "phone"}
    with pytest.raises(NotFilledIn) as refused:
        register_organisation(code, "Công ty khác", **US)
    assert set(refused.value.faults) == {"name"}


def test_a_representative_acts_while_the_dates_hold():
    from motcua.directory.actors import actor_of

    organisation, person = make_organisation(), make_person()
    account, _ = make_citizen(person)
    mandate = name_representative(person, organisation, valid_from=date(2026, 1, 1), **US)
    end_representative(mandate, valid_to=date(2026, 6, 30), **US)
    told = [actor_of(account, on).organisation_ids for on in (date(2026, 6, 30), date(2026, 7, 1))]
    assert told == [{organisation.pk}, set()]
    name_representative(person, organisation, valid_from=date(2026, 8, 1), **US)
    assert actor_of(account, date(2026, 8, 1)).organisation_ids == {organisation.pk}


def test_an_e_id_without_the_organisations_name_leaves_the_one_we_hold():
    known = make_organisation(name="Hợp tác xã Chè")
    stated = StatedPerson("012190000999", "Lò Thị Mới", organisation=StatedOrganisation(known.code, " "))
    person_from_claims(stated, at=AT)
    known.refresh_from_db()
    assert known.name == "Hợp tác xã Chè"
