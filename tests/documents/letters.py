"""Makers of letters and lists; a test states only what matters to it."""

from datetime import date
from typing import Any

from motcua.documents.forms.letters import FaultRow, Form02, Form04
from motcua.documents.forms.lists import (
    Form07,
    HandoverItem,
    HandoverList,
    JointForm01,
    RegisterRow,
    SittingRow,
)
from motcua.documents.forms.sets import Kind, form_for
from tests.documents.papers import APPLICANT, DAY, HEAD, SIGNER, UNIT, at

WHO = {name: value for name, value in APPLICANT.items() if name != "applicant_identity"}


def make_form02(**facts: Any) -> Form02:
    items = (
        FaultRow(no=1, name="Tờ khai", fault="Thiếu chữ ký của người khai.", copies="01 bản chính"),
        FaultRow(no=2, name="Ngày sinh", fault="Không khớp với Cơ sở dữ liệu quốc gia về dân cư."),
    )
    usual = {
        "form": form_for(Kind.SUPPLEMENT_REQUEST, DAY),
        "phone": "0912 345 678",
        "email": "ot@example.vn",
        "items": items,
        "ground": "Hồ sơ chưa đủ theo Điều 5.",
        "officer": "Vàng Thị Mỷ",
    }
    return Form02(**HEAD | UNIT | WHO | usual | facts)


def make_form04(**facts: Any) -> Form04:
    usual = {
        "form": form_for(Kind.APOLOGY, DAY),
        "received_at": at(8, 5),
        "promised_at": at(17, 0, 9),
        "ground": "Cơ quan được lấy ý kiến chưa trả lời.",
        "new_due_at": at(16, 30, 16),
    }
    return Form04(**HEAD | UNIT | WHO | SIGNER | usual | facts)


def make_register_row(**facts: Any) -> RegisterRow:
    usual = {
        "no": 1,
        "code": "000.00.18.H35-261102-0012",
        "procedure": "Cấp giấy phép môi trường",
        "applicant": "Lường Văn Ợt",
        "contact": "Bản Nà Đon, xã Bình Lư, 0912345678",
        "lead": "Sở Nông nghiệp và Môi trường",
        "received": "08:05 02/11/2026",
        "due": "17:00 09/11/2026",
        "returned": "09:00 06/11/2026",
        "delivery": "Trực tiếp",
        "signed": "Chủ hồ sơ",
        "note": "Bổ sung 1 lần",
    }
    return RegisterRow(**usual | facts)


def make_form07(**facts: Any) -> Form07:
    usual = {
        "form": form_for(Kind.REGISTER, DAY),
        "year": 2026,
        "book_no": "01/2026",
        "rows": (make_register_row(), make_register_row(no=2, note="Quá hạn")),
        "from_on": date(2026, 1, 1),
        "to_on": DAY,
    }
    return Form07(**HEAD | usual | facts)


def make_handover(**facts: Any) -> HandoverList:
    item = HandoverItem(
        no=1, code="000.00.18.H35-261102-0012", applicant="Lường Văn Ợt", what="Cấp giấy phép", due="17:00", papers=3
    )
    usual = {
        "title": "Giấy bàn giao hồ sơ",
        "what_head": "Thủ tục hành chính",
        "giver_body": "Bộ phận Một cửa",
        "receiver_body": "Phòng Môi trường",
        "giver": "Vàng Thị Mỷ",
        "items": (item,),
    }
    return HandoverList(**HEAD | usual | facts)


def make_joint(**facts: Any) -> JointForm01:
    row = SittingRow(
        no=1,
        code="000.00.18.H35-261102-0012",
        request="Đăng ký khai sinh",
        papers="Tờ khai; Giấy chứng sinh",
        limit_words="1 ngày làm việc",
        due="17:00 03/11/2026",
    )
    other = SittingRow(**row.__dict__ | {"no": 2, "code": "000.00.18.H35-261102-0013", "request": "Đăng ký kết hôn"})
    usual = {
        "form": form_for(Kind.RECEIPT, DAY),
        "filer_name": "Đặng Thị Ngọc Ánh",
        "filer_identity": "012190000678",
        "address": "Số 12, phường Tân Phong",
        "phone": "0912 345 678",
        "email": "anh@example.vn",
        "rows": (row, other),
        "received_at": at(8, 5),
        "return_at": "Quầy số 4",
        "officer": "Vàng Thị Mỷ",
    }
    return JointForm01(**HEAD | UNIT | usual | facts)
