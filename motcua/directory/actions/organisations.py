"""Registering organisations once and naming who acts for them."""

from dataclasses import fields
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.details import OrganisationDetails
from motcua.directory.errors import DatesReversed, NotFilledIn
from motcua.directory.facts import (
    OrganisationDetailsFilled,
    OrganisationRegistered,
    RepresentativeEnded,
    RepresentativeNamed,
)
from motcua.directory.models import Organisation, Person, Representative
from motcua.directory.permissions import demand_administrator, demand_counter
from motcua.journal.recording import record
from motcua.lib.text import fold

CONTACTS = ["address", "phone", "email"]


@transaction.atomic
def register_organisation(
    code: str, name: str, *, address: str = "", phone: str = "", email: str = "", by: Actor, at: datetime
) -> Organisation:
    """The organisation of this code, made when new; an older record gains what it lacked.

    NotAllowed. NotFilledIn with every fault at once; also when the code is registered under another name.
    """
    demand_counter(by)
    typed = OrganisationDetails(code, name, address, phone, email).cleaned()
    if faults := typed.faults():
        raise NotFilledIn(faults)
    values = {field.name: getattr(typed, field.name) for field in fields(typed)}
    organisation, is_new = Organisation.objects.get_or_create(code=typed.code, defaults=values)
    if is_new:
        record(OrganisationRegistered(), subject=_key(organisation), by=by.key, at=at, is_new=True)
        return organisation
    return _filled(organisation, typed, by, at)


@transaction.atomic
def name_representative(
    person: Person, organisation: Organisation, *, valid_from: date, by: Actor, at: datetime
) -> Representative:
    """Let a person act for an organisation from a date on, or again after the mandate ended; NotAllowed."""
    demand_administrator(by)
    _lock(organisation)
    mandate = Representative.objects.filter(person=person, organisation=organisation).first()
    if mandate and mandate.valid_to is None:
        return mandate
    mandate = mandate or Representative(person=person, organisation=organisation)
    mandate.valid_from, mandate.valid_to = valid_from, None
    mandate.save()
    fact = RepresentativeNamed(person.pk, valid_from.isoformat())
    record(fact, subject=_key(organisation), by=by.key, at=at)
    return mandate


@transaction.atomic
def end_representative(mandate: Representative, *, valid_to: date, by: Actor, at: datetime) -> Representative:
    """End a mandate with its last day; NotAllowed, DatesReversed."""
    demand_administrator(by)
    _lock(mandate.organisation)
    if valid_to < mandate.valid_from:
        raise DatesReversed(_("The last day comes before the first."))
    mandate.valid_to = valid_to
    mandate.save(update_fields=["valid_to"])
    fact = RepresentativeEnded(mandate.person_id, valid_to.isoformat())
    record(fact, subject=_key(mandate.organisation), by=by.key, at=at)
    return mandate


def _filled(organisation: Organisation, typed: OrganisationDetails, by: Actor, at: datetime) -> Organisation:
    if fold(organisation.name) != fold(typed.name):
        raise NotFilledIn({"name": _("This code is registered under another name. Check the code and the name.")})
    organisation = _lock(organisation)
    lacking = [name for name in CONTACTS if getattr(typed, name) and not getattr(organisation, name)]
    if lacking:
        for name in lacking:
            setattr(organisation, name, getattr(typed, name))
        organisation.save(update_fields=lacking)
        record(OrganisationDetailsFilled(lacking), subject=_key(organisation), by=by.key, at=at)
    return organisation


def _lock(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _key(organisation: Organisation) -> str:
    return f"organisation:{organisation.pk}"
