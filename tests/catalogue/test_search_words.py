"""People say what they mean in their own words, typed as they can; the right procedure comes first all the same."""

from typing import Any

import pytest

from motcua.catalogue.models import EverydayWord, Procedure, ProcedureKind, SearchWeight
from motcua.catalogue.search import search
from motcua.catalogue.search.lexicon import Lexicon, rules_of, sounds
from motcua.catalogue.search.spelling import apart, from_telex, from_vni, nearest, sounded
from tests.catalogue.rows import entry, import_rows

LIST = [
    ("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch"),
    ("2.000528", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài", "Hộ tịch"),
    ("1.000656", "Thủ tục đăng ký khai tử", "Hộ tịch"),
    ("1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch"),
    ("1.004194", "Đăng ký thường trú", "Cư trú"),
    ("1.002809", "Cấp lại giấy phép lái xe", "Đường bộ"),
    ("1.002835", "Cấp giấy phép lái xe", "Đường bộ"),
    ("1.012781", "Cấp lại Giấy chứng nhận do bị mất", "Đất đai"),
    ("1.014000", "Cấp giấy phép lái tàu", "Đường sắt"),
    ("1.015000", "Đăng ký cai nghiện ma túy tự nguyện", "Phòng, chống tệ nạn xã hội"),
]
WORDS = [
    ("means", "nhập hộ khẩu | vào hộ khẩu", "đăng ký thường trú"),
    ("means", "bằng lái", "giấy phép lái xe"),
    ("means", "mất + bằng lái", "cấp lại giấy phép lái xe"),
    ("means", "mất + sổ đỏ", "cấp lại giấy chứng nhận do bị mất"),
    ("means", "người thân mất | cha mất", "đăng ký khai tử"),
    ("means", "lái tàu", "thuyền viên"),
    ("means", "con + cho cai", "đăng ký cai nghiện ma túy"),
    ("same", "thất lạc | đánh rơi", "mất"),
    ("same", "bố | ba", "cha"),
    ("filler", "cái | tôi | của tôi | bị", ""),
    ("noise", "cần giấy tờ gì | mất bao lâu | xin hỏi", ""),
    ("special", "nước ngoài", ""),
    ("outside", "thời tiết | bóng đá", ""),
]


@pytest.fixture
def catalogue(tmp_path: Any) -> None:
    others = [entry(code=f"9.{no:06}", name=f"Thủ tục cấp giấy thứ {no}", fields=["Khác"]) for no in range(300)]
    import_rows(tmp_path, [*(entry(code=code, name=name, fields=[field]) for code, name, field in LIST), *others])
    EverydayWord.objects.bulk_create(EverydayWord(kind=kind, words=said, means=means) for kind, said, means in WORDS)


def first(query: str) -> str:
    return search(query, limit=1).items[0].code


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query, code",
    [
        ("nhập hộ khẩu", "1.004194"),
        ("nhap ho khau", "1.004194"),
        ("xin hỏi vào hộ khẩu cần giấy tờ gì", "1.004194"),
        ("tôi đánh rơi cái bằng lái của tôi", "1.002809"),
        ("bang lai bi that lac", "1.002809"),
        ("lo con hu muon cho cai", "1.015000"),
        ("cho con lai tau", "1.014000"),  # "cai" of a rule is not the filler "cái"
        ("bằng lái mất bao lâu", "1.002835"),  # "how long it takes", not "lost"
        ("sổ đỏ nhà tôi bị thất lạc", "1.012781"),
        ("bố tôi mất", "1.000656"),
        ("cấp giấy phép lái tàu", "1.014000"),  # the official words win over what they mean elsewhere
        ("khai sinh", "1.001193"),
        ("khai sinh nước ngoài", "2.000528"),
        ("ddawng kys keest hoon", "1.000894"),
        ("d9a8ng ky1 ke61t ho6n", "1.000894"),
        ("dangky kethon", "1.000894"),
        ("đăng ký khai sih", "1.001193"),
    ],
)
def test_everyday_words_lead_to_the_official_procedure(catalogue: None, query: str, code: str) -> None:
    assert first(query) == code


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["thời tiết hôm nay", "kết quả bóng đá", "cần giấy tờ gì", "xin hỏi"])
def test_what_is_no_matter_of_procedures_finds_none_and_says_so(catalogue: None, query: str) -> None:
    results = search(query)
    assert (results.items, results.is_outside) == ((), True)


