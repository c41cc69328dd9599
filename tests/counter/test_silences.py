"""An agency that lets its deadline pass: the head of the one-stop unit is told, once, and nobody else's head."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Consultation
from motcua.dossiers.silences import silences_told_to
from motcua.dossiers.watching.consultations import note_silences
from tests.counter.test_counter import enter
from tests.directory.makers import make_officer
from tests.dossiers.consulting import DEADLINE, make_consultation
from tests.dossiers.makers import NINE, Office, make_office, resolve

pytestmark = pytest.mark.django_db
LATER = DEADLINE + timedelta(minutes=1)


@pytest.fixture
def asked() -> Office:
    return make_office()


def head_of(office: Office) -> Actor:
    return make_officer(office.service.one_stop, Role.ONE_STOP_HEAD, on=NINE.date())[1]


def told(actor: Actor, at: datetime = LATER) -> list[Consultation]:
    return list(silences_told_to(actor, at))


@pytest.mark.parametrize("times", [0, 1, 3])
def test_the_head_is_told_once_from_the_deadline_on_however_often_the_timetable_ran(
    office: Office, asked: Office, times: int
) -> None:
    head, question = head_of(office), make_consultation(office, asked)
    for _each in range(times):
        note_silences(LATER)
    assert told(head, DEADLINE) == []
    assert told(head) == [question]


def test_a_stranger_and_those_who_head_nothing_are_told_nothing(office: Office, asked: Office) -> None:
    make_consultation(office, asked)
    stranger = head_of(make_office())
    assert [told(actor) for actor in (stranger, head_of(asked), office.reception, office.case, Actor())] == [[]] * 5


def test_an_answer_a_call_back_and_the_end_of_the_dossier_end_it(office: Office, asked: Office) -> None:
    head = head_of(office)
    answered, recalled, ended = (make_consultation(office, asked) for _each in range(3))
    actions.answer_consultation(answered.pk, answer="agree", text="", by=asked.case, at=LATER)
    actions.recall_consultation(recalled.pk, reason="Không cần nữa", by=office.case, at=LATER)
    assert told(head) == [ended]
    resolve(ended.dossier, office)
    assert told(head) == []


def test_agreement_by_silence_is_no_silence(office: Office, asked: Office) -> None:
    head = head_of(office)
    make_consultation(office, asked, deemed_basis="NĐ 217/2026/NĐ-CP, Điều 54.2c")
    assert told(head) == []


def silent_now(office: Office, asked: Office) -> Consultation:
    question = make_consultation(office, asked)
    Consultation.objects.filter(pk=question.pk).update(due_at=now() - timedelta(hours=1))
    return question


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_counter_and_board_lead_the_head_to_the_list(office: Office, asked: Office) -> None:
    head, question = enter(head_of(office).officer_id), silent_now(office, asked)
    assert "/counter/silences/" in words(head, "/counter/") and "/counter/silences/" in words(head, "/board/")
    page = words(head, "/counter/silences/")
    assert question.dossier.code in page and asked.service.competent.name in page


def test_another_units_head_sees_an_empty_list_and_no_notice(office: Office, asked: Office) -> None:
    stranger, question = enter(head_of(make_office()).officer_id), silent_now(office, asked)
    assert question.dossier.code not in words(stranger, "/counter/silences/")
    assert "/counter/silences/" not in words(stranger, "/board/")


def test_the_reception_has_no_such_list(office: Office, counter: Client) -> None:
    assert counter.get("/counter/silences/").status_code == 403
    assert "/counter/silences/" not in words(counter, "/counter/")
