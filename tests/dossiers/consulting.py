"""Makers: questions between two offices, and dossiers at the steps of checking and of submission."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from motcua.catalogue.models import StepKind, StepUnit
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.consulting import Question
from motcua.dossiers.models import Consultation, Dossier
from tests.catalogue.makers import make_handling, make_route
from tests.dossiers.makers import NINE, Office, make_dossier, make_office

DEADLINE = NINE + timedelta(days=1)  # Tuesday at nine; the dossiers below are due on Thursday
# no, name, role, unit, hours, kind
WITH_VISIT_AND_SUBMISSION = [
    (1, "Tiếp nhận hồ sơ", Role.RECEPTION_OFFICER, StepUnit.ONE_STOP, 2, StepKind.RECEIVE),
    (2, "Kiểm tra thực địa", Role.CASE_OFFICER, StepUnit.COMPETENT, 8, StepKind.VERIFY),
    (3, "Thẩm định", Role.CASE_OFFICER, StepUnit.COMPETENT, 4, StepKind.PROCESS),
    (4, "Trình UBND", Role.HEAD, StepUnit.COMPETENT, 2, StepKind.SUBMIT),
    (5, "Ký duyệt", Role.SIGNATORY, StepUnit.COMPETENT, 4, StepKind.SIGN),
    (6, "Phát hành", Role.RECORDS_CLERK, StepUnit.COMPETENT, 2, StepKind.ISSUE),
    (7, "Trả kết quả", Role.RETURN_OFFICER, StepUnit.ONE_STOP, 2, StepKind.RETURN),
]
WORDS = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}


def make_office_with_visits() -> Office:
    """An office whose route checks on the spot and submits to the committee."""
    return make_office(handling=make_handling(route=make_route(steps=WITH_VISIT_AND_SUBMISSION)))


def make_question(body_id: int, **facts: Any) -> Question:
    usual = {"body_id": body_id, "text": "Thửa đất có nằm trong quy hoạch không?", "due_at": DEADLINE}
    return Question(**usual | facts)


def make_consultation(
    office: Office, asked: Office, *, dossier: Dossier | None = None, at: datetime = NINE, **facts: Any
) -> Consultation:
    """A question of one office to another's committee."""
    dossier = dossier or make_dossier(office)
    question = make_question(asked.service.competent_id, **facts)
    return actions.consult(dossier.pk, question, by=office.case, at=at)


def for_submission(office: Office) -> Dossier:
    """A dossier of an office with visits, drafted and at the step of submission."""
    dossier = make_dossier(office)
    actions.complete_step(dossier.pk, note="Không cần kiểm tra", by=office.case, at=NINE)
    actions.draft_decision(dossier.pk, **WORDS, by=office.case, at=NINE)
    return actions.complete_step(dossier.pk, by=office.case, at=NINE)
