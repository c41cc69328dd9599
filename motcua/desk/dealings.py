"""What a dossier's page offers of money, consent, stopping and correcting."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.desk.offering import Further
from motcua.directory.actors import Actor
from motcua.dossiers.corrections import corrections_of
from motcua.dossiers.lifecycle import Move, allows
from motcua.dossiers.models import Dossier, StopNotice
from motcua.dossiers.permissions import may, may_waive
from motcua.dossiers.statuses import Money, Status


def offer_payment(dossier: Dossier, actor: Actor) -> Further | None:
    """To ask for money, or to see what was asked."""
    url = reverse("desk:payments", args=[dossier.public_id])
    if dossier.money != Money.NONE and dossier.corrects_id is None:
        is_due = dossier.money == Money.DUE
        return Further(_("Money of this dossier"), url, str(Money(dossier.money).label), is_pressing=is_due)
    may_ask = dossier.corrects_id is None and _may_now(Move.ASK_PAYMENT, dossier, actor)
    return Further(_("Ask for a payment"), url) if may_ask else None


def is_waivable(dossier: Dossier, actor: Actor) -> bool:
    """Whether the actor may free the applicant of what is asked for now."""
    return dossier.status == Status.AWAITING_PAYMENT and may_waive(dossier, actor)


def offer_consent(dossier: Dossier, actor: Actor) -> Further | None:
    url = reverse("desk:consent", args=[dossier.public_id])
    if dossier.awaits_consent:
        return Further(_("Consent on VNeID"), url, _("waited for"), is_pressing=True)
    return Further(_("Wait for a consent on VNeID"), url) if _may_now(Move.STEP, dossier, actor) else None


def offer_stop(dossier: Dossier, actor: Actor) -> Further | None:
    """To stop, or form 05 once it was issued."""
    if dossier.status in (Status.STOPPED, Status.WITHDRAWN):
        notice = StopNotice.objects.select_related("file").filter(dossier=dossier).first()
        return _form_05(dossier, notice) if notice else None
    if not allows(dossier.status, Move.STOP) or not may(Move.STOP, dossier, actor):
        return None
    return Further(_("Stop settling (form 05)"), reverse("desk:stop", args=[dossier.public_id]))


def offer_correction(dossier: Dossier, actor: Actor) -> Further | None:
    """On a settled dossier: its corrections, or the form to open one."""
    if not allows(dossier.status, Move.CORRECT):
        return None
    found = corrections_of(dossier, Dossier.objects.visible_to(actor))
    note = _("corrected: another result stands") if found.superseded_by else ""
    note = note or (_("under way") if found.running else "")
    if not note and not may(Move.CORRECT, dossier, actor):
        return None
    return Further(_("Correct an error in the result"), reverse("desk:corrections", args=[dossier.public_id]), note)


def offer_corrected(dossier: Dossier, actor: Actor) -> Further | None:
    """On a correction case: the dossier whose result had the error."""
    if dossier.corrects_id is None:
        return None
    corrected = Dossier.objects.visible_to(actor).filter(pk=dossier.corrects_id).first()
    label = _("The dossier that is corrected: %(code)s")
    return Further(label % {"code": corrected.code}, _page_of(corrected)) if corrected else None


def _form_05(dossier: Dossier, notice: StopNotice) -> Further:
    return Further(_("Form 05 (PDF)"), reverse("desk:file", args=[dossier.public_id, notice.file.public_id]))


def _page_of(dossier: Dossier) -> str:
    return reverse("desk:dossier", args=[dossier.public_id])


def _may_now(move: Move, dossier: Dossier, actor: Actor) -> bool:
    """The step is the reader's, and nobody else has taken it."""
    is_free = dossier.holder_id in (None, actor.officer_id) and not dossier.awaits_consent
    return is_free and allows(dossier.status, move) and may(move, dossier, actor)
