"""The words of a dossier's life: statuses with their national codes, stages, outcomes (rulebook B.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.IntegerChoices):
    """The value is the national status code (`TrangThaiHoSo`)."""

    LODGED = 1, _("lodged, waiting to be accepted")
    ACCEPTED = 2, _("accepted")
    NOT_ACCEPTED = 3, _("not accepted")
    IN_PROGRESS = 4, _("in progress")
    AWAITING_SUPPLEMENT = 5, _("waiting for you to supplement")
    AWAITING_PAYMENT = 6, _("waiting for payment")
    WITHDRAWN = 7, _("withdrawn")
    STOPPED = 8, _("stopped")
    RESOLVED = 9, _("result ready")
    RETURNED = 10, _("result returned")


OPEN = frozenset(
    {Status.LODGED, Status.ACCEPTED, Status.IN_PROGRESS, Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT}
)
RUNNING = frozenset({Status.ACCEPTED, Status.IN_PROGRESS})  # the clock runs
WAITING = frozenset({Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT})  # the clock stands still
FINAL = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})


class Stage(models.TextChoices):
    """Where a dossier in progress stands inside its agency; a stage is not a status."""

    NONE = "", "–"
    ASSIGNED = "assigned", _("assigned")
    VERIFYING = "verifying", _("being verified")
    CONSULTING = "consulting", _("being consulted on")
    DRAFTED = "drafted", _("drafted")
    UNDER_REVIEW = "under_review", _("under review")
    FOR_SIGNATURE = "for_signature", _("for signature")
    SIGNED = "signed", _("signed")
    ISSUED = "issued", _("issued")
    AWAITING_CONSENT = "consent", _("waiting for consent on VNeID")
    AWAITING_OUTSIDE = "outside", _("waiting for another agency, outside the clock")


# Waits for which the nation has no status: in progress, and yet the clock stands still (rulebook B.7.2-8).
STANDING_STILL = frozenset({Stage.AWAITING_CONSENT, Stage.AWAITING_OUTSIDE})


class Outcome(models.TextChoices):
    NONE = "", "–"
    GRANTED = "granted", _("granted")
    PARTLY = "partly", _("granted in part")
    REFUSED = "refused", _("refused")


class Channel(models.TextChoices):
    """How a dossier came in."""

    IN_PERSON = "in_person", _("at the counter")
    ONLINE = "online", _("online")
    POST = "post", _("by public post")


class Delivery(models.TextChoices):
    """How the applicant wants the result."""

    COUNTER = "counter", _("at the one-stop unit")
    POST = "post", _("by public post")
    ONLINE = "online", _("online")


class Money(models.TextChoices):
    """Where the applicant's financial obligations stand; an axis of its own, never a status."""

    NONE = "", "–"
    DUE = "due", _("to be paid")
    PAID = "paid", _("paid")
    REFUNDED = "refunded", _("refunded")
    WAIVED = "waived", _("waived")
