"""What the pages look up: services to file for, own dossiers, page by page."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from motcua.catalogue.models import Handling, ProcedureVersion, Service
from motcua.directory.actors import Actor
from motcua.dossiers.models import Dossier, DossierQuerySet
from motcua.dossiers.statuses import FINAL, Status

PAGE = 20


def fileable_services(on: date) -> QuerySet[Service]:
    """The services that take dossiers in on this day in this system."""
    in_force = Service.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    here = in_force.filter(handling__handled_by=Handling.HandledBy.PROVINCE, handling__published_at__isnull=False)
    return here.select_related("handling__version__procedure", "competent", "one_stop", "one_stop__office")


def version_in_force(code: str, on: date) -> ProcedureVersion | None:
    """The text of a procedure that a dossier of this day follows."""
    versions = ProcedureVersion.objects.in_force(on).filter(procedure__code=code)
    return versions.select_related("procedure").first()


class After(NamedTuple):
    """The last row of the page before."""

    lodged_at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.lodged_at.isoformat()}_{self.pk}"


def read_after(text: str) -> After | None:
    """The bookmark in an address; None when it is none of ours."""
    moment, _, pk = text.partition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    return After(at, int(pk)) if at and at.tzinfo and pk.isdecimal() and len(pk) < 19 else None


def own_open(actor: Actor) -> DossierQuerySet:
    """Dossiers not at their end: a result that waits to be fetched is among them."""
    return _one_line_each(Dossier.objects.visible_to(actor).exclude(status__in=FINAL))


def own_ended(actor: Actor) -> DossierQuerySet:
    return _one_line_each(Dossier.objects.visible_to(actor).filter(status__in=FINAL))


def _one_line_each(rows: DossierQuerySet) -> DossierQuerySet:
    """The parts of a linked group stand on its page; here only those that wait for the applicant."""
    return rows.filter(Q(parent=None) | Q(status__in=[Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT]))


def page_of(rows: DossierQuerySet, after: After | None) -> tuple[list[Dossier], After | None]:
    """One page, the newest first, and where the next begins."""
    if after:
        rows = rows.filter(Q(lodged_at__lt=after.lodged_at) | Q(lodged_at=after.lodged_at, pk__lt=after.pk))
    found = list(rows.for_pages().select_related("applicant_organisation").order_by("-lodged_at", "-pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], After(last.lodged_at, last.pk) if last else None
