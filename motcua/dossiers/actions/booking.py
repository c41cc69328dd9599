"""After an outage the paper book is typed in: the true time of reception counts (TT 01/2018 Điều 10.2)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from motcua.catalogue.models import Service
from motcua.directory.actors import Actor
from motcua.directory.calendars import calendar_for
from motcua.dossiers.actions.filing import already, new_row, offered, reception_leg, write_new
from motcua.dossiers.actions.moving import promise_on
from motcua.dossiers.actions.reception import transfer
from motcua.dossiers.booking import book_faults
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.facts import EnteredFromBook, HandedIn
from motcua.dossiers.intake import Intake
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier
from motcua.dossiers.outages import outages_over
from motcua.dossiers.permissions import RECEPTION
from motcua.dossiers.texts import Fault
from motcua.journal.recording import hold, record


def enter_from_book(
    intake: Intake, *, received_at: datetime, book_no: str, by: Actor, at: datetime, transfer_now: bool = True
) -> Dossier:
    """Type in what was received on paper: the clock runs from then, and the dossier is marked with its line.

    The same `intake.key` sent twice gives the dossier of the first. Raises NotAllowed, NotOffered, Incomplete.
    """
    if first := already(intake):
        return first
    try:
        return _enter(intake, received_at=received_at, book_no=book_no, by=by, at=at, transfer_now=transfer_now)
    except IntegrityError:
        if first := already(intake):  # the twin was quicker
            return first
        raise


@transaction.atomic
def _enter(
    intake: Intake, *, received_at: datetime, book_no: str, by: Actor, at: datetime, transfer_now: bool
) -> Dossier:
    service = offered(intake.service_id, received_at)
    if not any((service.one_stop_id, role) in by.posts for role in RECEPTION):
        raise NotAllowed
    hold(f"book of {service.one_stop_id}")
    if faults := line_faults(service, received_at, book_no, at):
        raise Incomplete(faults)
    dossier = new_row(service, intake, Move.HAND_IN, received_at, helper_id=by.officer_id)
    dossier.entered_at, dossier.book_no = at, book_no.strip()
    promise = promise_on(dossier, received_at, chosen=intake.parts)
    write_new(dossier, service, intake, [reception_leg(dossier, received_at)])
    handed_in = HandedIn(intake.channel, service.pk, service.one_stop_id)
    record(handed_in, promise, subject=dossier.subject, by=by.key, at=received_at, is_new=True)
    record(EnteredFromBook(dossier.book_no, at.isoformat()), subject=dossier.subject, by=by.key, at=at)
    return transfer(dossier.pk, by=by, at=at) if transfer_now else dossier


def line_faults(service: Service, received_at: datetime | None, book_no: str, at: datetime) -> list[Fault]:
    """What is wrong with the line, that it was typed in before too."""
    units = (service.one_stop_id, service.competent_id)
    outages = outages_over(units, received_at) if received_at else []
    found = book_faults(received_at, book_no, outages=outages, at=at, calendar=calendar_for(service.one_stop_id))
    return found or _typed_before(service, book_no, since=min(row.starts_at for row in outages))


def _typed_before(service: Service, book_no: str, *, since: datetime) -> list[Fault]:
    entered = Dossier.objects.filter(receiving=service.one_stop_id, lodged_at__gte=since, entered_at__isnull=False)
    first = entered.filter(book_no=book_no.strip()).first()
    words = _("This line was typed in already: dossier %(code)s.")
    return [("book-no", words % {"code": first.code})] if first else []
