"""The text in the QR code of the citizen card: seven fields between bars, and what scanners make of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.lib.numbers import PersonalNumber, Problem, Sex, read_personal_number
from motcua.lib.text import clean_name, fold


class CardProblem(StrEnum):
    """Why a scanned text is refused."""

    NOT_A_CARD = "not_a_card"
    HEALTH_INSURANCE_CARD = "health_insurance_card"
    WRONG_NUMBER = "wrong_number"
    FIELDS_MISSING = "fields_missing"


class CardWarning(StrEnum):
    """What the receptionist should look at on the card itself."""

    BIRTH_DATE_IMPOSSIBLE = "birth_date_impossible"
    ISSUE_DATE_IMPOSSIBLE = "issue_date_impossible"
    OLD_NUMBER_UNUSUAL = "old_number_unusual"
    SEX_UNREADABLE = "sex_unreadable"
    NAME_MISSING = "name_missing"
    ACCENTS_LOST = "accents_lost"


class CardError(ValueError):
    """The text is not that of a citizen card; `code` says what it seems to be."""

    def __init__(self, code: CardProblem, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Card:
    """What the card says; a date is None when the text holds no day of the calendar.

    `warnings` may be CardWarning or Problem codes; `extra` are fields after the seventh, kept unread.
    """

    personal_number: PersonalNumber
    old_number: str
    name: str
    born_on: date | None
    sex: Sex | None
    address: str
    issued_on: date | None
    extra: tuple[str, ...]
    warnings: tuple[CardWarning | Problem, ...]


_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE, "nuwx": Sex.FEMALE, "nux": Sex.FEMALE}
_DAY = re.compile(r"(\d{2})[/.-]?(\d{2})[/.-]?(\d{4})", re.ASCII)
_LABELLED = re.compile(r"[^\d:]+:\s*\d", re.ASCII)
_INSURANCE_CODE = re.compile(r"[A-Z]{2}[0-9A-Z]{13}|\d{10}", re.ASCII)
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")


def read_card(text: str, *, this_year: int | None = None) -> Card:
    """The seven fields, or six when the old number is left out; CardError for any other text."""
    fields = _fields(text)
    fields = [*fields[:1], "", *fields[1:]] if _lacks_old_number(fields) else fields
    if len(fields) < 7:
        raise CardError(CardProblem.FIELDS_MISSING, f"a card has seven fields, this text has {len(fields)}")
    _, old_number, name, born, sex_word, address, issued = fields[:7]
    born_on, sex, issued_on = _day(born), _SEXES.get(fold(sex_word)), _day(issued)
    number = read_personal_number(fields[0], born_on, sex, this_year=this_year)
    if number.errors:
        raise CardError(CardProblem.WRONG_NUMBER, f"the personal number is not possible: {number.errors[0]}")
    found = {
        CardWarning.BIRTH_DATE_IMPOSSIBLE: born_on is None,
        CardWarning.ISSUE_DATE_IMPOSSIBLE: issued_on is None,
        CardWarning.OLD_NUMBER_UNUSUAL: not re.fullmatch(r"(?:\d{9})?", old_number, re.ASCII),
        CardWarning.SEX_UNREADABLE: sex is None,
        CardWarning.NAME_MISSING: not name,
        # Few names and hardly any address of Vietnam are written without one accent.
        CardWarning.ACCENTS_LOST: bool(name) and (name + address).isascii(),
    }
    doubts = tuple(warning for warning, is_found in found.items() if is_found)
    return Card(
        number,
        old_number,
        name,
        born_on,
        sex,
        address,
        issued_on,
        tuple(fields[7:]),
        number.warnings + doubts,
    )


def _fields(text: str) -> list[str]:
    """The values between the bars, without the labels that some scanners put before them."""
    fields = [clean_name(field) for field in text.lstrip("\ufeff").split("|")]
    if len(fields) < 2:
        raise CardError(CardProblem.NOT_A_CARD, "the text has no fields between bars: it is not a citizen card")
    if _LABELLED.match(fields[0]):
        fields = [field.partition(":")[2].strip() if ":" in field else field for field in fields]
    if _INSURANCE_CODE.fullmatch(fields[0]) and _HEX.fullmatch(fields[1]):
        raise CardError(CardProblem.HEALTH_INSURANCE_CARD, "this is a health-insurance card, not a citizen card")
    if not re.fullmatch(r"[\d\s]+", fields[0], re.ASCII):
        raise CardError(CardProblem.NOT_A_CARD, "the text does not begin with a personal number")
    return fields


def _lacks_old_number(fields: Sequence[str]) -> bool:
    """Field 2 is the old number, digits or nothing; letters there are the name, one place too early."""
    return any(char.isalpha() for char in fields[1])


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
