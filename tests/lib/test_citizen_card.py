"""The QR code of the citizen card, with the samples of shared/data/cccd-qr.json (all invented)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.lib.card import CardError, CardProblem, CardWarning, read_card
from motcua.lib.numbers import Problem, Sex

PLAIN = "001090123456|012345678|Nguyễn Văn A|01011990|Nam|Hà Nội|15042021"


@pytest.mark.parametrize(
    "payload, name, born_on, sex",
    [
        (
            "001090123456|012345678|Nguyễn Văn A|01011990|Nam|Phường Phúc Xá, Quận Ba Đình, Hà Nội|15042021",
            *("Nguyễn Văn A", date(1990, 1, 1), Sex.MALE),
        ),
        (
            "079304654321||Trần Thị B|29022004|Nữ|Số 1, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh|02052022",
            *("Trần Thị B", date(2004, 2, 29), Sex.FEMALE),
        ),
        (
            "056085000123|225123456|LÊ VĂN C|31121985|Nam|Thôn 2, Xã Vạn Thắng, Huyện Vạn Ninh, Khánh Hòa|10102021",
            *("LÊ VĂN C", date(1985, 12, 31), Sex.MALE),
        ),
    ],
)
def test_a_sound_card_is_read_without_doubt(payload: str, name: str, born_on: date, sex: Sex) -> None:
    card = read_card(payload, this_year=2026)
    assert (card.name, card.born_on, card.sex) == (name, born_on, sex)
    assert card.personal_number.digits == payload[:12]
    assert card.warnings == ()


@pytest.mark.parametrize(
    "payload",
    [
        "001090123456|012345678|Nguyễn Văn A|01/01/1990|Nam|Hà Nội|15/04/2021",
        "\ufeff001090123456 | 012345678 | Nguyễn  Văn A | 01011990 | nam | Hà Nội | 15042021\r\n",
        "CCCD: 001090123456|CMND: 012345678|Họ tên: Nguyễn Văn A|Ngày sinh: 01/01/1990|Giới tính: Nam"
        "|Địa chỉ: Hà Nội|Ngày cấp: 15/04/2021",
    ],
)
def test_scanners_write_the_same_card_in_several_ways(payload: str) -> None:
    assert read_card(payload) == read_card(PLAIN)


def test_six_fields_lack_the_old_number() -> None:
    card = read_card("001090123456|Nguyễn Văn A|01011990|Nam|Hà Nội|15042021")
    assert (card.old_number, card.name, card.issued_on) == ("", "Nguyễn Văn A", date(2021, 4, 15))
    assert card.warnings == ()


def test_more_than_seven_fields_are_kept_unread() -> None:
    card = read_card(PLAIN + "|Nguyễn Văn X|Trần Thị Y")
    assert card.extra == ("Nguyễn Văn X", "Trần Thị Y")
    assert card.warnings == ()


@pytest.mark.parametrize(
    "payload, doubt",
    [
        ("079301654321||Trần Thị B|29022001|Nữ|Quận 1|02052022", CardWarning.BIRTH_DATE_IMPOSSIBLE),
        ("001090123456|012345678|Nguyễn Văn A|01011990|Nữ|Hà Nội|15042021", Problem.SEX_DIFFERS),
        ("001091123456|012345678|Nguyễn Văn A|01011990|Nam|Hà Nội|15042021", Problem.BIRTH_YEAR_DIFFERS),
        ("001090123456|0123|Nguyễn Văn A|01011990|Nam|Hà Nội|15042021", CardWarning.OLD_NUMBER_UNUSUAL),
        ("001090123456|012345678|Nguyễn Văn A|01011990|?|Hà Nội|15042021", CardWarning.SEX_UNREADABLE),
        ("001090123456|012345678|Nguyễn Văn A|01011990|Nam|Hà Nội|", CardWarning.ISSUE_DATE_IMPOSSIBLE),
        ("001090123456|012345678||01011990|Nam|Hà Nội|15042021", CardWarning.NAME_MISSING),
        ("001190123456||Nguyeexn Thij A|01011990|Nuwx|Haf Nooij|15042021", CardWarning.ACCENTS_LOST),
        ("888090123456|012345678|Nguyễn Văn A|01011990|Nam|Hà Nội|15042021", Problem.UNKNOWN_PROVINCE),
    ],
)
def test_a_doubtful_card_is_read_with_a_warning(payload: str, doubt: CardWarning | Problem) -> None:
    assert read_card(payload).warnings == (doubt,)


@pytest.mark.parametrize(
    "payload, code",
    [
        ("00109012345|012345678|Nguyễn Văn A|01011990|Nam|Hà Nội|15042021", CardProblem.WRONG_NUMBER),
        ("001290123456|012345678|Nguyễn Văn A|01012090|Nam|Hà Nội|15042021", CardProblem.WRONG_NUMBER),
        ("001090123456|012345678|Nguyễn Văn A", CardProblem.FIELDS_MISSING),
        (
            "DN4010123456789|4e677579e1bb856e2056c4836e2041|01/01/1990|1|48c3a0204ee1bb9969|01 - 001|01/01/2026||||",
            CardProblem.HEALTH_INSURANCE_CARD,
        ),
        (
            "0123456789|4e677579e1bb856e|01/01/1990|1|48c3a0|01 - 001|01/01/2026",
            CardProblem.HEALTH_INSURANCE_CARD,
        ),
        ("https://example.org/", CardProblem.NOT_A_CARD),
        ("", CardProblem.NOT_A_CARD),
        ("a|b|c|d|e|f|g", CardProblem.NOT_A_CARD),
    ],
)
def test_other_texts_are_refused_by_name(payload: str, code: CardProblem) -> None:
    with pytest.raises(CardError) as refused:
        read_card(payload, this_year=2026)
    assert refused.value.code is code


@given(st.text(alphabet="|0123456789 NamNữ/:abĐ\u0301\n", max_size=120))
def test_any_text_is_read_or_refused_by_name(text: str) -> None:
    try:
        read_card(text)
    except CardError as refused:
        assert refused.code
