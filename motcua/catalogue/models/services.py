"""How this province handles a procedure, and which bodies offer it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models.procedures import ProcedureVersion
from motcua.catalogue.models.routes import Route
from motcua.directory.models import Account, Body
from motcua.lib.worktime import Cutoff, Mode, Unit

LIMIT_UNITS = [(unit.value, unit.value) for unit in Unit]
CUTOFFS = [(cutoff.value, cutoff.value) for cutoff in Cutoff]


MODES = [(mode.value, mode.value) for mode in Mode]


class OnSilence(models.TextChoices):
    """What an unanswered form 02 leads to (M12)."""

    STOP = "stop", _("the dossier is stopped")
    REFUSE = "refuse", _("the dossier is refused")


class FeeReturn(models.TextChoices):
    """What becomes of a fee already paid when the dossier ends without a result (rulebook E.5, B.8)."""

    RETURNED = "returned", _("it goes back, unless whoever ends the dossier says otherwise")
    KEPT = "kept", _("it is never given back: its law says so")


class EForm(models.Model):
    """An interactive form: a JSON Schema 2020-12 and a layout; immutable once published."""

    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    schema = models.JSONField()
    layout = models.JSONField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="eform_version_once")]

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"


class Handling(models.Model):
    """The handling data of one procedure version: limit, route and form; a draft until published, then fixed."""

    class HandledBy(models.TextChoices):
        PROVINCE = "province", _("this system")
        MINISTRY = "ministry", _("a ministry's system")  # NĐ 224/2026 Điều 15: shown here, filed there

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="handlings")
    number = models.PositiveIntegerField(default=1)
    limit_value = models.PositiveIntegerField(null=True, blank=True)
    limit_unit = models.CharField(max_length=10, choices=LIMIT_UNITS, blank=True)
    cutoff = models.CharField(max_length=20, choices=CUTOFFS, default=Cutoff.NONE.value)
    cut_value = models.PositiveIntegerField(null=True, blank=True)  # the province's shorter limit, in the same unit
    cut_basis = models.CharField(max_length=300, blank=True)
    supplement_workdays = models.PositiveSmallIntegerField(null=True, blank=True)  # to answer form 02; None: no limit
    supplement_mode = models.CharField(max_length=8, choices=MODES, default=Mode.RESTART.value)
    on_silence = models.CharField(max_length=8, choices=OnSilence, default=OnSilence.STOP)
    fee_return = models.CharField(
        max_length=8, choices=FeeReturn, default=FeeReturn.RETURNED, db_default=FeeReturn.RETURNED.value
    )
    route = models.ForeignKey(Route, on_delete=models.PROTECT, null=True, blank=True)
    form = models.ForeignKey(EForm, on_delete=models.PROTECT, null=True, blank=True)
    handled_by = models.CharField(max_length=10, choices=HandledBy, default=HandledBy.PROVINCE)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="handling_once"),
            models.CheckConstraint(
                name="published_handling_is_complete",
                condition=Q(published_at=None)
                | Q(limit_value__isnull=False, route__isnull=False, form__isnull=False) & ~Q(limit_unit=""),
            ),
            models.CheckConstraint(
                name="cut_limit_is_shorter_and_decided",
                condition=Q(cut_value=None) | Q(cut_value__lt=F("limit_value")) & ~Q(cut_basis=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} handling {self.number}"


class Service(models.Model):
    """A published handling as one competent body offers it, with the office that receives for it."""

    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, related_name="services")
    competent = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="services")
    one_stop = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="services_received")
    division = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handling", "competent"], name="service_once"),
            models.CheckConstraint(
                name="service_ends_after_it_began", condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))
            ),
        ]
        indexes = [models.Index(fields=["one_stop", "handling"], name="service_by_one_stop")]

    def __str__(self) -> str:
        return f"{self.handling} @ {self.competent}"
