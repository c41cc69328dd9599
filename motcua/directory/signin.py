"""Who signs in: people as the national e-ID states them, and the list of sign-ins each may read."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from motcua.directory.actors import SYSTEM
from motcua.directory.details import clean_phone, contact_faults
from motcua.directory.facts import OrganisationDetailsFilled
from motcua.directory.models import Account, Organisation, Person
from motcua.directory.models.sign_ins import Method, Outcome, SignIn
from motcua.directory.people import (
    NotFilledIn,
    correct_person,
    find_organisation,
    find_person,
    name_representative,
    register_organisation,
    register_person,
)
from motcua.journal.recording import record
from motcua.lib.text import clean_name, fold

BASIS = "VNeID"
# The first that fits: a browser names itself after those it descends from.
BROWSERS = {"coc_coc": "Cốc Cốc", "Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox"}
BROWSERS |= {"Chrome": "Chrome", "CriOS": "Chrome", "Safari": "Safari"}


class Refusal(models.TextChoices):
    """Why an e-ID does not open an account, in words for the person who holds it."""

    STOPPED = "stopped", _("You stopped the sign-in on VNeID. Nothing was kept.")
    UNREACHABLE = "unreachable", _("VNeID does not answer at the moment. Please try again in a few minutes.")
    EXPIRED = "expired", _("This sign-in took too long or was opened twice. Please start again.")
    UNPROVEN = "unproven", _("Nothing proves that VNeID gave this answer to this sign-in. No account was opened.")
    NO_NUMBER = "no_number", _("VNeID sent no valid personal number (12 digits). No account was opened.")
    NO_NAME = "no_name", _("VNeID sent no full name. No account was opened.")
    LOW_LEVEL = "low_level", _("Your e-ID is of level 1. Procedures online need level 2: ask any commune police.")
    NO_ORGANISATION = "no_organisation", _("VNeID sent no enterprise or tax code. No account was opened.")


class NotAcceptable(Exception):
    """The e-ID does not open an account; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class StatedOrganisation:
    """An organisation as its e-ID states it."""

    code: str
    name: str


@dataclass(frozen=True)
class StatedPerson:
    """A person as the e-ID states them; `number` has 12 digits, empty texts are unknown."""

    number: str
    full_name: str
    born_on: date | None = None
    sex: str = ""
    phone: str = ""
    address: str = ""
    organisation: StatedOrganisation | None = None


@transaction.atomic
def person_from_claims(stated: StatedPerson, *, at: datetime) -> Account:
    """Find or register the person by number, as the e-ID states them today; NotAcceptable."""
    try:
        person = _person(stated, at)
        if stated.organisation:
            name_representative(person, _organisation(stated.organisation, at), valid_from=localdate(at), **_us(at))
    except NotFilledIn as wrong:
        raise NotAcceptable(_refusal_of(wrong)) from wrong
    # A name that says nothing and no password: the e-ID is the only way in. In a demonstration it proves nobody.
    facts = {"username": f"person-{secrets.token_hex(12)}", "password": make_password(None)}
    is_demo = settings.MODE != "production"
    return Account.objects.get_or_create(person=person, defaults={**facts, "is_demo": is_demo})[0]


def _person(stated: StatedPerson, at: datetime) -> Person:
    """Name, birth and sex follow the e-ID; how to reach them is theirs to change, so it is only taken at first."""
    if known := find_person(stated.number):
        return correct_person(
            known,
            full_name=stated.full_name,
            born_on=stated.born_on or known.born_on,
            sex=stated.sex or known.sex,
            basis=BASIS,
            **_us(at),
        )
    facts = asdict(stated) | {"phone": _usable_phone(stated.phone), "address": stated.address[:300]}
    del facts["organisation"]
    return register_person(**facts, **_us(at))


def _organisation(stated: StatedOrganisation, at: datetime) -> Organisation:
    known = find_organisation(stated.code)
    if known is not None and not clean_name(stated.name):
        return known
    if known is None or fold(known.name) == fold(stated.name):
        return register_organisation(stated.code, stated.name, **_us(at))
    known = Organisation.objects.select_for_update().get(pk=known.pk)
    known.name = clean_name(stated.name)
    known.save(update_fields=["name"])
    record(OrganisationDetailsFilled(["name"]), subject=f"organisation:{known.pk}", by=SYSTEM.key, at=at)
    return known


def _us(at: datetime) -> dict[str, Any]:
    return {"by": SYSTEM, "at": at}


def _usable_phone(phone: str) -> str:
    return "" if contact_faults(clean_phone(phone), "")["phone"] else phone


def _refusal_of(wrong: NotFilledIn) -> Refusal:
    known = {"number": Refusal.NO_NUMBER, "code": Refusal.NO_ORGANISATION, "name": Refusal.NO_ORGANISATION}
    return next((known[field] for field in wrong.faults if field in known), Refusal.NO_NAME)


@transaction.atomic
def link(account: Account, *, provider: str, uid: str) -> SocialAccount:
    """Tie the account to its e-ID by an opaque text; nothing else of the e-ID is kept."""
    return SocialAccount.objects.get_or_create(provider=provider, uid=uid, defaults={"user": account})[0]


@transaction.atomic
def record_sign_in(
    account: Account, *, method: Method, outcome: Outcome, at: datetime, address: str, agent: str, session: str = ""
) -> SignIn:
    """Write one attempt down; of the address and the browser only what is needed to recognise them is kept."""
    return SignIn.objects.create(
        account=account,
        at=at,
        method=method,
        outcome=outcome,
        network=network_of(address),
        browser=browser_of(agent),
        session=session,
    )


def network_of(address: str) -> str:
    """The wider network of an address: a /16 of IPv4, a /32 of IPv6; empty when it is no address."""
    try:
        size = 16 if ipaddress.ip_address(address).version == 4 else 32
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{address}/{size}", strict=False))


def browser_of(agent: str) -> str:
    """The family of the browser that names itself so; empty when unknown."""
    return next((family for mark, family in BROWSERS.items() if mark in agent), "")
