"""Dealings on the way: money asked for, a visit arranged, a dossier sent to the right agency."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.models import Body, Officer
from motcua.documents.models import File
from motcua.dossiers.models.dossier import Dossier


class WaiverGround(models.TextChoices):
    """Whom the law frees of a fee or lets pay less (Luật Phí và lệ phí 2015 Điều 10)."""

    CHILD = "child", _("a child")
    POOR = "poor", _("a poor household")
    ELDERLY = "elderly", _("an elderly person")
    DISABLED = "disabled", _("a person with a disability")
    MERIT = "merit", _("a person with merit to the revolution")
    MINORITY = "minority", _("an ethnic minority person in an area of extreme hardship")
    OTHER = "other", _("another person named by an act")


class Obligation(models.Model):
    """A financial obligation the applicant was told of (M13): what, how much, on which basis, into which account."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="obligations")
    name = models.CharField(max_length=300)
    amount = models.PositiveBigIntegerField()  # đồng
    account = models.CharField(max_length=200)
    basis = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    receipt = models.CharField(max_length=100, blank=True)
    paid_at = models.DateTimeField(null=True)
    refundable_at = models.DateTimeField(null=True)  # since when it is to go back
    voucher = models.CharField(max_length=100, blank=True)  # of the refund
    refunded_at = models.DateTimeField(null=True)
    branch = models.ForeignKey(
        "dossiers.Branch", on_delete=models.PROTECT, null=True, related_name="obligations"
    )  # the part of a linked group that it pays for

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="obligation_is_of_money", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="paid_has_receipt", condition=Q(paid_at=None) | ~Q(receipt="")),
            models.CheckConstraint(
                name="only_paid_money_goes_back", condition=Q(refundable_at=None) | Q(paid_at__isnull=False)
            ),
            models.CheckConstraint(
                name="refunded_has_voucher",
                condition=Q(refunded_at=None) | Q(refundable_at__isnull=False) & ~Q(voucher=""),
            ),
        ]
        indexes = [
            models.Index(fields=["dossier"], name="money_to_receive", condition=Q(paid_at=None)),
            models.Index(
                fields=["dossier"], name="money_to_refund", condition=Q(refundable_at__isnull=False, refunded_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} for {self.dossier_id}"

    @property
    def is_to_refund(self) -> bool:
        return self.refundable_at is not None and self.refunded_at is None

    @property
    def relief(self) -> Waiver | None:
        """What was waived of it; lists bring `waiver` with them."""
        return getattr(self, "waiver", None)

    @property
    def to_pay(self) -> int:
        """What is left of the amount after what was waived."""
        return self.amount - (self.relief.amount if self.relief else 0)


class Waiver(models.Model):
    """What of a sum need not be paid, by whose decision and on which ground of law (miễn, giảm)."""

    obligation = models.OneToOneField(Obligation, on_delete=models.PROTECT, related_name="waiver", primary_key=True)
    amount = models.PositiveBigIntegerField()  # đồng
    ground = models.CharField(max_length=12, choices=WaiverGround)
    facts = models.CharField(max_length=2000)  # what shows that the ground is there
    basis = models.CharField(max_length=300)
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="waiver_is_of_money", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.amount} of obligation {self.obligation_id}"


class Appointment(models.Model):
    """A check on the spot for which the applicant must be there (NĐ 61/2018 Điều 19.3)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="appointments")
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    attendees = models.CharField(max_length=500)
    content = models.CharField(max_length=2000)
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    findings = models.CharField(max_length=4000, blank=True)
    minutes = models.ForeignKey(File, on_delete=models.PROTECT, null=True, related_name="+")
    held_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"visit for {self.dossier_id}"


class Redirection(models.Model):
    """A dossier found to be another agency's: it moves once that agency agrees (M22)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="redirections")
    to_service = models.ForeignKey("catalogue.Service", on_delete=models.PROTECT, related_name="+")
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=2000)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_agreed = models.BooleanField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(answered_at=None), name="one_open_redirection")
        ]

    def __str__(self) -> str:
        return f"redirection {self.pk} of {self.dossier_id}"


class StopNotice(models.Model):
    """Form 05 as it was issued: why the dossier's settlement ended without a result."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="stop_notice", primary_key=True)
    ground = models.CharField(max_length=2500)
    basis = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=60)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"form 05 of {self.dossier_id}"


class DeclineSlip(models.Model):
    """Form 03 as it was issued when the dossier was not accepted (M5)."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="decline_slip", primary_key=True)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"form 03 of {self.dossier_id}"


class Shipment(models.Model):
    """A result on its way by public post: sent, then received or come back."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="shipments")
    tracking = models.CharField(max_length=60)
    sent_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(received_at=None, failed_at=None), name="one_open_shipment"
            ),
            models.CheckConstraint(name="shipment_has_one_end", condition=Q(received_at=None) | Q(failed_at=None)),
            models.CheckConstraint(name="failed_shipment_says_why", condition=Q(failed_at=None) | ~Q(failure="")),
        ]

    def __str__(self) -> str:
        return f"{self.tracking} of {self.dossier_id}"
