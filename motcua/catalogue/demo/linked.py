"""The linked birth group of the demonstration, to the hours of NĐ 301/2026/NĐ-CP (rulebook B.9.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from motcua.catalogue.demo.bodies import Bodies
from motcua.catalogue.demo.standard_routes import code_of, name_of, standard_steps
from motcua.catalogue.drawn import Step
from motcua.catalogue.models import StepKind, StepUnit
from motcua.catalogue.publishing import Offer
from motcua.directory.roles import Role
from motcua.lib.worktime import Cutoff, Limit, Unit

BIRTH_GROUP = "2.000986"
INSURANCE_CARD, IDENTITY_CARD = "2.000639", "1.014062"
ANSWERED_WITHIN = 7  # working days to supplement, else stopped
# 24 hours of the clock have no unit here: 7 working hours end within them whenever the next day is a working day,
# while a whole working day (7.5 hours in this province) and the day not counted before it would not.
IN_24_HOURS = Limit(7, Unit.WORKHOUR)
BIRTH_STEPS = [
    Step(
        1,
        "Tiếp nhận trên phần mềm liên thông",
        Role.RECEPTION_OFFICER.value,
        StepUnit.ONE_STOP.value,
        Decimal(1),
        StepKind.RECEIVE.value,
    ),
    Step(
        2,
        "Đăng ký khai sinh, lấy số định danh cá nhân",
        Role.CASE_OFFICER.value,
        StepUnit.DIVISION.value,
        Decimal(3),
        StepKind.PROCESS.value,
    ),
    Step(3, "Ký Giấy khai sinh", Role.SIGNATORY.value, StepUnit.COMPETENT.value, Decimal(2), StepKind.SIGN.value),
    Step(
        4,
        "Vào sổ, số hóa, phát hành",
        Role.RECORDS_CLERK.value,
        StepUnit.COMPETENT.value,
        Decimal(1),
        StepKind.ISSUE.value,
    ),
    Step(5, "Trả kết quả", Role.RETURN_OFFICER.value, StepUnit.ONE_STOP.value, Decimal(0), StepKind.RETURN.value),
]


@dataclass(frozen=True)
class PlannedPart:
    """One procedure of the group with the limit and the process that it has there."""

    no: int
    name: str
    procedure_code: str
    agency: str
    limit: Limit
    route: tuple[str, str, Sequence[Step]]
    depends_on: tuple[int, ...] = ()
    is_optional: bool = False
    cutoff: Cutoff = Cutoff.NONE


def _standard(hours: int) -> tuple[str, str, Sequence[Step]]:
    return code_of(hours), name_of(hours), standard_steps(hours)


PARTS = {
    BIRTH_GROUP: (
        PlannedPart(
            1,
            "Đăng ký khai sinh",
            "1.001193",
            "UBND cấp xã",
            IN_24_HOURS,
            ("lien-thong-khai-sinh", "Quy trình liên thông: đăng ký khai sinh", BIRTH_STEPS),
            cutoff=Cutoff.COUNT_FROM_NEXT_DAY,
        ),
        PlannedPart(
            2, "Đăng ký thường trú", "1.004222", "Công an cấp xã", Limit(2, Unit.WORKDAY), _standard(16), (1,)
        ),
        PlannedPart(
            3,
            "Cấp thẻ bảo hiểm y tế",
            INSURANCE_CARD,
            "Cơ quan bảo hiểm xã hội",
            Limit(2, Unit.WORKDAY),
            _standard(16),
            (1,),
        ),
        PlannedPart(
            4,
            "Cấp thẻ căn cước",
            IDENTITY_CARD,
            "Cơ quan Công an",
            Limit(4, Unit.WORKDAY),  # with the day of the birth registration five in all
            _standard(24),
            (1,),
            is_optional=True,
        ),
    )
}
SERVED = {INSURANCE_CARD: Limit(5, Unit.WORKDAY), IDENTITY_CARD: Limit(5, Unit.WORKDAY)}


def offers_of_part(procedure_code: str, bodies: Bodies, field: str) -> list[Offer]:
    """Who settles a part whose published text names no body of the province."""
    if procedure_code == IDENTITY_CARD:
        return bodies.offers_of_police()
    return bodies.offers_of_top("bao hiem xa hoi tinh", field)
