"""The desk's pages of requests to complete a dossier: judged, sent, approved, dropped, ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from motcua.catalogue.models import Phrase
from motcua.dossiers import actions
from motcua.dossiers.judging import points_of
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.statuses import Status
from tests.desk.makers import address, counted, enter, make_running, make_with_scan, post
from tests.dossiers.makers import Office, make_office
from tests.dossiers.supplementing import FIELD, LAW, answer_all, findings_on, make_drafted_further, set_rule

pytestmark = pytest.mark.django_db
ASK = "supplement-request"


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def case(office: Office) -> Client:
    return enter(office.case)


def judged(dossier: Dossier, **said: str) -> dict[str, str]:
    """The form with the first paper wrong and all else right."""
    points = points_of(dossier)
    verdicts = {point.place: "right" for point in points}
    wrong = {points[0].place: "wrong", f"{points[0].place}-fault": "Ảnh mờ, chụp lại"}
    return verdicts | wrong | {"reason": "Hồ sơ chưa đủ"} | said


def waiting(office: Office) -> Dossier:
    dossier = make_running(office)
    return actions.ask_supplement(dossier.pk, findings=findings_on(dossier), by=office.case, at=now())


def request_address(dossier: Dossier, no: int = 1, noun: str = "") -> str:
    return address(dossier, f"supplement-requests/{no}{'/' + noun if noun else ''}")


def test_the_dossier_offers_to_ask_and_the_page_shows_every_paper_and_answer(office: Office, case: Client) -> None:
    dossier = make_with_scan(office)
    Phrase.objects.create(words="Bản chụp bị mờ: chụp lại rõ từng trang.")
    assert address(dossier, ASK) in case.get(address(dossier)).content.decode()
    text = case.get(address(dossier, ASK)).content.decode()
    for point in points_of(dossier):
        assert f'name="{point.place}"' in text
    assert 'target="paper"' in text and "Bản chụp bị mờ" in text
    assert "012190000" not in text


def test_a_whole_request_goes_out_and_stops_the_clock(office: Office, case: Client) -> None:
    dossier = make_running(office)
    answer = post(case, dossier, ASK, **judged(dossier))
    assert (answer.status_code, answer["Location"]) == (302, address(dossier))
    dossier.refresh_from_db()
    assert dossier.status == Status.AWAITING_SUPPLEMENT
    page = case.get(address(dossier)).content.decode()
    assert request_address(dossier) in page and address(dossier, ASK) not in page


def test_whatever_is_not_judged_is_named_and_nothing_typed_is_lost(office: Office, case: Client) -> None:
    dossier = make_running(office)
    points = points_of(dossier)
    answer = post(case, dossier, ASK, **{points[0].place: "wrong", "reason": "Lý do của tôi", "mode": "bad"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "Lý do của tôi" in text
    assert f'href="#{points[0].place}-fault"' in text
    assert all(f'href="#{point.place}"' in text for point in points[1:])
    assert not SupplementRequest.objects.exists()


def test_one_press_marks_the_rest_as_right_and_sends_nothing(office: Office, case: Client) -> None:
    dossier = make_running(office)
    place = points_of(dossier)[0].place
    text = post(case, dossier, ASK, **{place: "wrong", "rest": "right"}).content.decode()
    assert text.count('value="right" required checked') + text.count('value="right" checked') > 5
    assert not SupplementRequest.objects.exists()


def test_an_old_page_and_a_stranger_change_nothing(office: Office, case: Client) -> None:
    dossier = make_running(office)
    assert case.post(address(dossier, ASK), judged(dossier) | {"version": "0"}).status_code == 409
    stranger = enter(make_office().case)
    assert stranger.get(address(dossier, ASK)).status_code == 404
    assert stranger.post(address(dossier, ASK), judged(dossier)).status_code == 404
    assert post(enter(office.clerk), dossier, ASK, **judged(dossier)).status_code == 409
    assert not SupplementRequest.objects.exists()


def test_the_request_has_its_page_and_its_form(office: Office, case: Client) -> None:
    dossier = waiting(office)
    assert "Hồ sơ chưa đủ" in case.get(request_address(dossier)).content.decode()
    form = case.get(request_address(dossier, noun="form"))
    assert form.getvalue().startswith(b"%PDF") and form["Cache-Control"] == "private, no-store"
    stranger = enter(make_office().case)
    assert stranger.get(request_address(dossier)).status_code == 404
    assert stranger.get(request_address(dossier, noun="form")).status_code == 404


def test_the_answer_is_shown_once_it_is_sent(office: Office, case: Client) -> None:
    dossier = waiting(office)
    answer_all(dossier, office.reception, now())
    assert "0987654321" not in case.get(request_address(dossier)).content.decode()
    actions.send_supplement(dossier.pk, by=office.reception, at=now())
    assert "0987654321" in case.get(request_address(dossier)).content.decode()


def test_a_further_request_is_drafted_then_approved_by_the_head(office: Office, case: Client) -> None:
    dossier = waiting(office)
    answer_all(dossier, office.reception, now())
    actions.send_supplement(dossier.pk, by=office.reception, at=now())
    assert post(case, dossier, ASK, **judged(dossier)).status_code == 422  # no basis named
    assert post(case, dossier, ASK, **judged(dossier, basis=LAW)).status_code == 302
    dossier.refresh_from_db()
    assert dossier.status == Status.IN_PROGRESS
    assert "approval/" not in case.get(request_address(dossier, 2)).content.decode()
    head = enter(office.signatory)
    assert "approval/" in head.get(request_address(dossier, 2)).content.decode()
    assert post(case, dossier, "supplement-requests/2/approval").status_code == 409
    assert post(head, dossier, "supplement-requests/2/approval").status_code == 302
    dossier.refresh_from_db()
    assert dossier.status == Status.AWAITING_SUPPLEMENT


def test_dropping_needs_a_reason_that_is_kept(office: Office) -> None:
    dossier = make_drafted_further(office)
    head, noun = enter(office.head), "supplement-requests/2/dismissal"
    assert post(head, dossier, noun, reason=" ").status_code == 422
    too_long = post(head, dossier, noun, reason="Không có căn cứ " * 200)
    assert too_long.status_code == 422 and "Không có căn cứ" in too_long.content.decode()
    assert post(head, dossier, noun, reason="Không có căn cứ").status_code == 302
    assert SupplementRequest.objects.get(dossier=dossier, no=2).dropped_at


@pytest.mark.parametrize(("on_silence", "status"), [("stop", Status.STOPPED), ("refuse", Status.RESOLVED)])
def test_an_officer_ends_what_nobody_answered(on_silence: str, status: Status, office: Office) -> None:
    set_rule(office, supplement_workdays=5, on_silence=on_silence)
    before = now() - timedelta(days=20)
    dossier = make_running(office, at=before)
    dossier = actions.ask_supplement(dossier.pk, findings=findings_on(dossier), by=office.case, at=before)
    client = enter(office.case if on_silence == "stop" else office.signatory)
    assert "closure/" in client.get(request_address(dossier)).content.decode()
    assert post(client, dossier, "supplement-requests/1/closure", ground="").status_code == 422
    assert post(client, dossier, "supplement-requests/1/closure", ground="Quá hạn bổ sung").status_code == 302
    dossier.refresh_from_db()
    assert dossier.status == status
    assert post(enter(make_office().case), dossier, "supplement-requests/1/closure", ground="x").status_code == 404


def test_a_late_notice_is_warned_of_and_not_blocked(office: Office, case: Client) -> None:
    dossier = make_running(office, at=now() - timedelta(days=14))
    text = case.get(address(dossier, ASK)).content.decode()
    assert "NĐ 61/2018/NĐ-CP, Điều 19.4" in text
    assert post(case, dossier, ASK, **judged(dossier)).status_code == 302


def test_a_request_on_a_field_is_pinned_to_it(office: Office, case: Client) -> None:
    dossier = make_running(office)
    typed = {point.place: "right" for point in points_of(dossier)}
    place = FIELD.replace(":", "-")
    post(case, dossier, ASK, **typed | {place: "wrong", f"{place}-fault": "Thiếu số", "reason": "x"})
    assert SupplementRequest.objects.get(dossier=dossier).items.get().field == "phone"


@pytest.mark.parametrize("number", [1, 5])
def test_the_lists_ask_as_often_for_five_as_for_one(number: int, office: Office) -> None:
    for _each in range(number):
        make_drafted_further(office)
        waiting(office)
    head = enter(office.signatory)
    head.get("/desk/supplement-requests/")
    for tab in ("over", "approval", "waiting"):
        with CaptureQueriesContext(connection) as asked:
            answer = head.get(f"/desk/supplement-requests/?tab={tab}")
        assert len(answer.context["list"]) == (0 if tab == "over" else number)
        assert counted(asked) <= 11


def test_drafts_are_listed_for_the_head_alone(office: Office, case: Client) -> None:
    dossier = make_drafted_further(office)
    assert dossier.code in enter(office.head).get("/desk/supplement-requests/?tab=approval").content.decode()
    assert dossier.code not in case.get("/desk/supplement-requests/?tab=approval").content.decode()
    stranger = enter(make_office().signatory)
    assert dossier.code not in stranger.get("/desk/supplement-requests/?tab=approval").content.decode()
