"""Between one-stop units at the counter: receiving for another, passing on, taking over, sending to the right one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from motcua.catalogue.models import Reach, Service
from motcua.directory.models import Account, BodyKind
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Redirection
from motcua.dossiers.statuses import Status
from tests.catalogue.makers import make_service
from tests.counter.test_counter import filled_in
from tests.directory.makers import make_body, make_commune, make_officer, make_one_stop
from tests.dossiers.linking_makers import child_of, make_group, make_parent
from tests.dossiers.makers import Office, make_dossier, make_intake, make_office

pytestmark = pytest.mark.django_db
HOUR_AGO = timedelta(hours=1)


def enter(officer_id: int | None, language: str = "en") -> Client:
    client = Client()
    client.cookies["django_language"] = language
    client.force_login(Account.objects.get(officer=officer_id))
    return client


@pytest.fixture
def offices() -> tuple[Office, Office]:
    make_commune()
    here, there = make_office(), make_office()
    code = there.service.handling.version.procedure.code
    Reach.objects.create(procedure_code=code, scope="province", basis="QĐ 1", valid_from=date(2025, 8, 1))
    return here, there


def receive(offices: tuple[Office, Office]) -> Dossier:
    here, there = offices
    given = {"receiving_id": here.service.one_stop_id, "by": here.reception, "at": now() - HOUR_AGO}
    return actions.receive_for_other(make_intake(there.service), **given)


def version(dossier: Dossier) -> int:
    return Dossier.objects.values_list("version", flat=True).get(pk=dossier.pk)


def test_a_receptionist_receives_for_another_unit(offices: tuple[Office, Office]) -> None:
    here, there = offices
    counter = enter(here.reception.officer_id)
    code = there.service.handling.version.procedure.code
    page = counter.get("/counter/reach/", {"procedure": code}).content.decode()
    assert there.service.competent.name in page and here.service.competent.name not in page
    form = counter.get(f"/counter/reception/?service={there.service.pk}&elsewhere={here.service.one_stop_id}")
    assert "You receive this for" in form.content.decode()
    answer = counter.post("/counter/dossiers/", filled_in(there) | {"elsewhere": str(here.service.one_stop_id)})
    dossier = Dossier.objects.get()
    assert answer["Location"] == f"/counter/dossiers/{dossier.public_id}/"
    assert (dossier.receiving_id, dossier.status) == (here.service.one_stop_id, Status.ACCEPTED)
    assert counter.get(f"/counter/dossiers/{dossier.public_id}/receipt/").status_code == 200, "form 01 is given"


def test_a_fault_keeps_what_was_typed_and_for_whom(offices: tuple[Office, Office]) -> None:
    here, there = offices
    counter = enter(here.reception.officer_id)
    typed = filled_in(there) | {"elsewhere": str(here.service.one_stop_id), "who-full_name": ""}
    answer = counter.post("/counter/dossiers/", typed)
    assert answer.status_code == 422
    assert f'name="elsewhere" value="{here.service.one_stop_id}"' in answer.content.decode()


def test_a_unit_that_is_not_mine_receives_nothing_for_me(offices: tuple[Office, Office]) -> None:
    here, there = offices
    counter = enter(here.reception.officer_id)
    typed = filled_in(there) | {"elsewhere": str(there.service.one_stop_id)}
    assert counter.post("/counter/dossiers/", typed).status_code == 404
    assert not Dossier.objects.exists()


def test_the_other_unit_finds_it_and_takes_it_over(offices: tuple[Office, Office]) -> None:
    here, there = offices
    dossier = receive(offices)
    counter = enter(there.reception.officer_id)
    assert dossier.code in counter.get("/counter/crossings/").content.decode()
    assert dossier.code in enter(here.reception.officer_id).get("/counter/crossings/?heap=there").content.decode()
    address = f"/counter/dossiers/{dossier.public_id}/"
    assert "Take over" in counter.get(address).content.decode()
    assert counter.post(f"{address}takeover/", {"version": 0}).status_code == 409
    counter.post(f"{address}takeover/", {"version": version(dossier)})
    dossier.refresh_from_db()
    assert dossier.status == Status.IN_PROGRESS and dossier.clock_started_at is not None
    assert dossier.code not in counter.get("/counter/crossings/").content.decode()


def test_the_receiving_unit_sends_it_on_and_cannot_take_it_over(offices: tuple[Office, Office]) -> None:
    here, there = offices
    given = {"receiving_id": here.service.one_stop_id, "by": here.reception, "at": now() - HOUR_AGO}
    dossier = actions.receive_for_other(make_intake(there.service), **given, pass_now=False)
    counter, address = enter(here.reception.officer_id), f"/counter/dossiers/{dossier.public_id}/"
    page = counter.get(address).content.decode()
    assert "Send on to" in page and "Take over" not in page and "Pass on" not in page
    assert counter.post(f"{address}takeover/", {"version": dossier.version}).status_code == 409
    counter.post(f"{address}passage/", {"version": dossier.version})
    assert Dossier.objects.get(pk=dossier.pk).holder_body_id == there.service.one_stop_id


@pytest.mark.parametrize("act", ["takeover", "passage", "redirection"])
def test_a_stranger_finds_nothing(offices: tuple[Office, Office], act: str) -> None:
    dossier, stranger = receive(offices), make_office()
    head = make_officer(stranger.service.one_stop, Role.ONE_STOP_HEAD)[0]
    assert enter(head.pk).post(f"/counter/dossiers/{dossier.public_id}/{act}/").status_code == 404


@pytest.mark.parametrize("heap", ["here", "there", "results", "x"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_lists_speak_both_languages(offices: tuple[Office, Office], heap: str, language: str) -> None:
    client = enter(offices[0].reception.officer_id, language)
    assert f'lang="{language}"' in client.get(f"/counter/crossings/?heap={heap}").content.decode()


def make_other(office: Office) -> tuple[Service, Client]:
    """Another body that settles the same procedure, and the head of its one-stop unit at a screen."""
    committee = make_body(kind=BodyKind.COMMUNE_COMMITTEE, name="UBND xã Bên Cạnh")
    one_stop = make_one_stop(committee)
    service = make_service(competent=committee, one_stop=one_stop, handling=office.service.handling)
    return service, enter(make_officer(one_stop, Role.ONE_STOP_HEAD)[0].pk)


def test_a_dossier_goes_to_the_right_agency(offices: tuple[Office, Office]) -> None:
    office = offices[0]
    service, other = make_other(office)
    head = enter(make_officer(office.service.one_stop, Role.ONE_STOP_HEAD)[0].pk)
    dossier = make_dossier(office)
    address = f"/counter/dossiers/{dossier.public_id}/redirection/"
    assert "UBND xã Bên Cạnh" in head.get(address).content.decode()
    empty = head.post(address, {"version": dossier.version, "reason": " "})
    assert empty.status_code == 422 and 'href="#reason"' in empty.content.decode()
    head.post(address, {"version": dossier.version, "service": service.pk, "reason": "Đất ở xã bên"})
    row = Redirection.objects.get()
    assert "has not answered yet" in head.get(address).content.decode()
    assert dossier.code in other.get("/counter/redirections/").content.decode()
    page = other.get(f"/counter/redirections/{row.pk}/").content.decode()
    assert "Đất ở xã bên" in page and dossier.applicant_name not in page
    declined = other.post(f"/counter/redirections/{row.pk}/refusal/", {"reason": " "})
    assert declined.status_code == 422
    other.post(f"/counter/redirections/{row.pk}/agreement/")
    dossier.refresh_from_db()
    assert dossier.competent_id == service.competent_id
    assert other.post(f"/counter/redirections/{row.pk}/agreement/").status_code == 409
    assert dossier.code not in other.get("/counter/redirections/").content.decode()


def test_only_heads_of_the_two_units_read_the_offer(offices: tuple[Office, Office]) -> None:
    office = offices[0]
    service, _other = make_other(office)
    dossier = make_dossier(office)
    asked = make_officer(office.service.one_stop, Role.ONE_STOP_HEAD)
    given = {"service_id": service.pk, "reason": "x", "by": asked[1], "at": now()}
    row = actions.ask_redirection(dossier.pk, **given)
    stranger = enter(make_officer(offices[1].service.one_stop, Role.ONE_STOP_HEAD)[0].pk)
    for address in (f"/counter/redirections/{row.pk}/", f"/counter/redirections/{row.pk}/agreement/"):
        assert stranger.get(address).status_code in (404, 405) and stranger.post(address).status_code in (404, 405)
    assert enter(office.reception.officer_id).get("/counter/redirections/").status_code == 403
    assert enter(asked[0].pk).post(f"/counter/redirections/{row.pk}/refusal/", {"reason": "x"}).status_code == 404


def test_the_parts_of_a_group_stand_on_its_page() -> None:
    make_commune()
    group = make_group()
    parent = make_parent(group)
    counter = enter(group.reception.officer_id)
    page = counter.get(f"/counter/dossiers/{parent.public_id}/").content.decode()
    assert "Đăng ký khai sinh" in page and "Cấp thẻ căn cước" not in page and child_of(parent, 1).code in page
    part = counter.get(f"/counter/dossiers/{child_of(parent, 1).public_id}/").content.decode()
    assert parent.code in part


def test_the_optional_part_is_chosen_at_the_counter() -> None:
    make_commune()
    group = make_group()
    counter = enter(group.reception.officer_id)
    form = counter.get(f"/counter/reception/?service={group.service.pk}").content.decode()
    assert 'name="parts" value="4"' in form
    counter.post("/counter/dossiers/", filled_in(group) | {"parts": "4"})  # type: ignore[arg-type]
    parent = Dossier.objects.get(parent=None)
    assert parent.branches.get(no=4).state == "waiting"
