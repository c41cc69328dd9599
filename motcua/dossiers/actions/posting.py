"""Results that go out by public post: sent, and received or brought back; the sending is not yet the return (M20)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.dossiers.actions.moving import keep, locked
from motcua.dossiers.errors import DossierError
from motcua.dossiers.facts import Posted, PostFailed
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Shipment
from motcua.dossiers.statuses import Delivery
from motcua.dossiers.texts import Asked, read_texts
from motcua.journal.recording import record


class NotByPost(DossierError):
    """Nobody asked for the post, or the post has it already, or has it not."""

    sentence = "The applicant did not ask for the result by post."


class OnItsWay(NotByPost):
    sentence = "The result is with the post already."


class NotSent(NotByPost):
    sentence = "The result is not with the post now."


@transaction.atomic
def post_result(dossier_id: int, *, tracking: str, by: Actor, at: datetime, version: int | None = None) -> Dossier:
    """Give the result to the public post; it is returned only when the post confirms (`hand_over`)."""
    said = read_texts({"tracking": tracking}, {"tracking": Asked(60, _("Enter the tracking number of the post."))})
    dossier = locked(dossier_id, Move.RETURN, by=by, version=version)
    if dossier.delivery != Delivery.POST:
        raise NotByPost
    if open_shipment(dossier):
        raise OnItsWay
    assert by.officer_id is not None
    Shipment.objects.create(dossier=dossier, tracking=said["tracking"], sent_by_id=by.officer_id, sent_at=at)
    keep(dossier)
    record(Posted(tracking=said["tracking"]), subject=dossier.subject, by=by.key, at=at)
    return dossier


@transaction.atomic
def note_post_failure(
    dossier_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Dossier:
    """The post brought the result back: it waits again, to be sent once more or fetched."""
    said = read_texts({"reason": reason}, {"reason": Asked(500, _("Say why the post could not deliver it."))})
    dossier = locked(dossier_id, Move.RETURN, by=by, version=version)
    shipment = open_shipment(dossier)
    if shipment is None:
        raise NotSent
    shipment.failed_at, shipment.failure = at, said["reason"]
    shipment.save(update_fields=["failed_at", "failure"])
    keep(dossier)
    record(PostFailed(reason=said["reason"]), subject=dossier.subject, by=by.key, at=at)
    return dossier


def open_shipment(dossier: Dossier) -> Shipment | None:
    """The one that is on its way."""
    return Shipment.objects.filter(dossier=dossier, received_at=None, failed_at=None).first()


def _words() -> tuple[str, ...]:
    """Marked for the translator: `DossierError.__str__` reads them by name."""
    return (
        _("The applicant did not ask for the result by post."),
        _("The result is with the post already."),
        _("The result is not with the post now."),
    )
