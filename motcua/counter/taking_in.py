"""Taking a dossier in: the applicant is registered and the dossier received together, or neither is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.catalogue.models import Service
from motcua.catalogue.services import published
from motcua.counter.typed import DELIVERY, Typed, asked_at
from motcua.directory.actors import Actor
from motcua.directory.models import Organisation, Person
from motcua.directory.people import NotFilledIn, register_organisation, register_person
from motcua.dossiers import actions
from motcua.dossiers.actions.booking import line_faults
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.intake import Intake, faults_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Delivery


@transaction.atomic
def take_in(typed: Typed, *, by: Actor, at: datetime) -> Dossier:
    """Receive what was typed. Raises Incomplete with every fault of person, form and papers at once."""
    person, organisation, faults = _applicant(typed, by, at)
    intake = _intake(typed, person, organisation)
    rule = published(typed.handling_id)
    missing = faults_of(rule, intake, on=localtime(at).date())
    missing = [(asked_at(rule, place), sentence) for place, sentence in missing]
    found = dict([*missing, *faults, *typed.faults, *_book_faults(typed, at)])
    if found:
        raise Incomplete(list(found.items()))
    if typed.book and (received_at := typed.book.received_at):
        return actions.enter_from_book(
            intake,
            received_at=received_at,
            book_no=typed.book.no,
            by=by,
            at=at,
            transfer_now=typed.transfer_now,
        )
    if typed.receiving_id:
        unit, at_once = typed.receiving_id, typed.transfer_now
        return actions.receive_for_other(intake, receiving_id=unit, pass_now=at_once, by=by, at=at)
    return actions.receive(intake, by=by, at=at, transfer_now=typed.transfer_now)


def _book_faults(typed: Typed, at: datetime) -> list[tuple[str, str]]:
    if typed.book is None:
        return []
    service = Service.objects.get(pk=typed.service_id)
    return line_faults(service, typed.book.received_at, typed.book.no, at)


def _applicant(
    typed: Typed, by: Actor, at: datetime
) -> tuple[Person | None, Organisation | None, list[tuple[str, str]]]:
    faults: list[tuple[str, str]] = []
    person, organisation = None, None
    if typed.who["born_on"] and typed.born_on is None:
        faults.append(("who-born_on", _("Enter the date of birth as 25/12/1990.")))
    try:
        person = register_person(
            typed.who["number"],
            typed.who["full_name"],
            born_on=typed.born_on,
            sex=typed.who["sex"],
            phone=typed.who["phone"],
            email=typed.who["email"],
            address=typed.who["address"],
            commune=typed.commune,
            by=by,
            at=at,
        )
    except NotFilledIn as missing:
        faults += [(f"who-{name}", sentence) for name, sentence in missing.faults.items()]
    if typed.is_for_organisation:
        try:
            organisation = register_organisation(**typed.organisation, by=by, at=at)
        except NotFilledIn as missing:
            faults += [(f"organisation-{name}", sentence) for name, sentence in missing.faults.items()]
    return person, organisation, faults


def _intake(typed: Typed, person: Person | None, organisation: Organisation | None) -> Intake:
    return Intake(
        service_id=typed.service_id,
        applicant_name=organisation.name if organisation else person.full_name if person else "",
        applicant_person_id=person.pk if person and not organisation else None,
        applicant_organisation_id=organisation.pk if organisation else None,
        filer_id=person.pk if person else None,
        case=typed.case,
        answers=typed.answers,
        papers=[paper for each in typed.papers if (paper := each.brought())],
        delivery=_delivery(typed),
        key=typed.key,
        parts=typed.parts,
    )


def _delivery(typed: Typed) -> str:
    """As the form says it, when it asks in our words; else as the reception form does."""
    said = str(typed.answers.get(DELIVERY, ""))
    return said if said in Delivery.values else typed.delivery
