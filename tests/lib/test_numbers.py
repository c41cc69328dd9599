"""Numbers that identify people and enterprises."""

from datetime import date

import pytest

from motcua.lib.numbers import Problem, Sex, mask, read_passport, read_personal_number, read_tax_code


def test_a_personal_number_tells_sex_and_birth_year() -> None:
    number = read_personal_number("079 304 654 321", date(2004, 2, 29), Sex.FEMALE, this_year=2026)
    assert (number.digits, number.sex, number.century, number.birth_year) == (
        "079304654321",
        Sex.FEMALE,
        2000,
        2004,
    )
    assert number.is_valid
    assert number.problems == ()


@pytest.mark.parametrize(
    "text, problem",
    [
        ("00109012345", Problem.WRONG_LENGTH),
        ("0010901234567", Problem.WRONG_LENGTH),
        ("00109012345A", Problem.NOT_DIGITS),
        ("", Problem.NOT_DIGITS),
        ("٠٠١٠٩٠١٢٣٤٥٦", Problem.NOT_DIGITS),  # digits, but not ours
        ("001227123456", Problem.BORN_IN_FUTURE),  # 2027
        ("001890123456", Problem.BORN_IN_FUTURE),  # 2390
    ],
)
def test_an_impossible_personal_number_says_why(text: str, problem: Problem) -> None:
    number = read_personal_number(text, this_year=2026)
    assert number.errors == (problem,)
    assert not number.is_valid


def test_doubts_leave_a_personal_number_usable() -> None:
    number = read_personal_number("999090123456", date(1991, 1, 1), Sex.FEMALE, this_year=2026)
    assert number.is_valid
    assert set(number.warnings) == {
        Problem.UNKNOWN_PROVINCE,
        Problem.SEX_DIFFERS,
        Problem.BIRTH_YEAR_DIFFERS,
    }


@pytest.mark.parametrize("text", ["0100109106", "0300588569", "0101248141", "0100109106-001", "0100109106001"])
def test_a_tax_code_carries_its_check_digit(text: str) -> None:
    code = read_tax_code(text)
    assert code.problems == ()
    assert code.branch == text.replace("-", "")[10:]


@pytest.mark.parametrize(
    "text, problem",
    [
        ("0100109107", Problem.WRONG_CHECK_DIGIT),
        ("0100109160", Problem.WRONG_CHECK_DIGIT),  # two digits exchanged
        ("010010910", Problem.WRONG_LENGTH),
        ("01001091O6", Problem.NOT_DIGITS),
    ],
)
def test_a_wrong_tax_code_says_why(text: str, problem: Problem) -> None:
    assert read_tax_code(text).problems == (problem,)


@pytest.mark.parametrize(
    "text, is_right", [("c1234567", True), ("K 0123456", True), ("PASSPORT", False), ("A12", False)]
)
def test_a_passport_has_letters_and_digits(text: str, is_right: bool) -> None:
    assert read_passport(text).is_valid is is_right


@pytest.mark.parametrize(
    "number, shown", [("001090123456", "•••••••••456"), ("1234", "•234"), ("123", "•••"), ("", "")]
)
def test_a_mask_shows_the_last_three_only(number: str, shown: str) -> None:
    assert mask(number) == shown
