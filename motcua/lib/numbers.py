"""Numbers that identify people and enterprises: what can be checked without asking anyone.

Reading never raises: what is wrong is told by codes, the caller decides what they mean to the person.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Problem(StrEnum):
    """What can be wrong with a number; those in WARNINGS leave it usable."""

    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    BORN_IN_FUTURE = "born_in_future"
    UNKNOWN_PROVINCE = "unknown_province"
    SEX_DIFFERS = "sex_differs"
    BIRTH_YEAR_DIFFERS = "birth_year_differs"
    WRONG_CHECK_DIGIT = "wrong_check_digit"
    NOT_A_PASSPORT_NUMBER = "not_a_passport_number"


WARNINGS = frozenset({Problem.UNKNOWN_PROVINCE, Problem.SEX_DIFFERS, Problem.BIRTH_YEAR_DIFFERS})

# The 63 provinces before July 2025: numbers given then keep their code for life (TT 59/2021/TT-BCA).
PROVINCES = frozenset(
    f"{code:03}"
    for code in (
        *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33),
        *(34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66),
        *(67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)
_MST_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SEPARATORS = re.compile(r"[\s.\-]+")
_PASSPORT = re.compile(r"(?=[A-Z0-9]*[0-9])[A-Z0-9]{6,12}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it will be stored, with every problem found."""

    digits: str
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem not in WARNINGS)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem in WARNINGS)

    @property
    def is_valid(self) -> bool:
        return not self.errors


@dataclass(frozen=True, slots=True)
class PersonalNumber(Number):
    """The 12 digits of NĐ 137/2015/NĐ-CP, Điều 13; sex, century and birth year are None when unreadable."""

    sex: Sex | None = None
    century: int | None = None
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class TaxCode(Number):
    """An enterprise or tax code of 10 digits; `branch` holds the three digits of a dependent unit."""

    branch: str = ""


def read_personal_number(
    text: str, born_on: date | None = None, sex: Sex | None = None, *, this_year: int | None = None
) -> PersonalNumber:
    """Sex and birth year as the number says them, compared with what else is known of the person.

    `this_year` lets a birth year in the future be recognised as impossible.
    """
    digits = _SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        return PersonalNumber(digits, (Problem.NOT_DIGITS,))
    if len(digits) != 12:
        return PersonalNumber(digits, (Problem.WRONG_LENGTH,))
    centuries, is_female = divmod(int(digits[3]), 2)
    said_sex = Sex.FEMALE if is_female else Sex.MALE
    century = 1900 + 100 * centuries
    year = century + int(digits[4:6])
    found = {
        Problem.BORN_IN_FUTURE: this_year is not None and year > this_year,
        Problem.UNKNOWN_PROVINCE: digits[:3] not in PROVINCES,
        Problem.SEX_DIFFERS: sex is not None and sex != said_sex,
        Problem.BIRTH_YEAR_DIFFERS: born_on is not None and born_on.year != year,
    }
    problems = tuple(problem for problem, is_found in found.items() if is_found)
    return PersonalNumber(digits, problems, said_sex, century, year)


def read_tax_code(text: str) -> TaxCode:
    """10 digits, or 10-3 for a branch; the tenth digit checks the nine before it."""
    digits = _SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdigit()):
        return TaxCode(digits, (Problem.NOT_DIGITS,))
    if len(digits) not in {10, 13}:
        return TaxCode(digits, (Problem.WRONG_LENGTH,))
    total = sum(weight * int(digit) for weight, digit in zip(_MST_WEIGHTS, digits, strict=False))
    # A remainder of 0 would ask for the digit 10: such numbers are never issued.
    is_right = 10 - total % 11 == int(digits[9])
    return TaxCode(digits[:10], () if is_right else (Problem.WRONG_CHECK_DIGIT,), digits[10:])


def read_passport(text: str) -> Number:
    """A foreigner's passport: 6 to 12 Latin letters and digits, at least one digit."""
    number = _SEPARATORS.sub("", text).upper()
    return Number(number, () if _PASSPORT.fullmatch(number) else (Problem.NOT_A_PASSPORT_NUMBER,))


def mask(number: str) -> str:
    """`•••••••••456`: only the last three characters; nothing of a number too short to hide the rest."""
    shown = number[-3:] if len(number) > 3 else ""
    return "•" * (len(number) - len(shown)) + shown
