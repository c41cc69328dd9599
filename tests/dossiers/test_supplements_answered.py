"""Completing a dossier: answered item by item, sent as a whole, and the clock runs again."""

from datetime import timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.models import (
    Declaration,
    EarlierDeclaration,
)
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from motcua.journal.verifying import broken_links
from motcua.lib.worktime import Mode
from tests.directory.makers import make_citizen
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_office
from tests.dossiers.supplementing import (
    FIRST_PAPER,
    answer_all,
    findings_on,
    make_asked,
    make_asked_before_acceptance,
    set_rule,
)
from tests.dossiers.test_actions import kinds, refused

pytestmark = pytest.mark.django_db
TWO_DAYS = timedelta(days=2)


@pytest.fixture
def office() -> Office:
    return make_office()


def test_the_applicant_answers_item_by_item_then_sends_all(office: Office) -> None:
    account, citizen = make_citizen()
    dossier = make_asked(office, dossier=make_dossier(office, person=account.person))
    paper = dossier.papers.first()
    assert paper is not None
    refused(Incomplete, lambda: actions.send_supplement(dossier.pk, by=citizen, at=NINE))
    later = NINE + TWO_DAYS
    answer_all(dossier, citizen, later)
    dossier = actions.send_supplement(dossier.pk, by=citizen, at=later)
    assert dossier.status == Status.IN_PROGRESS
    assert dossier.due_at is not None and dossier.due_at == dossier.first_due_at
    assert dossier.due_at.astimezone(NINE.tzinfo).date().isoformat() == "2026-03-09"  # 3 working days after 4/3
    assert dossier.step_due_at is not None and dossier.step_due_at > later
    assert [task.end for task in dossier.tasks.all()] == ["done", "paused", ""]
    paper.refresh_from_db()
    assert paper.state == "attached" and paper.files.count() == 1
    assert Declaration.objects.get(dossier=dossier).answers["phone"] == "0987654321"
    assert EarlierDeclaration.objects.get(dossier=dossier).answers["phone"] == "0912345678"
    assert kinds(dossier)[-1] == "Supplemented"
    assert not list(check()) and not list(broken_links())


def test_with_the_mode_resume_only_the_time_that_was_left_runs(office: Office) -> None:
    set_rule(office, supplement_mode=Mode.RESUME.value)
    dossier = make_asked(office, at=NINE + timedelta(days=1))
    answer_all(dossier, office.reception)
    dossier = actions.send_supplement(dossier.pk, by=office.reception, at=NINE + timedelta(days=3))
    assert dossier.due_at is not None
    assert dossier.due_at.astimezone(NINE.tzinfo).date().isoformat() == "2026-03-09"  # 5/3 and the two days lost


def test_old_pages_stay_and_are_marked(office: Office) -> None:
    citizen = make_citizen()[1]
    dossier = make_asked_before_acceptance(office, citizen)
    answer_all(dossier, citizen)
    dossier = actions.send_supplement(dossier.pk, by=citizen, at=NINE)
    assert dossier.status == Status.LODGED
    paper = dossier.papers.first()
    assert paper is not None
    assert [(page.position, page.replaced_at) for page in paper.files.all()] == [(1, NINE), (2, None)]
    assert kinds(dossier)[-1] == "SupplementedBeforeAcceptance"
    assert actions.accept(dossier.pk, by=office.reception, at=NINE).status == Status.ACCEPTED


def test_a_correction_passes_the_checks_of_the_form(office: Office) -> None:
    dossier = make_asked(office)

    def correct(**answers: str) -> object:
        return actions.answer_item(dossier.pk, no=2, answers=answers, by=office.reception, at=NINE)

    for wrong in ({"phone": "12"}, {"phone": ""}, {"full_name": "Khác"}):
        with pytest.raises(Incomplete) as refusal:
            correct(**wrong)
        assert [place for place, _sentence in refusal.value.faults] == ["phone"]
    correct(phone="0987654321", full_name="Khác")
    item = dossier.supplement_requests.get().items.get(no=2)
    assert item.corrected == {"phone": "0987654321"} and item.answered_at == NINE


def test_a_correction_may_open_further_questions(office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier, ["field:receive_by"])
    actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)

    def correct(**answers: str) -> object:
        return actions.answer_item(dossier.pk, no=1, answers=answers, by=office.reception, at=NINE)

    with pytest.raises(Incomplete) as refusal:
        correct(receive_by="post")
    assert [place for place, _sentence in refusal.value.faults] == ["post_address"]
    correct(receive_by="post", post_address="Tổ 2, phường Tân Phong")
    actions.send_supplement(dossier.pk, by=office.reception, at=NINE)
    assert Declaration.objects.get(dossier=dossier).answers["post_address"] == "Tổ 2, phường Tân Phong"


def test_a_paper_is_answered_by_a_file_or_by_words_and_can_be_taken_back(office: Office) -> None:
    dossier, file = make_asked(office), make_file()
    values = {"no": 1, "by": office.reception, "at": NINE}
    with pytest.raises(Incomplete):
        actions.answer_item(dossier.pk, words="  ", **values)
    with pytest.raises(Incomplete):
        actions.answer_item(dossier.pk, files=[make_file() for _ in range(21)], **values)
    actions.answer_item(dossier.pk, files=[file], **values)
    assert actions.remove_item_file(dossier.pk, file_id=file.pk, **values).answered_at is None
    assert actions.answer_item(dossier.pk, words="Giấy đã mất", **values).answered_at == NINE


def test_nobody_else_answers(office: Office) -> None:
    dossier, stranger = make_asked(office), make_citizen()[1]
    for actor in (stranger, office.case, office.returning):
        with pytest.raises(NotAllowed):
            actions.answer_item(dossier.pk, no=1, words="x", by=actor, at=NINE)
        refused(NotAllowed, lambda by=actor: actions.send_supplement(dossier.pk, by=by, at=NINE))


def test_the_first_paper_alone_may_be_wrong(office: Office) -> None:
    dossier = make_dossier(office)
    findings = findings_on(dossier, [FIRST_PAPER])
    actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=NINE)
    answer_all(dossier, office.reception)
    actions.send_supplement(dossier.pk, by=office.reception, at=NINE)
    assert not EarlierDeclaration.objects.exists()
