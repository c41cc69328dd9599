"""The first question at the counter: the procedure is found by the words of the applicant, among its own."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from motcua.catalogue.models import ProcedureUse, Service
from motcua.catalogue.models.procedures import WITHDRAWN
from tests.catalogue.makers import make_handling, make_procedure, make_service, make_version
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db
CHOICE = "/counter/reception/"


def receive(office: Office, name: str, **facts: object) -> Service:
    """One more service of the counter."""
    handling = make_handling(version=make_version(procedure=make_procedure(name=name)))
    usual = {"competent": office.service.competent, "one_stop": office.service.one_stop}
    return make_service(handling=handling, **usual | facts)


def offered(counter: Client, address: str = CHOICE, **headers: str) -> list[int]:
    page = counter.get(address, **headers).content.decode()
    return [int(pk) for pk in re.findall(r"/counter/reception/\?service=(\d+)", page)]


def test_all_that_the_counter_receives_is_offered_and_nothing_else(office: Office, counter: Client) -> None:
    other = receive(office, "Đăng ký kết hôn")
    make_office()
    assert set(offered(counter)) == {office.service.pk, other.pk}


@pytest.mark.parametrize("words", ["kết hôn", "ket hon", "dang ky ket hon"])
def test_words_find_it_with_and_without_accents(office: Office, counter: Client, words: str) -> None:
    wanted = [receive(office, "Đăng ký kết hôn").pk, receive(office, "Đăng ký kết hôn lưu động").pk]
    found = offered(counter, f"{CHOICE}?q={words}")
    assert sorted(found) == sorted(wanted)


def test_the_only_one_found_opens_at_once(office: Office, counter: Client) -> None:
    wanted = receive(office, "Đăng ký kết hôn")
    answer = counter.get(f"{CHOICE}?q=ket+hon&book=on")
    assert answer["Location"] == f"{CHOICE}?service={wanted.pk}&book=on"


def test_while_words_are_typed_nothing_opens_by_itself(office: Office, counter: Client) -> None:
    wanted = receive(office, "Đăng ký kết hôn")
    assert offered(counter, f"{CHOICE}?q=ket+hon", HTTP_HX_REQUEST="true") == [wanted.pk]


def test_what_another_counter_receives_is_not_found(office: Office, counter: Client) -> None:
    receive(make_office(), "Đăng ký kết hôn")
    page = counter.get(f"{CHOICE}?q=ket+hon").content.decode()
    assert "No procedure of this counter fits these words" in page and "ket hon" in page


def test_what_was_filed_most_of_late_comes_first(office: Office, counter: Client) -> None:
    often = receive(office, "Đăng ký kết hôn")
    procedure = often.handling.version.procedure_id
    facts = {"how": ProcedureUse.How.FILED, "on": localdate(), "count": 9}
    ProcedureUse.objects.create(procedure_id=procedure, body_id=office.service.competent_id, **facts)
    assert offered(counter)[0] == often.pk
    assert "Received most of late" not in counter.get(f"{CHOICE}?q=giay").content.decode()


def test_what_is_still_open_of_a_withdrawn_procedure_is_listed(office: Office, counter: Client) -> None:
    procedure = make_procedure(name="Đăng ký đã bỏ", flags=[WITHDRAWN])
    handling = make_handling(version=make_version(procedure=procedure))
    open_one = make_service(handling=handling, competent=office.service.competent, one_stop=office.service.one_stop)
    assert procedure.is_withdrawn and open_one.pk in offered(counter)


def test_pages_follow_each_other_until_all_were_shown(office: Office, counter: Client) -> None:
    made = {receive(office, f"Cấp giấy loại {number}").pk for number in range(25)} | {office.service.pk}
    first = counter.get(CHOICE).content.decode()
    more = re.search(r'href="(/counter/reception/\?after=[^"]+)"', first)
    assert more and len(offered(counter)) == 20
    assert {*offered(counter), *offered(counter, more[1])} == made


def test_the_page_asks_as_often_for_one_service_as_for_many(office: Office, counter: Client) -> None:
    def asked() -> int:
        counter.get(CHOICE)
        with CaptureQueriesContext(connection) as queries:
            counter.get(CHOICE)
        return len(queries)

    before = asked()
    for number in range(5):
        receive(office, f"Cấp giấy loại {number}")
    assert asked() == before


@pytest.mark.parametrize("nonsense", ["\x00", "%", "'", "<script>", "ạ" * 5000])
def test_nonsense_is_answered_plainly(office: Office, counter: Client, nonsense: str) -> None:
    receive(office, "Đăng ký kết hôn")
    answer = counter.get(CHOICE, {"q": nonsense, "after": nonsense})
    assert answer.status_code == 200 and "<script>" not in answer.content.decode()
