"""Standard processes of five to seven steps, one for each usual length of time."""

from __future__ import annotations

from decimal import Decimal

from motcua.catalogue.drawn import Step
from motcua.catalogue.models import StepKind, StepUnit
from motcua.catalogue.routes import HOURS_PER_DAY
from motcua.directory.roles import Role

# Working hours that a standard process takes; a limit is served by the longest that fits.
LENGTHS = (8, 16, 24, 40, 56, 80, 120, 160, 240, 320, 480, 720)
SHORT, MIDDLE = 8, 40

RECEIVE = (
    "Tiếp nhận hồ sơ, kiểm tra, số hóa, chuyển xử lý",
    Role.RECEPTION_OFFICER,
    StepUnit.ONE_STOP,
    StepKind.RECEIVE,
)
ASSIGN = ("Phân công xử lý", Role.DIVISION_HEAD, StepUnit.DIVISION, StepKind.PROCESS)
PROCESS = ("Thẩm định, dự thảo kết quả", Role.CASE_OFFICER, StepUnit.DIVISION, StepKind.PROCESS)
REVIEW = ("Soát xét dự thảo", Role.DIVISION_HEAD, StepUnit.DIVISION, StepKind.REVIEW)
SIGN = ("Ký duyệt kết quả", Role.SIGNATORY, StepUnit.COMPETENT, StepKind.SIGN)
ISSUE = ("Vào sổ, đóng dấu, số hóa, phát hành", Role.RECORDS_CLERK, StepUnit.COMPETENT, StepKind.ISSUE)
RETURN = ("Trả kết quả", Role.RETURN_OFFICER, StepUnit.ONE_STOP, StepKind.RETURN)


def length_for(hours: int) -> int:
    """The longest standard process that fits into these hours, of which there are at least 8."""
    return max(length for length in LENGTHS if length <= hours)


def code_of(length: int) -> str:
    return f"chuan-{length // HOURS_PER_DAY:03}-ngay"


def name_of(length: int) -> str:
    return f"Quy trình chuẩn {length // HOURS_PER_DAY} ngày làm việc"


def standard_steps(length: int) -> list[Step]:
    """The steps; what the others leave is the appraisal's."""
    if length <= SHORT:
        return _steps(length, {RECEIVE: 1, PROCESS: 0, SIGN: 2, ISSUE: 1, RETURN: 1})
    if length <= MIDDLE:
        return _steps(length, {RECEIVE: 2, PROCESS: 0, REVIEW: 2, SIGN: 2, ISSUE: 1, RETURN: 1})
    hours = {RECEIVE: 4, ASSIGN: 4, PROCESS: 0, REVIEW: 8, SIGN: 8, ISSUE: 4, RETURN: 4}
    return _steps(length, hours)


def _steps(length: int, hours: dict[tuple[str, Role, StepUnit, StepKind], int]) -> list[Step]:
    hours[PROCESS] = length - sum(hours.values())
    return [
        Step(no, name, role.value, unit.value, Decimal(taken), kind.value)
        for no, ((name, role, unit, kind), taken) in enumerate(hours.items(), start=1)
    ]
