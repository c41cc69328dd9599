"""Forms 02, 04 and 07 and the lists: every field of rulebook C stands on the page; wide books stay quick."""

import io
from datetime import date
from time import process_time

import pikepdf
import pytest

from motcua.documents.forms import printing
from motcua.documents.forms.printing import render
from motcua.documents.forms.sets import Kind, form_for
from tests.documents.letters import (
    make_form02,
    make_form04,
    make_form07,
    make_handover,
    make_joint,
    make_register_row,
)
from tests.documents.papers import ADDRESS, CODE, SIGNER, at
from tests.documents.test_forms import pages, says, words

MAKERS = [make_form02, make_form04, make_form07, make_handover, make_joint]
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Lai Châu, ngày 02 tháng 11 năm 2026")


def test_form_02_has_every_field_of_the_rules():
    told = {
        "answer_by": at(17, 0, 13),
        "consequence": "Quá hạn, hồ sơ dừng giải quyết.",
        "basis": "Luật số 1, Điều 2",
    }
    text = words(render(make_form02(**told)))
    says(text, *NATION, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ", "Mẫu số 02", f"Mã hồ sơ: {CODE}")
    says(text, "Lường Văn Ợt", "Bản Nà Đon, xã Bình Lư", "0912 345 678", "ot@example.vn", "Cấp giấy phép môi trường")
    says(text, "1 Tờ khai Thiếu chữ ký của người khai. 01 bản chính", "2 Ngày sinh", "Không khớp")
    says(text, "Lý do:", "Hồ sơ chưa đủ theo Điều 5.", "Luật số 1, Điều 2")
    says(text, "chậm nhất 17 giờ 00 phút, ngày 13 tháng 11 năm 2026", "Quá hạn, hồ sơ dừng giải quyết.")
    says(text, "liên hệ với Vàng Thị Mỷ", "0213 3876 501", "dichvucong.laichau.gov.vn")
    says(text, "NGƯỜI NỘP HỒ SƠ", "NGƯỜI HƯỚNG DẪN")


def test_at_appraisal_the_head_signs_form_02():
    text = words(render(make_form02(is_at_appraisal=True, **SIGNER)))
    says(text, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đặng Hữu Nghĩa", "Nơi nhận:")
    assert "NGƯỜI HƯỚNG DẪN" not in text and "chậm nhất" not in text


def test_form_04_has_every_field_of_the_rules_with_both_dates():
    text = words(render(make_form04()))
    says(text, *NATION, "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", "Mẫu số 04", "Số: 0012/TNHS")
    says(text, "Kính gửi: Lường Văn Ợt", "Ngày tiếp nhận hồ sơ: 08 giờ 05 phút, ngày 02 tháng 11 năm 2026", CODE)
    says(text, "hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 09 tháng 11 năm 2026")
    says(text, "Cấp giấy phép môi trường", "Cơ quan được lấy ý kiến chưa trả lời.", "xin lỗi Ông (Bà)/Tổ chức")
    says(text, "hẹn lại trả kết quả: 16 giờ 30 phút, ngày 16 tháng 11 năm 2026", "PHÓ GIÁM ĐỐC", "Đặng Hữu Nghĩa")
    says(text, "- Bộ phận Một cửa UBND phường Tân Phong;")


def test_in_whose_name_is_signed_keeps_its_lines():
    text = words(
        render(make_form04(signer_authority="TM. Ủy ban nhân dân\nKT. Chủ tịch", signer_title="Phó Chủ tịch"))
    )
    says(text, "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH")


def test_an_old_dossier_is_apologised_for_on_the_form_of_its_time():
    text = words(render(make_form04(form=form_for(Kind.APOLOGY, date(2025, 6, 30)))))
    says(text, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "Mẫu số 04 (Thông tư số 01/2018/TT-VPCP)")


def test_the_register_has_every_column_of_the_rules():
    pdf = render(make_form07())
    text = words(pdf)
    says(text, *NATION[:2], "SỔ THEO DÕI HỒ SƠ", "Mẫu số 07", "Năm 2026", "Quyển số: 01/2026")
    says(text, "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Số bộ", "Tên cá nhân, tổ chức", "Địa chỉ, số điện thoại")
    says(text, "Cơ quan chủ trì giải quyết", "Ngày, tháng, năm", "Nhận hồ sơ", "Hẹn trả", "Trả kết quả")
    says(text, "Phương thức nhận", "Ký nhận", "Ghi chú", "Bổ sung 1 lần", "Chủ hồ sơ", "17:00 09/11/2026")
    with pikepdf.open(io.BytesIO(pdf)) as book:
        left, bottom, right, top = book.pages[0].MediaBox
        assert right - left > top - bottom, "the book is wide"


def test_an_open_book_has_no_signatures_and_a_closed_one_counts_its_rows():
    assert "khóa sổ" not in words(render(make_form07()))
    text = words(render(make_form07(closed_on=date(2026, 12, 31))))
    says(text, "Sổ này có 2 hồ sơ, khóa sổ ngày 31 tháng 12 năm 2026", "NGƯỜI ĐỨNG ĐẦU BỘ PHẬN MỘT CỬA")


def test_a_thousand_rows_take_seconds_and_every_page_repeats_the_head():
    rows = tuple(make_register_row(no=no) for no in range(1, 1001))
    begun = process_time()
    book = render(make_form07(rows=rows))
    assert process_time() - begun < 20  # about 2 s of one quiet core; CI machines are neither
    told = pages(book)
    assert len(told) > 20 and all("Mã hồ sơ" in page for page in told[:-1])
    says(told[-2] + told[-1], "1000", f"Trang {len(told)}/{len(told)}")


def test_an_empty_book_says_so():
    says(words(render(make_form07(rows=()))), "Chưa có hồ sơ nào trong sổ.")


def test_a_handover_list_is_in_two_copies_for_two_hands():
    first, second = pages(render(make_handover()))
    says(first, "GIẤY BÀN GIAO HỒ SƠ", "Bản 1: bên giao giữ", "Bộ phận Một cửa", "Phòng Môi trường", "Tổng số: 1.")
    says(second, "Bản 2: bên nhận giữ", "NGƯỜI GIAO", "NGƯỜI NHẬN", "Vàng Thị Mỷ", CODE)


def test_one_receipt_for_a_sitting_keeps_every_code_and_date():
    first, second = pages(render(make_joint()))
    for copy in (first, second):
        says(copy, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mẫu số 01", "012190000678", "Đặng Thị Ngọc Ánh")
        says(copy, CODE, "000.00.18.H35-261102-0013", "Đăng ký kết hôn", "17:00 03/11/2026", "2 hồ sơ", "Quầy số 4")
        says(copy, "Thời gian nhận hồ sơ: 08 giờ 05 phút", "1 ngày làm việc", "Tờ khai; Giấy chứng sinh")


@pytest.mark.parametrize("make", MAKERS)
def test_the_printer_has_no_complaint(make):
    paper = make()
    inputs = {"paper": printing.json.dumps(printing.values(paper)), "qr": printing.qr(ADDRESS)}
    template = str(printing.TEMPLATES / paper.template)
    assert printing._printer().compile_with_warnings(template, sys_inputs=inputs)[1] == []


@pytest.mark.parametrize("make, name", [(make_form02, "ground"), (make_form04, "ground"), (make_form04, "request")])
def test_nothing_typed_is_read_as_markup_and_an_endless_word_flows_on(make, name):
    says(words(render(make(**{name: '#read("/etc/passwd") $x$ *đậm*'}))), '#read("/etc/passwd") $x$ *đậm*')
    assert words(render(make(**{name: "x" * 10_000}))).count("x") >= 10_000
