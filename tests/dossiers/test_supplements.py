"""Asking to complete a dossier: once, for everything, by who appraises it."""

import pytest

from motcua.directory.actors import Actor
from motcua.dossiers import actions
from motcua.dossiers.errors import Incomplete, NotAllowed, NotPossible, Stale
from motcua.dossiers.judging import points_of
from motcua.dossiers.models import (
    Dossier,
    Pause,
    SupplementRequest,
)
from motcua.dossiers.statuses import Status
from motcua.dossiers.supplements import Findings, Verdict
from motcua.journal.models import Event
from motcua.lib.worktime import Mode
from tests.dossiers.makers import NINE, Office, make_dossier, make_office
from tests.dossiers.supplementing import (
    findings_on,
    make_asked,
    make_asked_before_acceptance,
    set_rule,
)
from tests.dossiers.test_actions import kinds, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def payload(dossier: Dossier, kind: str) -> dict[str, object]:
    return Event.objects.get(subject=dossier.subject, kind=kind).payload


def test_every_paper_and_every_answer_is_judged(office: Office) -> None:
    points = points_of(make_dossier(office))
    assert [point.key.partition(":")[0] for point in points[:4]] == ["paper", "paper", "paper", "field"]
    number = next(point for point in points if point.key == "field:personal_number")
    assert "012190000" not in number.value
    assert "field:post_address" not in {point.key for point in points}  # not answered


def test_the_officer_asks_once_for_everything_and_the_clock_stops(office: Office) -> None:
    dossier = make_asked(office)
    assert (dossier.status, dossier.step_due_at) == (Status.AWAITING_SUPPLEMENT, None)
    request = dossier.supplement_requests.get()
    assert [(item.field, item.fault) for item in request.items.all()] == [("", "Sai"), ("phone", "Sai")]
    assert sum(request.verdicts.values()) == len(request.verdicts) - 2
    pause = Pause.objects.get(dossier=dossier)
    assert (pause.stopped_at, pause.resumed_at, pause.mode) == (NINE, None, Mode.RESTART)
    assert [task.end for task in dossier.tasks.all()] == ["done", "paused"]
    assert kinds(dossier)[-1] == "SupplementAsked"
    assert payload(dossier, "SupplementAsked")["items"] == 2


def test_the_reception_asks_before_acceptance_without_a_clock(office: Office) -> None:
    dossier = make_asked_before_acceptance(office)
    assert (dossier.status, dossier.due_at) == (Status.AWAITING_SUPPLEMENT, None)
    assert not Pause.objects.exists()
    assert kinds(dossier) == ["Lodged", "SupplementAskedBeforeAcceptance"]


def test_a_request_names_all_that_is_missing_at_once(office: Office) -> None:
    dossier = make_dossier(office)
    points = points_of(dossier)
    verdicts = {points[0].key: Verdict(False, " "), points[1].key: Verdict(True)}
    with pytest.raises(Incomplete) as refusal:
        findings = Findings(verdicts, reason="", mode="never")
        actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)
    places = [place for place, _sentence in refusal.value.faults]
    assert places[0] == f"{points[0].place}-fault"
    assert places[1:] == [*(point.place for point in points[2:]), "mode", "reason"]
    assert not SupplementRequest.objects.exists()


@pytest.mark.parametrize("words", ["x" * 1001, "a\x00b"])
def test_words_that_no_row_could_hold_are_refused(words: str, office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier)
    verdicts = {key: Verdict(said.is_right, words if said.fault else "") for key, said in findings.verdicts.items()}
    told = Findings(verdicts, reason="x" * 2001, basis="\x00")
    refused(Incomplete, lambda: actions.ask_supplement(dossier.pk, findings=told, by=office.case, at=NINE))


def test_nothing_wrong_is_nothing_to_ask_for(office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier, [])
    refused(Incomplete, lambda: actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE))


def test_only_who_appraises_asks_and_on_a_fresh_page(office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier)

    def ask(by: Actor, version: int) -> object:
        return actions.ask_supplement(dossier.pk, findings=findings, by=by, at=NINE, version=version)

    refused(NotAllowed, lambda: ask(office.reception, dossier.version))
    refused(Stale, lambda: ask(office.case, dossier.version - 1))


def test_at_the_signature_it_is_too_late_to_ask(office: Office) -> None:
    dossier = make_dossier(office)
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=NINE)
    dossier = actions.complete_step(dossier.pk, by=office.case, at=NINE)
    findings = findings_on(dossier)
    refused(NotPossible, lambda: actions.ask_supplement(dossier.pk, findings=findings, by=office.signatory, at=NINE))


def test_the_time_to_answer_is_the_procedures(office: Office) -> None:
    set_rule(office, supplement_workdays=5)
    request = make_asked(office).supplement_requests.get()
    assert request.answer_by is not None
    assert request.answer_by.astimezone(NINE.tzinfo).isoformat() == "2026-03-09T17:00:00+07:00"
