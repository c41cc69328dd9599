"""Where a dossier stands, as a sentence with an owner and a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from motcua.directory.calendars import calendar_for
from motcua.dossiers.explaining import Countdown, countdown
from motcua.dossiers.grouping import is_group
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import RUNNING, Delivery, Outcome, Status
from motcua.lib.worktime import add_working_minutes
from motcua.ui.dates import moment_words

CHECKED_WITHIN = 8 * 60  # working minutes: the common rule for dossiers sent online (rulebook B.5, row 5a)
TONES = {
    Status.LODGED: "waiting",
    Status.AWAITING_SUPPLEMENT: "due-soon",
    Status.AWAITING_PAYMENT: "due-soon",
    Status.RESOLVED: "on-time",
    Status.RETURNED: "done",
}


@dataclass(frozen=True)
class Standing:
    """`sentence` says who does what until when, `next` what the reader does or may expect."""

    word: str
    tone: str
    sentence: str
    next: str
    countdown: Countdown | None


def standing(dossier: Dossier, now: datetime, language: str) -> Standing:
    """The status in the words of the page and the list."""
    left = countdown(dossier, now) if dossier.status in RUNNING and not dossier.stands_still else None
    return Standing(
        word=capfirst(str(dossier.life.label)),
        tone=left.tone.replace("_", "-") if left else TONES.get(dossier.life, "done"),
        sentence=_sentence(dossier, now, language),
        next=_next(dossier),
        countdown=left,
    )


def checked_by(dossier: Dossier) -> datetime:
    """When the office will have looked at a dossier sent online."""
    return add_working_minutes(localtime(dossier.lodged_at), CHECKED_WITHIN, calendar_for(dossier.receiving_id))


def _sentence(dossier: Dossier, now: datetime, language: str) -> str:
    words = _values(dossier, language)
    if dossier.withdrawal_asked_at and dossier.status in RUNNING:
        return _("You asked to withdraw the dossier; %(office)s will confirm it.") % words
    if dossier.awaits_consent:
        return _("%(holder)s waits for a consent on VNeID; the time limit stands still.") % words
    if dossier.waits_outside:
        return _("Another agency, such as the tax office, does its part; the time limit stands still.")
    if dossier.status in RUNNING and dossier.due_at:
        return _running(words, is_late=dossier.due_at < now)
    if dossier.status == Status.LODGED and checked_by(dossier) < now:
        return _("%(office)s has it but has not answered yet. You may call the office.") % words
    if dossier.status == Status.RESOLVED and is_group(dossier):
        return _("All parts of your filing ended on %(ended)s. Each result stands below.") % words
    if dossier.status == Status.RESOLVED and dossier.outcome == Outcome.REFUSED:
        return _("%(competent)s refused the request on %(ended)s and says why in writing.") % words
    if dossier.status == Status.RESOLVED and _is_early(dossier):
        return _("%(competent)s signed the result on %(ended)s, earlier than promised. It waits for you.") % words
    return {
        Status.LODGED: _("%(office)s has it and is checking it, usually until %(check)s."),
        Status.NOT_ACCEPTED: _("%(office)s did not accept the dossier on %(ended)s. The reason stands below."),
        Status.AWAITING_SUPPLEMENT: _("%(office)s waits for papers from you."),
        Status.AWAITING_PAYMENT: _("%(competent)s waits for your payment."),
        Status.WITHDRAWN: _("The dossier was withdrawn on %(ended)s."),
        Status.STOPPED: _("%(competent)s stopped the dossier on %(ended)s."),
        Status.RESOLVED: _("%(competent)s has signed the result on %(ended)s. It waits for you."),
        Status.RETURNED: _("You received the result on %(ended)s."),
    }[dossier.life] % words


def _running(words: dict[str, str], *, is_late: bool) -> str:
    if is_late:
        return _("%(holder)s is working on it and is late: the result was due at %(due)s.") % words
    return _("%(holder)s is working on it; the result is due at %(due)s.") % words


def _is_early(dossier: Dossier) -> bool:
    """An early return must be announced (NĐ 61/2018 Điều 20)."""
    if dossier.resolved_at is None or dossier.first_due_at is None:
        return False
    return localtime(dossier.resolved_at).date() < localtime(dossier.first_due_at).date()


def _values(dossier: Dossier, language: str) -> dict[str, str]:
    ended = dossier.ended_at or dossier.resolved_at
    return {
        "office": dossier.receiving.name,
        "competent": dossier.competent.name,
        "holder": (dossier.holder_body or dossier.receiving).name,
        "due": moment_words(dossier.due_at, language) if dossier.due_at else "",
        "ended": moment_words(ended, language) if ended else "",
        "check": moment_words(checked_by(dossier), language) if dossier.status == Status.LODGED else "",
    }


def _next(dossier: Dossier) -> str:
    if dossier.status == Status.RESOLVED:
        return {
            Delivery.ONLINE: _("Download it here. If you also need it on paper, ask the office."),
            Delivery.POST: _("The public post brings it to you. You can also download it here."),
            Delivery.COUNTER: _("Fetch it at %(office)s with your identity card. You can also download it here.")
            % {"office": dossier.receiving.name},
        }[Delivery(dossier.delivery)]
    if dossier.status == Status.AWAITING_PAYMENT:
        return _("What to pay and where stands below.")
    if dossier.status in RUNNING or dossier.status == Status.LODGED:
        return _("You need do nothing now. We write to you here when something changes.")
    if dossier.status == Status.AWAITING_SUPPLEMENT:
        return _("Complete everything in the list below, then send it once.")
    if dossier.status == Status.NOT_ACCEPTED:
        return _("Correct what is named and file again, or ask the office.")
    return ""
