"""Vietnamese text in one spelling, and folded for search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.lib.text import beginning, clean_name, fold, nfc, shortened, words

NAMES = ["Nguyễn Thị Ánh Tuyết", "Đặng Văn Hoà", "Lê Quý Đôn", "Trần Ngọc Ước"]


@pytest.mark.parametrize("name", NAMES)
def test_combining_accents_make_the_same_name(name: str) -> None:
    typed = unicodedata.normalize("NFD", name)
    assert typed != name
    assert nfc(typed) == clean_name(typed) == name
    assert fold(typed) == fold(name)


@pytest.mark.parametrize(
    "text, folded",
    [
        ("Đăng ký  KHAI SINH", "dang ky khai sinh"),
        ("Thủ tục\tđất đai", "thu tuc dat dai"),
        ("Hoà Bình", "hoa binh"),
        ("Hòa Bình", "hoa binh"),
        ("", ""),
    ],
)
def test_folding_forgets_case_accents_and_blanks(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_leave_punctuation() -> None:
    assert words("Cấp giấy phép, sửa-chữa (nhà ở)") == ["cap", "giay", "phep", "sua", "chua", "nha", "o"]


@pytest.mark.parametrize(
    "typed",
    ["  Lê  Quý Đôn ", "Lê\u00a0Quý\tĐôn", "Lê\x00 Quý\u200b Đôn\n", "\u202eLê Quý Đôn", "Lê \u200b Quý Đôn"],
)
def test_a_name_keeps_only_what_can_be_seen(typed: str) -> None:
    assert clean_name(typed) == "Lê Quý Đôn"


@given(st.text())
def test_cleaning_and_folding_twice_change_nothing_more(text: str) -> None:
    assert clean_name(clean_name(text)) == clean_name(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.integers(1, 200))
def test_a_shortened_text_is_its_beginning_with_a_sign(text: str, most: int) -> None:
    cut = shortened(text, most)
    assert len(cut) <= most
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


@given(st.text(), st.integers(1, 200))
def test_the_beginning_of_a_text_holds_at_most_so_many_letters(text: str, most: int) -> None:
    cut = beginning(text, most)
    assert len(cut) <= most
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))


def test_a_word_is_not_cut_and_no_comma_is_left_before_the_sign() -> None:
    assert beginning("Giao đất ở, cho thuê đất", 16) == "Giao đất ở…"
    assert beginning("Giao đất ở, cho thuê đất", 24) == "Giao đất ở, cho thuê đất"
