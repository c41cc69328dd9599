"""The linked group of a dossier as the desk offers it: its parts, or the whole that it is a part of."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.desk.offering import Further
from motcua.directory.actors import Actor
from motcua.dossiers.actions.verifying import longer_for
from motcua.dossiers.branches import acknowledge_by
from motcua.dossiers.grouping import is_group
from motcua.dossiers.models import Branch, BranchState, Dossier
from motcua.dossiers.permissions import has_step, may_acknowledge
from motcua.dossiers.statuses import Status
from motcua.ui.dates import moment_words


def branch_of(dossier: Dossier) -> Branch | None:
    """The branch that a part is, None for any other dossier."""
    if dossier.parent_id is None:
        return None
    return Branch.objects.filter(child=dossier).select_related("child", "parent__receiving").first()


def is_to_acknowledge(branch: Branch | None, actor: Actor) -> bool:
    """Whether the agency has not yet said that it has its part, and the actor may say it."""
    if branch is None or branch.child is None or branch.acknowledged_at or branch.state != BranchState.OPEN:
        return False
    return may_acknowledge(branch.child, actor)


def offer_group(dossier: Dossier, actor: Actor) -> Further | None:
    """The way to the group; pressing while the agency has not acknowledged its part."""
    url = reverse("desk:linked", args=[dossier.public_id])
    if branch := branch_of(dossier):
        waits = is_to_acknowledge(branch, actor)
        until, language = acknowledge_by(branch), (get_language() or "vi")[:2]
        note = _("acknowledge by %(moment)s") % {"moment": moment_words(until, language)} if waits and until else ""
        return Further(_("The linked group"), url, note, is_pressing=waits)
    return Further(_("The linked procedures"), url) if is_group(dossier) else None


def offer_verification(dossier: Dossier, actor: Actor) -> Further | None:
    """On a part to which its group's decree gives a longer limit for verifying; 1 query for a part, else none."""
    is_working = dossier.status == Status.IN_PROGRESS and not dossier.awaits_consent and has_step(dossier, actor)
    if not is_working or longer_for(dossier) is None:
        return None
    return Further(_("Facts must be verified"), reverse("desk:verification", args=[dossier.public_id]))
