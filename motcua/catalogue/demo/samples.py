"""The sample procedures with their own processes and limits, which win over the catalogue's (rulebook B.7.2-14)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from motcua.catalogue.drawn import Step
from motcua.catalogue.models import FeeReturn, Handling, StepKind, StepUnit
from motcua.directory.roles import Role
from motcua.lib.worktime import SAME_DAY, Cutoff, Limit, Unit

FILE = Path(__file__).parents[1] / "data" / "sample-procedures.json"
UNITS = {"working_hour": Unit.WORKHOUR, "working_day": Unit.WORKDAY, "calendar_day": Unit.DAY}
CUTOFFS = {"count_from_next_working_day": Cutoff.COUNT_FROM_NEXT_DAY}
KINDS = {
    Role.RECEPTION_OFFICER: StepKind.RECEIVE,
    Role.CASE_OFFICER: StepKind.PROCESS,
    Role.DIVISION_HEAD: StepKind.REVIEW,
    Role.SIGNATORY: StepKind.SIGN,
    Role.RECORDS_CLERK: StepKind.ISSUE,
    Role.RETURN_OFFICER: StepKind.RETURN,
}
# Case officers and heads of divisions sit in divisions; whoever signs and seals does so for the whole body.
UNITS_OF_ROLES = {
    Role.RECEPTION_OFFICER: StepUnit.ONE_STOP,
    Role.RETURN_OFFICER: StepUnit.ONE_STOP,
    Role.CASE_OFFICER: StepUnit.DIVISION,
    Role.DIVISION_HEAD: StepUnit.DIVISION,
    Role.SIGNATORY: StepUnit.COMPETENT,
    Role.RECORDS_CLERK: StepUnit.COMPETENT,
}
STEP_NAMES = {
    "Receive, check, fetch data": "Tiếp nhận, kiểm tra hồ sơ, khai thác dữ liệu",
    "Receive, check, transfer": "Tiếp nhận, kiểm tra, chuyển hồ sơ",
    "Receive, check, form CT04": "Tiếp nhận, kiểm tra, cấp phiếu CT04",
    "Receive on the ministry system": "Tiếp nhận trên hệ thống của Bộ Công an",
    "Receive, photograph, collect fee": "Tiếp nhận, chụp ảnh, thu lệ phí",
    "Receive on the shared linked software": "Tiếp nhận trên phần mềm liên thông dùng chung",
    "Check and draft": "Kiểm tra, dự thảo kết quả",
    "Appraise, compare with registers": "Thẩm định, đối chiếu sổ hộ tịch",
    "Appraise in the household-business system, exchange with tax": (
        "Thẩm định trên hệ thống đăng ký hộ kinh doanh, trao đổi với cơ quan thuế"
    ),
    "Appraise, site check, consult": "Thẩm định, kiểm tra thực địa, lấy ý kiến",
    "Check land records, prepare Phiếu chuyển thông tin (Mẫu 19)": (
        "Kiểm tra hồ sơ địa chính, lập Phiếu chuyển thông tin (Mẫu 19)"
    ),
    "Tax office computes obligations (clock of the land office stopped)": (
        "Cơ quan thuế xác định nghĩa vụ tài chính (không tính vào thời hạn)"
    ),
    "Update records, prepare certificate or note of change": (
        "Cập nhật hồ sơ địa chính, lập Giấy chứng nhận hoặc xác nhận thay đổi"
    ),
    "Look up and verify": "Tra cứu, xác minh",
    "Look up licence and violations": "Tra cứu giấy phép lái xe và vi phạm",
    "Register birth, get the identification number": "Đăng ký khai sinh, lấy số định danh cá nhân",
    "Register residence (in parallel with 4)": "Đăng ký thường trú (song song với bước 4)",
    "Issue the insurance card (in parallel with 3)": "Cấp thẻ bảo hiểm y tế (song song với bước 3)",
    "Verify": "Xác minh",
    "Review": "Soát xét",
    "Review and sign": "Soát xét, ký duyệt",
    "Sign": "Ký duyệt",
    "Sign and issue": "Ký, cấp Phiếu lý lịch tư pháp",
    "Approve": "Phê duyệt",
    "Approve and sign": "Phê duyệt, ký",
    "Number, seal, issue, digitise": "Vào sổ, đóng dấu, phát hành, số hóa",
    "Number, digitise, update the register": "Vào sổ, số hóa, cập nhật sổ hộ tịch",
    "Number, digitise, confirm drawings": "Vào sổ, số hóa, xác nhận bản vẽ",
    "Number, digitise": "Vào sổ, số hóa",
    "Print": "In giấy phép lái xe",
    "Return": "Trả kết quả",
    "Return, collect original certificate": "Trả kết quả, thu Giấy chứng nhận cũ",
    "Return in person or by post": "Trả kết quả tại quầy hoặc qua bưu điện",
    "Return each result as it is ready": "Trả từng kết quả khi có",
    "Notify and return": "Thông báo, trả kết quả",
}


@dataclass(frozen=True)
class Sample:
    """One sample procedure; `record` is its whole row in the file."""

    code: str
    limit: Limit
    cutoff: Cutoff
    handled_by: str
    fee_return: str
    steps: tuple[Step, ...]
    record: Mapping[str, Any]

    @property
    def route_code(self) -> str:
        return f"rieng-{self.code}"

    @property
    def competent(self) -> str:
        return str(self.record["competent"])


def samples() -> list[Sample]:
    """Every procedure of the sample file."""
    return [_sample(record) for record in json.loads(FILE.read_text())]


def _sample(record: Mapping[str, Any]) -> Sample:
    is_elsewhere = record["sync_only"]
    return Sample(
        code=record["code"],
        limit=_limit(record["time"]),
        cutoff=_cutoff(record["time"]),
        handled_by=Handling.HandledBy.MINISTRY if is_elsewhere else Handling.HandledBy.PROVINCE,
        fee_return=FeeReturn.KEPT if record["fee"].get("not_refundable") else FeeReturn.RETURNED,
        steps=tuple(_steps(record["internal_steps"], record["parallel_steps"])),
        record=record,
    )


def _limit(time: Mapping[str, Any]) -> Limit:
    return SAME_DAY if time["kind"] == "same_day" else Limit(time["value"], UNITS[time["unit"]])


def _cutoff(time: Mapping[str, Any]) -> Cutoff:
    if time["kind"] == "same_day":
        return Cutoff.SAME_DAY
    return CUTOFFS.get(time.get("after_cutoff") or "", Cutoff.NONE)


def _steps(rows: Sequence[Mapping[str, Any]], parallel: Sequence[Sequence[int]]) -> list[Step]:
    groups = {no: number for number, together in enumerate(parallel, start=1) for no in together}
    steps = [_step(row, groups.get(row["no"])) for row in rows]
    return _with_return(_with_signature(steps))


def _step(row: Mapping[str, Any], group: int | None) -> Step:
    role, hours = Role(row["role"]), Decimal(row["duration"]["value"])
    return Step(
        no=row["no"],
        name=STEP_NAMES.get(row["name"], row["name"]),
        role=role.value,
        unit=UNITS_OF_ROLES[role].value,
        hours=hours,
        kind=(KINDS[role] if hours else StepKind.WAIT).value,
        group=group,
        unit_name=row["unit"],
    )


def _with_signature(steps: list[Step]) -> list[Step]:
    """Where nobody is named to sign, whoever acts last in the agency signs."""
    if any(step.kind == StepKind.SIGN for step in steps):
        return steps
    last = max(no for no, step in enumerate(steps) if step.unit != StepUnit.ONE_STOP)
    role, unit = Role.SIGNATORY.value, StepUnit.COMPETENT.value
    return [
        _changed(step, role=role, unit=unit, kind=StepKind.SIGN.value) if no == last else step
        for no, step in enumerate(steps)
    ]


def _with_return(steps: list[Step]) -> list[Step]:
    """Where handing over is not drawn it takes no hours of the limit: the clock stops when the result is issued."""
    if steps[-1].kind == StepKind.RETURN:
        return steps
    handing = (Role.RETURN_OFFICER.value, StepUnit.ONE_STOP.value, Decimal(0), StepKind.RETURN.value)
    return [*steps, Step(steps[-1].no + 1, STEP_NAMES["Return"], *handing)]


def _changed(step: Step, **facts: Any) -> Step:
    return Step(**{name: getattr(step, name) for name in Step.__dataclass_fields__} | facts)