@pytest.mark.django_db
def test_a_filter_that_leaves_nothing_is_not_a_foreign_question(catalogue: None) -> None:
    results = search("khai sinh", subject="nobody")
    assert (results.items, results.is_outside) == ((), False)


@pytest.mark.django_db
def test_a_changed_word_or_weight_is_noticed_at_once(catalogue: None) -> None:
    assert search("giấy thông hành lên xe hoa").items == ()
    EverydayWord.objects.create(words="lên xe hoa", means="đăng ký kết hôn")
    assert first("giấy thông hành lên xe hoa") == "1.000894"
    before = [found.code for found in search("giấy phép lái xe").items]
    SearchWeight.objects.create(name="enough", value=1.0)
    assert len(search("giấy phép lái xe").items) < len(before)


@pytest.mark.django_db
def test_of_equals_ours_come_before_those_of_other_provinces_and_of_offices_among_themselves(tmp_path: Any) -> None:
    rows = [
        entry(code="1.1", name="Cấp phép thi công nút giao", promulgating_agency="UBND tỉnh Hà Tĩnh"),
        entry(code="1.2", name="Cấp phép thi công nút giao đường", promulgating_agency="UBND tỉnh Lai Châu"),
        entry(code="1.3", name="Cấp phép thi công nút giao", kind=ProcedureKind.INTERNAL),
        *(entry(code=f"9.{no:06}", name=f"Thủ tục cấp giấy thứ {no}") for no in range(50)),
    ]
    import_rows(tmp_path, rows)
    assert [found.code for found in search("thi công nút giao", limit=3).items] == ["1.2", "1.1", "1.3"]


@pytest.mark.django_db
def test_procedures_of_one_name_leave_room_for_others(tmp_path: Any) -> None:
    same = [entry(code=f"1.{no}", name="Cấp phép thi công nút giao") for no in range(8)]
    other = entry(code="2.1", name="Chấp thuận thiết kế nút giao")
    import_rows(tmp_path, [*same, other, *(entry(code=f"9.{no:06}", name=f"Thủ tục thứ {no}") for no in range(50))])
    codes = [found.code for found in search("nút giao", limit=20).items]
    assert "2.1" in codes[:5]
    assert len(codes) == Procedure.objects.filter(name__contains="nút giao").count() == 9


@pytest.mark.parametrize(
    "said, is_meant", [("bị máy cuốn", True), ("tay bị máy cuốn vào", True), ("máy giặt", False)]
)
def test_a_rule_is_not_cut_down_to_one_word_by_its_fillers(said: str, is_meant: bool) -> None:
    lexicon = Lexicon([*rules_of("filler", "bị | cuốn"), *rules_of("means", "bị máy cuốn", "tai nạn lao động")])
    matches, _fillers = lexicon.said(sounds(said), is_accented=True)
    assert bool(matches) is is_meant


@pytest.mark.parametrize(
    "keys, meant",
    [
        ("khaaru", "khẩu"),
        ("hooj", "hộ"),
        ("ddaats", "đất"),
        ("dduwowngf", "đường"),
        ("tieengs", "tiếng"),
        ("giaays", "giấy"),
        ("dangd", "đang"),
    ],
)
def test_telex_keys_are_read(keys: str, meant: str) -> None:
    assert sounded(from_telex(keys)) == sounded(meant)


@pytest.mark.parametrize("keys, meant", [("kha63u", "khẩu"), ("d9u7o7ng2", "đường"), ("gia61y", "giấy")])
def test_vni_digits_are_read(keys: str, meant: str) -> None:
    assert sounded(from_vni(keys)) == sounded(meant)


def test_one_spelling_of_a_tone_is_the_other() -> None:
    assert sounded("hoà") == sounded("hòa") != sounded("hoa")
    assert sounded("kỹ") == sounded("kĩ")


def test_words_run_together_come_apart_and_slips_are_mended() -> None:
    known = {"khai": 5, "sinh": 9, "ho": 3, "khau": 4}
    assert apart("khaisinh", known) == ["khai", "sinh"]
    assert apart("karaoke", known) == []
    assert nearest("sinhh", known, usual=3) == "sinh"
    assert nearest("sih", known, usual=3) == "sinh"
    assert nearest("ok", known, usual=3) == ""
