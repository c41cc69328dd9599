"""What is typed about an applicant, cleaned and checked whole: every fault at once, one sentence per field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from motcua.directory.models import Commune, Sex
from motcua.lib.numbers import Problem, read_personal_number, read_tax_code
from motcua.lib.text import clean_name, nfc

_PHONE = re.compile(r"(0|\+84)\d{9,10}")
_USERNAME = re.compile(r"[a-z0-9]+(?:[._\-][a-z0-9]+)*")
LONGEST_USERNAME = 60
_BETWEEN_DIGITS = re.compile(r"[\s.\-()]+")


@dataclass(frozen=True)
class PersonDetails:
    """A person as typed; only the number and the name are needed."""

    number: str
    full_name: str
    born_on: date | None = None
    sex: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    commune: Commune | None = None

    def cleaned(self) -> PersonDetails:
        return replace(
            self,
            number=read_personal_number(self.number).digits,
            full_name=clean_name(self.full_name),
            phone=clean_phone(self.phone),
            email=self.email.strip(),
            address=nfc(self.address.strip()),
        )

    def faults(self, today: date) -> dict[str, str]:
        """A sentence for each field that cannot stand; empty when all can."""
        found = {
            "number": number_fault(self.number, today),
            "full_name": too_long(self.full_name, 200) if self.full_name else _("Enter the full name."),
            "born_on": _("The date of birth is in the future.") if self.born_on and self.born_on > today else "",
            "sex": _("Choose male or female.") if self.sex and self.sex not in Sex.values else "",
            "address": too_long(self.address, 300),
            **contact_faults(self.phone, self.email),
        }
        return {field: sentence for field, sentence in found.items() if sentence}


@dataclass(frozen=True)
class OfficerDetails:
    """An officer as typed; only the user name and the full name are needed."""

    username: str
    full_name: str
    title: str = ""
    phone: str = ""

    def cleaned(self) -> OfficerDetails:
        return replace(
            self,
            username=self.username.strip().lower(),
            full_name=clean_name(self.full_name),
            title=clean_name(self.title),
            phone=clean_phone(self.phone),
        )

    def faults(self) -> dict[str, str]:
        found = {
            "username": username_fault(self.username),
            "full_name": too_long(self.full_name, 200) if self.full_name else _("Enter the full name."),
            "title": too_long(self.title, 120),
            "phone": contact_faults(self.phone, "")["phone"],
        }
        return {field: sentence for field, sentence in found.items() if sentence}


@dataclass(frozen=True)
class OrganisationDetails:
    """An organisation as typed; only the code and the name are needed."""

    code: str
    name: str
    address: str = ""
    phone: str = ""
    email: str = ""

    def cleaned(self) -> OrganisationDetails:
        return replace(
            self,
            code=clean_code(self.code),
            name=clean_name(self.name),
            phone=clean_phone(self.phone),
            email=self.email.strip(),
            address=nfc(self.address.strip()),
        )

    def faults(self) -> dict[str, str]:
        found = {
            "code": code_fault(self.code),
            "name": too_long(self.name, 300) if self.name else _("Enter the name of the organisation."),
            "address": too_long(self.address, 300),
            **contact_faults(self.phone, self.email),
        }
        return {field: sentence for field, sentence in found.items() if sentence}


def clean_phone(phone: str) -> str:
    return _BETWEEN_DIGITS.sub("", phone)


def clean_code(code: str) -> str:
    """`0101234567`, or `0101234567-001` for a branch; the blanks and dots people type are dropped."""
    tax = read_tax_code(code)
    return f"{tax.digits}-{tax.branch}" if tax.branch else tax.digits


def number_fault(number: str, today: date) -> str:
    """What is wrong with a personal number, or ""; doubts that leave it usable are not faults."""
    sentences = {
        Problem.NOT_DIGITS: _("The personal number has digits only."),
        Problem.WRONG_LENGTH: _("The personal number has 12 digits."),
        Problem.BORN_IN_FUTURE: _("This number says a year of birth that has not come yet. Check each digit."),
    }
    errors = read_personal_number(number, this_year=today.year).errors
    return sentences[errors[0]] if errors else ""


def username_fault(username: str) -> str:
    """What is wrong with an officer's user name, or ""; it is typed daily, on any keyboard."""
    if _USERNAME.fullmatch(username) and len(username) <= LONGEST_USERNAME:
        return ""
    return _("Use letters without accents and digits, with a full stop, “-” or “_” between them; 60 at most.")


def code_fault(code: str) -> str:
    sentences = {
        Problem.NOT_DIGITS: _("The tax code has digits only."),
        Problem.WRONG_LENGTH: _("The tax code has 10 digits, or 13 for a branch."),
        Problem.WRONG_CHECK_DIGIT: _("This tax code does not exist: its last digit does not fit. Check each digit."),
    }
    errors = read_tax_code(code).errors
    return sentences[errors[0]] if errors else ""


def contact_faults(phone: str, email: str) -> dict[str, str]:
    """ "" for what is fine or empty."""
    is_phone = not phone or _PHONE.fullmatch(phone)
    return {
        "phone": "" if is_phone else _("Enter a phone number of 10 digits, such as 0912345678."),
        "email": "" if not email or _is_email(email) else _("Enter an e-mail address, such as ten@example.vn."),
    }


def too_long(text: str, most: int) -> str:
    return _("Shorten this to %(most)s characters.") % {"most": most} if len(text) > most else ""


def _is_email(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254
