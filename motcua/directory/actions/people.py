"""Registering applicants once, whatever door they come through, and reading their numbers with a trace."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from motcua.directory import identity
from motcua.directory.actors import Actor
from motcua.directory.details import PersonDetails, clean_phone, contact_faults, too_long
from motcua.directory.errors import NotFilledIn
from motcua.directory.facts import NumberRead, PersonCorrected, PersonDetailsFilled, PersonLookedUp, PersonRegistered
from motcua.directory.models import Commune, Person
from motcua.journal.recording import hold, record
from motcua.lib.numbers import read_personal_number
from motcua.lib.text import clean_name, fold, nfc

FILLABLE = [field.name for field in fields(PersonDetails) if field.name not in {"number", "full_name"}]


def register_person(
    number: str,
    full_name: str,
    *,
    born_on: date | None = None,
    sex: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    commune: Commune | None = None,
    by: Actor,
    at: datetime,
) -> Person:
    """The person of this number, made when new; an older record keeps its words and gains what it lacked.

    NotFilledIn with every fault at once; also when the record bears another name or date of birth, since then
    either the number or the name was mistyped (`correct_person` changes them, with its basis).
    """
    typed = PersonDetails(number, full_name, born_on, sex, phone, email, address, commune).cleaned()
    if faults := typed.faults(localdate(at)):
        raise NotFilledIn(faults)
    person, is_new = _registered(typed, by, at)
    if is_new:
        return person
    _need_same_person(person, typed)
    return _filled(person, typed, by, at) if _missing(person, typed) else person


@transaction.atomic
def update_contacts(
    person: Person, *, phone: str, email: str, address: str, commune: Commune | None, by: Actor, at: datetime
) -> Person:
    """What a person may change alone: how to reach them; NotFilledIn with every fault at once."""
    values = {
        "phone": clean_phone(phone),
        "email": email.strip(),
        "address": nfc(address.strip()),
        "commune": commune,
    }
    faults = {**contact_faults(str(values["phone"]), email.strip()), "address": too_long(address, 300)}
    if any(faults.values()):
        raise NotFilledIn({field: sentence for field, sentence in faults.items() if sentence})
    person = _locked(person)
    if changed := _set(person, values):
        record(PersonDetailsFilled(changed), subject=_key(person), by=by.key, at=at)
    return person


@transaction.atomic
def correct_person(
    person: Person, *, full_name: str, born_on: date | None, sex: str, basis: str, by: Actor, at: datetime
) -> Person:
    """Replace name, birth and sex by what an authority says (`basis`: its paper or VNeID); NotFilledIn."""
    name = clean_name(full_name)
    faults = {field: _("Fill this in.") for field, value in {"full_name": name, "basis": basis}.items() if not value}
    if faults:
        raise NotFilledIn(faults)
    person = _locked(person)
    if changed := _set(person, {"full_name": name, "born_on": born_on, "sex": sex}):
        record(PersonCorrected(changed, basis), subject=_key(person), by=by.key, at=at)
    return person


@transaction.atomic
def look_up_person(number: str, *, by: Actor, at: datetime, why: str) -> Person | None:
    """The person of this number, with a line in the journal that the person can ask to see (rulebook G.4)."""
    person = Person.objects.with_number(read_personal_number(number).digits).first()
    if person is None:
        return None
    record(PersonLookedUp(why), subject=_key(_locked(person)), by=by.key, at=at)
    return person


@transaction.atomic
def reveal_number(person: Person, *, by: Actor, at: datetime, why: str) -> str:
    """The whole personal number, with a line in the journal that the person can ask to see (rulebook G.4).

    `why` is a dossier code or a purpose in words, without personal data; NotFilledIn when it is empty.
    """
    if not why.strip():
        raise NotFilledIn({"why": _("Say why you need the whole number.")})
    _locked(person)  # one lock for all that is told of a person, so that the chain never forks
    record(NumberRead(why.strip()), subject=_key(person), by=by.key, at=at)
    return identity.unseal(person.number_sealed)


@transaction.atomic(savepoint=False)
def _registered(typed: PersonDetails, by: Actor, at: datetime) -> tuple[Person, bool]:
    """The row of this number and whether it is new; two doors may register one person at the same moment."""
    fresh = _new_row(typed)
    if known := _known_by_any_key(typed.number):
        return known, False
    if not _inserted(fresh):
        return Person.objects.with_number(typed.number).get(), False
    record(PersonRegistered(), subject=_key(fresh), by=by.key, at=at, is_new=True)
    return fresh, True


def _inserted(fresh: Person) -> bool:
    """Insert the row, with its number from the database; False when the person is registered already."""
    columns = [column for column in Person._meta.concrete_fields if not column.primary_key]
    values = [column.get_db_prep_save(getattr(fresh, column.attname), connection) for column in columns]
    names, places = ", ".join(str(column.column) for column in columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Person._meta.db_table} ({names}) VALUES ({places}) "  # noqa: S608  the table's own names
            "ON CONFLICT DO NOTHING RETURNING id",
            values,
        )
        fresh.pk = next((number for (number,) in cursor), None)
    fresh._state.adding = fresh.pk is None
    return fresh.pk is not None


def _known_by_any_key(number: str) -> Person | None:
    """While keys change, no index sees that two fingerprints are of one number: the number is held instead."""
    marks = identity.fingerprints(number)
    if len(marks) == 1:
        return None
    for mark in sorted(marks):
        hold(f"number {mark.hex()}")
    return Person.objects.with_number(number).first()


def _new_row(typed: PersonDetails) -> Person:
    return Person(
        number_sealed=identity.seal(typed.number),
        number_fingerprint=identity.fingerprint(typed.number),
        number_end=typed.number[-3:],
        **{name: getattr(typed, name) for name in ["full_name", *FILLABLE]},
    )


@transaction.atomic(savepoint=False)
def _filled(person: Person, typed: PersonDetails, by: Actor, at: datetime) -> Person:
    person = _locked(person)
    if changed := _set(person, _missing(person, typed)):
        record(PersonDetailsFilled(changed), subject=_key(person), by=by.key, at=at)
    return person


def _need_same_person(person: Person, typed: PersonDetails) -> None:
    faults = {}
    if fold(person.full_name) != fold(typed.full_name):
        faults["full_name"] = _("This number is registered under another name. Check the number and the name.")
    if person.born_on and typed.born_on and person.born_on != typed.born_on:
        faults["born_on"] = _("This number is registered with another date of birth. Check both.")
    if faults:
        raise NotFilledIn(faults)


def _missing(person: Person, typed: PersonDetails) -> dict[str, object]:
    return {name: getattr(typed, name) for name in FILLABLE if getattr(typed, name) and not _has(person, name)}


def _has(person: Person, name: str) -> bool:
    """Whether the record says it; of a commune its number is enough."""
    return bool(getattr(person, Person._meta.get_field(name).attname))  # type: ignore[union-attr]


def _set(person: Person, values: Mapping[str, object]) -> list[str]:
    changed = [name for name, value in values.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, values[name])
    person.save(update_fields=changed)
    return changed


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def _key(person: Person) -> str:
    return f"person:{person.pk}"
