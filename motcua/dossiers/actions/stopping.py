"""The agency's head stops a dossier on a ground of law (M16); form 05 for every end without a result."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.documents.intake import store_bytes
from motcua.dossiers.actions.moving import END, close, keep, leave, locked, moved
from motcua.dossiers.actions.pausing import PROMISED, end_waits
from motcua.dossiers.actions.paying import settle_money
from motcua.dossiers.codes import next_number
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.facts import Stopped
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Decision, Dossier, StopNotice, TaskEnd
from motcua.dossiers.printing_life import body_of, stop_notice
from motcua.dossiers.stopping import StopGround, ground_words
from motcua.dossiers.texts import Asked, stripped, text_faults
from motcua.journal.recording import record


class AlreadySigned(DossierError):
    """The decision is signed: the dossier can only go on to its result (rulebook J-28)."""

    def __str__(self) -> str:
        return _("The decision has been signed, so the dossier can no longer be withdrawn.")


class SignedSoNotStopped(AlreadySigned):
    def __str__(self) -> str:
        return _("The decision has been signed, so the dossier can no longer be stopped.")


@transaction.atomic
def stop(
    dossier_id: int,
    *,
    ground: str,
    text: str,
    basis: str,
    refunds: Collection[int] | None = None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Dossier:
    """Stop settling, with form 05: `ground` of the short list, `text` in words, `basis` the act that says so.

    `refunds` are the paid obligations that go back to the applicant, None for all that the law gives back.
    """
    said = stripped({"text": text, "basis": basis})
    _demand_ground(ground, said)
    dossier = locked(dossier_id, Move.STOP, by=by, version=version)
    demand_unsigned(dossier, SignedSoNotStopped)
    settle_money(dossier, refunds=refunds, at=at)
    words = ground_words(ground, said["text"])
    notice = issue_stop_notice(dossier, ground=words, basis=said["basis"], by=by, at=at)
    moved(dossier, Move.STOP)
    leave(dossier, by=by, at=at, end=TaskEnd.CUT_SHORT)
    end_waits(dossier, at=at)
    close(dossier, at)
    keep(dossier, *END, *PROMISED, "money")
    fact = Stopped(ground=words, basis=said["basis"], number=notice.number, file_id=notice.file_id)
    record(fact, subject=dossier.subject, by=by.key, at=at)
    return dossier


def issue_stop_notice(dossier: Dossier, *, ground: str, basis: str, by: Actor, at: datetime) -> StopNotice:
    """Number, print and keep form 05, inside the caller's transaction and before it changes the dossier's row."""
    body = body_of(dossier, by)
    year = localtime(at).year
    number = f"{next_number(f'{body.code}:stops:{year}')}/{year}/TB-{body.code}"
    pdf = stop_notice(dossier, ground=ground, basis=basis, by=by, at=at, number=number)
    file = store_bytes(f"thong-bao-dung-{dossier.code}.pdf", pdf, "application/pdf", by.key)
    issued = {"issued_by_id": by.officer_id, "issued_at": at}
    return StopNotice.objects.create(dossier=dossier, ground=ground, basis=basis, number=number, file=file, **issued)


def demand_unsigned(dossier: Dossier, error: type[DossierError] = AlreadySigned) -> None:
    """Raise when a decision on the dossier, or on a part of its group, is signed already."""
    own = Q(dossier=dossier) | Q(dossier__parent=dossier)
    if Decision.objects.filter(own, approved_at__isnull=False).exists():
        raise error


def _demand_ground(ground: str, said: dict[str, str]) -> None:
    faults = text_faults(
        said,
        {
            "text": Asked(2000, _("Write what happened: the applicant reads it on form 05.")),
            "basis": Asked(300, _("Name the act that lets the agency stop.")),
        },
    )
    if ground not in StopGround.values:
        faults.insert(0, ("ground", _("Choose the ground.")))
    if faults:
        raise Incomplete(faults)
