import io
from datetime import UTC, date, datetime

import pikepdf
import pypdf
import pytest

from motcua.documents.forms import printing
from motcua.documents.forms.printing import render
from motcua.documents.forms.sets import FORMS, Kind, NoSuchForm, form_for
from motcua.documents.forms.words import PRINTABLE, day_words, instant_words, printable
from tests.documents.papers import (
    ADDRESS,
    CODE,
    at,
    make_form01,
    make_form03,
    make_form05,
    make_form06,
    make_result,
)

MAKERS = [make_form01, make_form03, make_form05, make_form06, make_result]
LETTERS = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵfjwz"


def pages(pdf: bytes) -> list[str]:
    """The words of each page, each gap one space."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def says(text: str, *parts: str) -> None:
    tight = text.replace(" ", "")
    assert [part for part in parts if part.replace(" ", "") not in tight] == []


def test_form_01_has_every_field_of_the_rules_in_both_copies():
    pdf = render(
        make_form01(
            applicant_name="Công ty Hữu Nghĩa",
            applicant_address="Bản Nà Đon",
            fee_words="8.000 đồng, đã nộp trực tuyến",
            register_book="01",
            register_no="0123",
            channel="trực tiếp",
        )
    )
    first, second = pages(pdf)
    says(first, "Liên 1: giao cho người nộp hồ sơ", "Trang 1/1")
    says(second, "Liên 2: lưu hồ sơ", "Trang 1/1")
    for copy in (first, second):
        says(
            copy, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"
        )
        says(copy, "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH", "Số: 0012/TNHS")
        says(copy, "Lai Châu, ngày 02 tháng 11 năm 2026", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
        says(
            copy,
            f"Mã hồ sơ: {CODE}",
            "Mẫu số 01 (Thông tư số 03/2025/TT-VPCP)",
            "Tổ chức: Đặng Thị Ngọc Ánh (trực tiếp)",
        )
        says(copy, "mã số thuế: 012*****678", "Số điện thoại: 0912 345 678", "Email: anh@example.vn")
        says(copy, "Chủ hồ sơ: Công ty Hữu Nghĩa", "Địa chỉ chủ hồ sơ: Bản Nà Đon", "Đăng ký lại khai sinh")
        says(copy, "1. Thành phần hồ sơ", "1 Tờ khai 1 – – 1", "2 Bản đồ – 2 3 –", "Trả lại sau khi đối chiếu")
        says(copy, "2. Số lượng hồ sơ: 1 (bộ)", "3. Thời gian giải quyết hồ sơ theo quy định: 05 ngày làm việc")
        says(copy, "4. Thời gian nhận hồ sơ: 08 giờ 05 phút, ngày 02 tháng 11 năm 2026")
        says(copy, "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 09 tháng 11 năm 2026")
        says(copy, "6. Đăng ký nhận kết quả tại: Quầy số 4", "Phí, lệ phí: 8.000 đồng, đã nộp trực tuyến")
        says(copy, "Quyển số: 01; Số thứ tự: 0123", "dichvucong.laichau.gov.vn", "0213 3876 501")
        says(copy, "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ", "Vàng Thị Mỷ")


def test_one_copy_is_enough_online():
    assert len(pages(render(make_form01(copies=("Bản điện tử",))))) == 1


def test_a_refusal_at_reception_is_signed_by_filer_and_officer():
    text = words(render(make_form03(right_agency="UBND xã Bình Lư")))
    says(text, "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ", "Cơ sở không thuộc đối tượng.", "NGƯỜI TIẾP NHẬN HỒ SƠ")
    says(text, "08 giờ 05 phút, ngày 02 tháng 11 năm 2026", "UBND xã Bình Lư", "Người liên hệ: Vàng Thị Mỷ")
    assert "khởi kiện" not in text


def test_a_refusal_after_appraisal_is_signed_by_the_signatory_and_tells_of_complaint():
    refused = make_form03(is_after_appraisal=True, signer_title="Phó Giám đốc", signer_name="Đặng Hữu Nghĩa")
    text = words(render(refused))
    says(text, "PHIẾU TỪ CHỐI GIẢI QUYẾT HỒ SƠ", "có quyền khiếu nại, khởi kiện", "PHÓ GIÁM ĐỐC", "Đặng Hữu Nghĩa")
    assert "NGƯỜI NỘP HỒ SƠ" not in text


def test_a_stop_notice_tells_ground_state_papers_and_money():
    told = {"asked_by": "Ông Lường Văn Ợt", "asked_at": at(9, 30, 4), "papers_returned": ("Tờ khai", "Bản vẽ")}
    text = words(render(make_form05(**told, paid_words="300.000 đồng", refundable_words="200.000 đồng")))
    says(text, "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ", "Kính gửi: Lường Văn Ợt", "Mẫu số 05", "Đang thẩm định")
    says(
        text,
        "Theo đề nghị của Ông Lường Văn Ợt lúc 09 giờ 30 phút, ngày 04 tháng 11 năm 2026.",
        "Hết thời hạn bổ sung",
    )
    says(text, "- Tờ khai; - Bản vẽ;", "đã nộp 300.000 đồng; được hoàn trả 200.000 đồng.", "KT. GIÁM ĐỐC")
    says(words(render(make_form05())), "3. Giấy tờ trả lại: không có.", "4. Phí, lệ phí: không phát sinh.")


def test_the_control_sheet_has_a_row_for_each_handover():
    text = words(render(make_form06(rows=make_form06().rows * 12)))
    says(text, "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ", "1. Giao: Bộ phận Một cửa", "2. Nhận: Phòng Môi trường")
    assert text.count("Người giao: Vàng Thị Mỷ") == text.count("Đúng hạn") == 12


def test_a_result_has_its_parts_and_claims_no_signature():
    text = words(render(make_result(subject="Về việc cấp giấy phép")))
    says(text, "QUYẾT ĐỊNH", "Về việc cấp giấy phép", "Điều 1. Cấp giấy phép.", "Nơi nhận:", "- Lưu: VT, hồ sơ.")
    assert "chữ ký số" not in text.lower()


def test_what_is_not_yet_issued_has_room_for_number_and_day():
    text = words(render(make_result(number="", signed_on=None)))
    says(text, "Số: ……………", "Lai Châu, ngày …… tháng …… năm ……")


EVIL = [
    '#read("/etc/passwd")',
    "#panic()",
    "$ x^2 $ *đậm* _nghiêng_ `mã` = đề",
    "\"'; \\u{41} \\ // <nhãn> @nguồn ~ --- ...",
    '"}, "code": "lừa"',
    "- một + hai / ba: bốn",
]


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("make, name", [(make_form01, "filer_name"), (make_form03, "ground"), (make_result, "title")])
def test_nothing_typed_is_read_as_markup(make, name, evil):
    plain = words(render(make(**{name: evil})))
    says(plain.upper(), evil.upper())


@pytest.mark.parametrize("make, name", [(make_form01, "request"), (make_form03, "ground"), (make_form05, "state")])
def test_an_endless_word_flows_to_further_pages(make, name):
    pdf = render(make(**{name: "x" * 10_000}))
    assert words(pdf).count("x") >= 10_000 and len(pages(pdf)) > 1
    assert all(CODE in page for page in pages(pdf))


def test_lines_are_parted_only_where_paragraphs_may_be():
    says(words(render(make_form01(filer_name="Đặng\nThị\r\n Ánh"))), "Đặng Thị Ánh")
    assert printing.values(make_form03(ground="một\n\nhai\u0007"))["ground"] == ["một", "hai"]


def test_all_vietnamese_letters_print_in_every_face():
    text = LETTERS + LETTERS.upper()
    pdf = render(make_form01(filer_name=text, place=text, address=text))
    assert words(pdf).replace("\u200b", "").replace(" ", "").count(text) >= 3


def test_all_that_is_called_printable_prints_and_the_rest_is_a_box():
    marks = [chr(code) for code in range(0x20, 0x2FFF) if PRINTABLE.match(chr(code))]
    assert render(make_form03(ground=" ".join(marks))).startswith(b"%PDF")
    assert printable("Ánh 😀中\u202e") == "Ánh □□"
    assert render(make_form01(filer_name="Ánh 😀中")).startswith(b"%PDF")


@pytest.mark.parametrize("make", MAKERS)
def test_each_paper_is_pdf_a(make):
    """What can be checked without a validator: the marks, the colour profile, the fonts inside, nothing that acts."""
    with pikepdf.open(io.BytesIO(render(make()))) as pdf:
        assert pdf.check_pdf_syntax() == []
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "U")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1" and pdf.Root.Lang == "vi-VN"
        assert not pdf.is_encrypted and "/Names" not in pdf.Root and "/OpenAction" not in pdf.Root
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert fonts and all("/FontFile3" in font or "/FontFile2" in font for font in fonts)
        actions = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/JavaScript"
        ]
        assert actions == []


@pytest.mark.parametrize("make", MAKERS)
def test_printing_again_gives_the_same_bytes(make):
    assert render(make()) == render(make())


@pytest.mark.parametrize("make", MAKERS)
def test_the_printer_has_no_complaint(make):
    paper = make()
    inputs = {"paper": printing.json.dumps(printing.values(paper)), "qr": printing.qr(ADDRESS)}
    template = str(printing.TEMPLATES / paper.template)
    assert printing._printer().compile_with_warnings(template, sys_inputs=inputs)[1] == []


def test_the_code_leads_to_the_public_look_up(monkeypatch):
    drawn, draw = [], printing.segno.make
    monkeypatch.setattr(printing.segno, "make", lambda address, **how: drawn.append(address) or draw(address, **how))
    render(make_form01())
    assert drawn == [ADDRESS]


@pytest.mark.parametrize(
    "kind, received_on, circular, number",
    [
        (Kind.RECEIPT, date(2025, 6, 30), "01/2018", "01"),
        (Kind.RECEIPT, date(2025, 7, 1), "03/2025", "01"),
        (Kind.CONTROL_SHEET, date(2025, 6, 30), "01/2018", "05"),
        (Kind.CONTROL_SHEET, date(2025, 7, 1), "03/2025", "06"),
        (Kind.REGISTER, date(2025, 6, 30), "01/2018", "06"),
        (Kind.REGISTER, date(2026, 11, 21), "03/2025", "07"),
        (Kind.STOP_NOTICE, date(2025, 7, 1), "03/2025", "05"),
        (Kind.STOP_NOTICE, date(2025, 6, 30), "", ""),
    ],
)
def test_an_old_dossier_keeps_the_numbers_of_its_time(kind, received_on, circular, number):
    form = form_for(kind, received_on)
    assert circular in form.circular and form.number == number


def test_each_day_has_one_form_of_each_kind():
    for kind in Kind:
        assert len([form for form in FORMS if form.kind is kind and form.valid_to is None]) == 1
    with pytest.raises(NoSuchForm):
        form_for(Kind.RECEIPT, date(2017, 12, 31))


def test_a_plain_stop_notice_of_the_old_set_names_no_form():
    assert "Mẫu số" not in words(render(make_form05(form=form_for(Kind.STOP_NOTICE, date(2025, 1, 2)))))


def test_days_and_instants_are_written_as_in_legal_papers():
    assert day_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert day_words(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
    assert instant_words(datetime(2026, 3, 9, 18, 30, tzinfo=UTC)) == "01 giờ 30 phút, ngày 10 tháng 3 năm 2026"
