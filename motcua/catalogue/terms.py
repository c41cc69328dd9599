"""Time limits and fees per way of filing, in plain words beside the official wording."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.lib.money import dong
from motcua.lib.worktime import Limit, Unit

SUSPICIOUSLY_SMALL = 1000  # đồng


@dataclass(frozen=True)
class TimeLimit:
    """A time limit as published; `value` of `unit` only helps where the unit can be counted."""

    channel: str
    value: float | None
    unit: str
    text: str

    @property
    def words(self) -> str:
        """ "10 working days"; the wording alone where no unit can be counted."""
        return _counted(self.value, self.unit) or self.text or _("not stated")

    @property
    def wording(self) -> str:
        """The official wording, where it says more than `words`."""
        return self.text if self.text != self.words else ""


@dataclass(frozen=True)
class Fee:
    """A fee as published; an amount of 0 with words is not free, it is whatever the words say."""

    channel: str
    kind: str
    amount: float | None
    currency: str
    text: str

    @property
    def is_free(self) -> bool:
        return self.amount == 0 and not self.text

    @property
    def is_doubtful(self) -> bool:
        """Published below 1,000 đồng: very likely thousands were lost; shown as published, with a warning."""
        return bool(self.amount) and self.currency == "VND" and (self.amount or 0) < SUSPICIOUSLY_SMALL

    @property
    def amount_words(self) -> str:
        """ "150.000 đồng", "20 USD", "free of charge", or "" when only the wording tells."""
        if self.is_free:
            return _("free of charge")
        if not self.amount:
            return "" if self.text else _("not stated")
        if self.currency == "VND" and isinstance(self.amount, int):
            return dong(self.amount)
        currency = self.currency or _("(currency not stated)")
        return f"{number_format(self.amount, use_l10n=True, force_grouping=True)} {currency}"

    @property
    def kind_words(self) -> str:
        kinds = {"FEE": _("Fee (phí)"), "SERVICE_FEE": _("Charge (lệ phí)"), "PRICE_LEVEL": _("Price")}
        return kinds.get(self.kind, "")


@dataclass(frozen=True)
class Channel:
    """One way to file, with its limits and fees; `code` "" holds what names no way."""

    code: str
    times: tuple[TimeLimit, ...]
    fees: tuple[Fee, ...]

    @property
    def name(self) -> str:
        return channel_name(self.code)


def limit_words(limit: Limit) -> str:
    """ "3 working days"."""
    number = limit.value
    words = {
        Unit.WORKHOUR: ngettext("%(count)s working hour", "%(count)s working hours", number),
        Unit.WORKDAY: ngettext("%(count)s working day", "%(count)s working days", number),
        Unit.DAY: ngettext("%(count)s day", "%(count)s days", number),
        Unit.MONTH: ngettext("%(count)s month", "%(count)s months", number),
        Unit.SAMEDAY: _("within the same working day"),
    }
    return words[limit.unit] % {"count": number} if limit.unit != Unit.SAMEDAY else words[limit.unit]


def channel_name(code: str) -> str:
    names = {"DIRECT": _("In person"), "ONLINE": _("Online"), "POSTAL": _("By post"), "": _("Any way of filing")}
    return names.get(code, code)


def _counted(value: float | None, unit: str) -> str:
    if not value:
        return ""
    words = {
        "WORKING_DAY": ngettext("%(count)s working day", "%(count)s working days", int(value)),
        "DAY": ngettext("%(count)s day", "%(count)s days", int(value)),
        "HOUR": ngettext("%(count)s hour", "%(count)s hours", int(value)),
        "MONTH": ngettext("%(count)s month", "%(count)s months", int(value)),
    }
    return words[unit] % {"count": number_format(value)} if unit in words else ""
