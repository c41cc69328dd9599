"""Who was late and whose fault: sums by body and person, decisions beside them, doors, what will be late."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.board.views import faults, forecast, recharges
from motcua.directory.models import Body, BodyKind, Level
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Cause, Charge, Dossier, Forecast, Recharge
from tests.board.makers import MARCH, enter
from tests.desk.makers import counted
from tests.directory.makers import make_body, make_citizen, make_officer
from tests.dossiers.consulting import make_consultation
from tests.dossiers.makers import NINE, Office, make_dossier, make_office
from tests.dossiers.test_charging import FRIDAY, elsewhere, make_late

pytestmark = pytest.mark.django_db
FAULTS = f"/board/faults/?{MARCH.query}"


@pytest.fixture(autouse=True)
def the_board_stands_in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    for views in (faults, forecast, recharges):
        monkeypatch.setattr(views, "now", lambda: MARCH.now)


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def control() -> Client:
    return enter(make_officer(province(), Role.PROCEDURE_CONTROL)[1])


def province() -> Body:
    return make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE)


def make_charged(office: Office) -> Dossier:
    dossier = make_late(office)
    actions.charge([dossier.pk])
    return dossier


def read(client: Client, address: str, status: int = 200, **headers: str) -> str:
    answer = client.get(address, headers=headers or None)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_each_body_and_person_bears_what_its_legs_bore(office: Office) -> None:
    make_charged(office)
    page = read(enter(office.head), FAULTS)
    assert office.service.competent.short_name in page and office.case.name in page
    assert page.count("1 giờ 30 phút") == 3  # of the body as reckoned and after decisions, and of the person


def test_days_without_a_late_end_have_nothing(office: Office) -> None:
    make_charged(office)
    page = read(enter(office.head), "/board/faults/?from=2026-04-01&to=2026-04-30")
    assert office.case.name not in page


def test_the_number_opens_the_dossiers_behind_it(office: Office) -> None:
    dossier = make_charged(office)
    url = f"/board/faults/legs/?body={office.service.competent_id}&{MARCH.query}"
    assert url.replace("&", "&amp;") in read(enter(office.head), FAULTS) + url.replace("&", "&amp;")
    page = read(enter(office.head), url)
    assert dossier.code in page and f"/board/dossiers/{dossier.public_id}/" in page


def test_an_asked_agency_reads_what_it_bears_though_the_dossier_is_not_its(office: Office) -> None:
    asked = make_office()
    question = make_consultation(office, asked)
    Dossier.objects.filter(pk=question.dossier_id).update(resolved_at=FRIDAY, outcome="granted", status=9)
    actions.charge([question.dossier_id])
    assert Charge.objects.get().cause == Cause.CONSULTED
    client = enter(asked.head)
    assert asked.head.name in read(client, FAULTS)
    page = read(client, f"/board/faults/legs/?body={asked.service.competent_id}&{MARCH.query}")
    assert question.dossier.code in page and f"/board/dossiers/{question.dossier.public_id}/" not in page


def test_a_decision_moves_the_second_figure_alone(office: Office, control: Client) -> None:
    dossier = make_charged(office)
    before = read(control, FAULTS).count("1 giờ 30 phút")
    decider = make_officer(province(), Role.PROCEDURE_CONTROL)[1]
    actions.recharge(dossier.pk, elsewhere(dossier), by=decider, at=FRIDAY)
    page = read(control, FAULTS)
    assert page.count("1 giờ 30 phút") == before and str(Cause.TAX.label) in page


def test_open_late_dossiers_are_reckoned_as_they_stand(office: Office) -> None:
    make_dossier(office)
    page = read(enter(office.head), FAULTS)
    assert office.service.competent.short_name in page and not Charge.objects.exists()


def test_another_house_reads_nothing_and_finds_nothing(office: Office) -> None:
    dossier = make_charged(office)
    stranger = enter(make_office().head)
    body = office.service.competent_id
    assert office.case.name not in read(stranger, FAULTS)
    read(stranger, f"/board/faults/?body={body}", 404)
    read(stranger, f"/board/faults/legs/?body={body}", 404)
    read(stranger, f"/board/dossiers/{dossier.public_id}/recharge/", 404)
    read(enter(office.head), f"/board/dossiers/{dossier.public_id}/recharge/", 404)
    for nonsense in ("abc", "9" * 30, "-1"):
        read(stranger, f"/board/faults/?body={nonsense}", 404)
    read(stranger, "/board/faults/legs/", 404)


def test_citizens_and_case_officers_stay_outside(office: Office) -> None:
    for page in ("/board/faults/", "/board/faults/legs/", "/board/forecast/"):
        read(enter(office.case), page, 403)
        citizen = Client()
        citizen.force_login(make_citizen()[0])
        read(citizen, page, 403)


def test_the_page_asks_as_often_for_one_late_dossier_as_for_many(office: Office) -> None:
    def asked() -> int:
        client = enter(office.head)
        with CaptureQueriesContext(connection) as queries:
            read(client, FAULTS)
        return counted(queries)

    make_charged(office)
    make_dossier(office)
    asked()  # what is kept between pages is read now
    first = asked()
    for _ in range(3):
        make_charged(office)
        make_dossier(office)
    assert asked() == first


def test_the_board_shows_each_leg_and_both_judgements(office: Office) -> None:
    dossier = make_charged(office)
    page = read(enter(office.head), f"/board/dossiers/{dossier.public_id}/")
    assert "Theo luật" in page and "QĐ 766" in page and "1 giờ 30 phút" in page and office.case.name in page


def decide(client: Client, dossier: Dossier, **typed: object):  # type: ignore[no-untyped-def]
    leg = Charge.objects.filter(dossier=dossier).values_list("leg", flat=True).get()
    version = Dossier.objects.values_list("version", flat=True).get(pk=dossier.pk)
    said = {"version": version, "leg": leg, "cause": "tax", "body": "", "ground": "Chờ thuế", "basis": "CV 12"}
    return client.post(f"/board/dossiers/{dossier.public_id}/recharge/", said | typed)


def test_control_decides_on_the_page_and_both_figures_are_shown(office: Office, control: Client) -> None:
    dossier = make_charged(office)
    address = f"/board/dossiers/{dossier.public_id}/"
    assert f"{address}recharge/" in read(control, address)
    answer = decide(control, dossier)
    assert (answer.status_code, answer["Location"]) == (302, address)
    page = read(control, address)
    assert "Chờ thuế" in page and "CV 12" in page and "1 giờ 30 phút" in page


def test_a_refused_decision_keeps_what_was_typed(office: Office, control: Client) -> None:
    dossier = make_charged(office)
    answer = decide(control, dossier, basis="", ground="Lý do dài")
    page = answer.content.decode()
    assert answer.status_code == 422 and "Lý do dài" in page and 'href="#basis"' in page
    assert decide(control, dossier, version=0).status_code == 409
    assert decide(control, dossier, body="99999999999999999999").status_code == 422
    assert not Recharge.objects.exists()


def test_what_will_be_late_this_week_stands_in_the_order_of_its_dates(office: Office) -> None:
    first, second, far = (make_dossier(office) for _ in range(3))
    for dossier, days in ((first, 2), (second, 1), (far, 9)):
        due_at = MARCH.now + timedelta(days=days)
        Dossier.objects.filter(pk=dossier.pk).update(due_at=due_at)
        Forecast.objects.create(dossier=dossier, ends_at=due_at, slow_at=due_at, made_at=NINE)
    page = read(enter(office.head), "/board/forecast/")
    assert page.index(second.code) < page.index(first.code) and far.code not in page
    assert first.code not in read(enter(make_office().head), "/board/forecast/")


def test_the_pages_speak_english_too(office: Office) -> None:
    make_charged(office)
    client = enter(office.head)
    client.cookies["django_language"] = "en"
    assert "whose fault" in read(client, FAULTS)
    assert "Will be late within seven days" in read(client, "/board/forecast/")
