"""Makers of papers with facts as a province has them; a test states only what matters to it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from motcua.documents.forms.fields import Form01, Form03, Form05, Form06, HandoverRow, PaperRow, ResultPaper
from motcua.documents.forms.sets import Kind, form_for

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2026, 11, 2)
CODE = "000.00.18.H35-261102-0012"
ADDRESS = f"https://dichvucong.laichau.gov.vn/tra-cuu/{CODE}"
HEAD = {
    "superior": "Ủy ban nhân dân tỉnh Lai Châu",
    "unit": "Trung tâm Phục vụ hành chính công tỉnh",
    "number": "0012/TNHS",
    "place": "Lai Châu",
    "signed_on": DAY,
    "code": CODE,
}
UNIT = {
    "lookup_url": ADDRESS,
    "lookup_address": "dichvucong.laichau.gov.vn",
    "unit_phone": "0213 3876 501",
    "receiving_unit": "Bộ phận Một cửa UBND phường Tân Phong",
}
APPLICANT = {
    "applicant_name": "Lường Văn Ợt",
    "applicant_identity": "012088001234",
    "address": "Bản Nà Đon, xã Bình Lư",
    "request": "Cấp giấy phép môi trường cho cơ sở chế biến chè",
}
SIGNER = {"signer_authority": "KT. Giám đốc", "signer_title": "Phó Giám đốc", "signer_name": "Đặng Hữu Nghĩa"}


def at(hour: int, minute: int, day: int = 2) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


def make_form01(**facts: Any) -> Form01:
    papers = (
        PaperRow(no=1, name="Tờ khai", originals=1, electronic=1),
        PaperRow(no=2, name="Bản đồ", certified=2, copies=3, note="Trả lại sau khi đối chiếu"),
    )
    usual = (
        HEAD
        | UNIT
        | {
            "form": form_for(Kind.RECEIPT, DAY),
            "filer_name": "Đặng Thị Ngọc Ánh",
            "filer_identity": "012*****678",
            "address": "Số 12, phường Tân Phong",
            "phone": "0912 345 678",
            "email": "anh@example.vn",
            "request": "Đăng ký lại khai sinh",
            "papers": papers,
            "limit_words": "05 ngày làm việc",
            "received_at": at(8, 5),
            "due_at": at(17, 0, 9),
            "return_at": "Quầy số 4",
            "officer": "Vàng Thị Mỷ",
        }
    )
    return Form01(**usual | facts)


def make_form03(**facts: Any) -> Form03:
    usual = (
        HEAD
        | UNIT
        | APPLICANT
        | {
            "form": form_for(Kind.REFUSAL, DAY),
            "filed_at": at(8, 5),
            "ground": "Cơ sở không thuộc đối tượng.\nĐề nghị đăng ký môi trường.",
            "officer": "Vàng Thị Mỷ",
        }
    )
    return Form03(**usual | facts)


def make_form05(**facts: Any) -> Form05:
    usual = (
        HEAD
        | UNIT
        | APPLICANT
        | SIGNER
        | {
            "form": form_for(Kind.STOP_NOTICE, DAY),
            "ground": "Hết thời hạn bổ sung hồ sơ.",
            "state": "Đang thẩm định",
        }
    )
    return Form05(**usual | facts)


def make_form06(**facts: Any) -> Form06:
    row = HandoverRow(
        giver_body="Bộ phận Một cửa",
        giver="Vàng Thị Mỷ",
        given_at=at(8, 10),
        receiver_body="Phòng Môi trường",
        receiver="Đặng Hữu Nghĩa",
        received_at=at(8, 30),
        result="Đúng hạn",
        note="Kèm 03 bản giấy",
    )
    usual = (
        HEAD
        | UNIT
        | {
            "form": form_for(Kind.CONTROL_SHEET, DAY),
            "procedure": "Cấp giấy phép môi trường",
            "applicant_name": "Lường Văn Ợt",
            "received_at": at(8, 5),
            "due_at": at(17, 0, 30),
            "rows": (row,),
        }
    )
    return Form06(**usual | facts)


def make_result(**facts: Any) -> ResultPaper:
    usual = HEAD | SIGNER | {"title": "Quyết định", "paragraphs": ("Điều 1. Cấp giấy phép.", "Điều 2. Có hiệu lực.")}
    return ResultPaper(**usual | facts)
