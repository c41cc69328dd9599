"""What a dossier's page on the board says of its judgement, and to whom it offers to charge elsewhere."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers.clock import clock_of
from motcua.dossiers.legs import reckoning_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.printing import told_at_acceptance
from motcua.dossiers.recharging import may_recharge
from motcua.ui.dates import moment_words


def judged(dossier: Dossier) -> list[dict[str, str]]:
    """The first date and the last one, and whether an ended dossier was in time by the law and by QĐ 766."""
    if dossier.accepted_at is None or dossier.first_due_at is None:
        return []
    told = clock_of(dossier, printed_at=told_at_acceptance(dossier))
    rows = [{"term": _("Promised first"), "value": _moment(dossier.first_due_at)}]
    if dossier.due_at and dossier.due_at != dossier.first_due_at:
        rows.append({"term": _("After the apology"), "value": _moment(dossier.due_at)})
    if told.ended_at is None:
        return rows
    # By the date it ended with: a day off or an outage told later judges no closed dossier anew (rulebook B.7.2-15).
    is_in_time = told.ended_at <= dossier.first_due_at
    law, nation = {"term": _("By law"), "value": _yes(is_in_time)}, {"term": _("By QĐ 766, indicator 2.1")}
    return [*rows, law, {**nation, "value": _yes(told.on_time_766)}]


def recharge_url(dossier: Dossier, actor: Actor, at: datetime) -> str:
    """Where the decision is made, for whoever may make it on a leg that bears something."""
    might = actor.has_role([Role.PROCEDURE_CONTROL, Role.HEAD]) and dossier.accepted_at is not None
    if not might or not any(may_recharge(leg, actor) for leg, _minutes in reckoning_of(dossier, at).charged()):
        return ""
    return reverse("board:recharge", args=[dossier.public_id])


def _yes(is_in_time: bool | None) -> str:
    if is_in_time is None:
        return "–"
    return _("in time") if is_in_time else _("late")


def _moment(at: datetime) -> str:
    return moment_words(localtime(at), "en" if get_language() == "en" else "vi")
