"""Applicants as the other floors meet them: found by number, registered once, their number read with a trace."""

from motcua.directory.actions.organisations import end_representative, name_representative, register_organisation
from motcua.directory.actions.people import (
    correct_person,
    look_up_person,
    register_person,
    reveal_number,
    update_contacts,
)
from motcua.directory.details import clean_code
from motcua.directory.errors import NotFilledIn
from motcua.directory.models import Organisation, Person
from motcua.lib.numbers import read_personal_number

__all__ = [
    "NotFilledIn",
    "correct_person",
    "end_representative",
    "find_organisation",
    "find_person",
    "look_up_person",
    "name_representative",
    "register_organisation",
    "register_person",
    "reveal_number",
    "update_contacts",
]


def find_person(number: str) -> Person | None:
    """The person of this number, typed with or without blanks; decrypts nothing."""
    return Person.objects.with_number(read_personal_number(number).digits).first()


def find_organisation(code: str) -> Organisation | None:
    """The organisation of this tax or enterprise code."""
    return Organisation.objects.filter(code=clean_code(code)).first()
