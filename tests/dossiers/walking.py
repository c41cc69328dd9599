"""Makers: offices whose routes have steps side by side, branches, a council; and an officer who holds every post."""

from __future__ import annotations

from typing import Any

from motcua.catalogue.models import StepKind, StepUnit
from motcua.directory.actors import Actor, actor_of
from motcua.directory.models import Account
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Task
from tests.catalogue.makers import STEPS, make_handling, make_route
from tests.directory.makers import make_officer, make_post
from tests.dossiers.makers import NINE, Office, make_dossier, make_office

R, K = Role, StepKind
HERE, COUNTER = StepUnit.COMPETENT, StepUnit.ONE_STOP
RECEIVE, SIGN, ISSUE, RETURN = STEPS[0], STEPS[2], STEPS[3], STEPS[4]
ABREAST = [
    RECEIVE,
    (2, "Phân công", R.DIVISION_HEAD, HERE, 2, K.PROCESS),
    (3, "Thẩm định hồ sơ", R.CASE_OFFICER, HERE, 8, K.PROCESS, 1),
    (4, "Rà soát pháp lý", R.RECORDS_CLERK, HERE, 4, K.REVIEW, 1),
    (5, "Xem xét của lãnh đạo phòng", R.DIVISION_HEAD, HERE, 4, K.REVIEW),
    (6, *SIGN[1:]),
    (7, *ISSUE[1:]),
    (8, *RETURN[1:]),
]
FORKED = [
    RECEIVE,
    (2, "Thẩm định", R.CASE_OFFICER, HERE, 8, K.PROCESS),
    (3, "Kiểm tra mẫu giấy phép", R.DIVISION_HEAD, HERE, 2, K.REVIEW, None, "granted"),
    (4, "Soát lý do từ chối", R.RECORDS_CLERK, HERE, 2, K.REVIEW, None, "refused"),
    (5, *SIGN[1:]),
    (6, *ISSUE[1:]),
    (7, *RETURN[1:]),
]
ADVISED = [
    RECEIVE,
    (2, "Thẩm định", R.CASE_OFFICER, HERE, 8, K.PROCESS),
    (3, "Họp hội đồng", R.DIVISION_HEAD, HERE, 8, K.COUNCIL),
    (4, *SIGN[1:]),
    (5, *ISSUE[1:]),
    (6, *RETURN[1:]),
]


def make_office_with(steps: list[tuple[Any, ...]], **facts: Any) -> Office:
    """An office whose one service walks these steps."""
    return make_office(handling=make_handling(route=make_route(steps=steps), limit_value=30), **facts)


def division_head(office: Office) -> Actor:
    return make_officer(office.service.competent, R.DIVISION_HEAD, on=NINE.date())[1]


def make_abreast(office: Office) -> Dossier:
    """A dossier at the first of two steps side by side."""
    dossier = make_dossier(office)
    return actions.complete_step(dossier.pk, by=division_head(office), at=NINE)


def side_of(dossier: Dossier) -> Task:
    """The open step beside the one at which it stands."""
    return Task.objects.get(dossier=dossier, is_side=True, done_at=None)


def make_all_rounder(office: Office) -> Actor:
    """A receptionist who also holds every post of the committee that the route asks for."""
    officer, _actor = make_officer(office.service.one_stop, R.RECEPTION_OFFICER, on=NINE.date())
    for role in (R.CASE_OFFICER, R.SIGNATORY, R.RECORDS_CLERK):
        make_post(officer, office.service.competent, role)
    return actor_of(Account.objects.get(officer=officer), NINE.date())
