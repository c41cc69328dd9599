"""What an officer typed into an act's form: kept when the act is refused, shown even when its form is gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.eforms.values import tidy
from motcua.desk.allowed import Allowed
from motcua.directory.details import too_long
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Decision, Dossier

NAMES = ("note", "reason", "outcome", "title", "text", "ground", "officer", "to_step")
LONGEST = {"note": 2000, "reason": 2000, "title": 500, "text": 50_000, "ground": 10_000}  # characters


def words_in(post: Mapping[str, str], *names: str) -> dict[str, Any]:
    """What was typed for an act, without invisible characters."""
    return {name: tidy(post.get(name, "")) for name in names}


def demand_short(values: Mapping[str, Any]) -> None:
    """Raises Incomplete with every text that no row could hold."""
    said = {name: too_long(values[name], most) for name, most in LONGEST.items() if name in values}
    if faults := [(name, sentence) for name, sentence in said.items() if sentence]:
        raise Incomplete(faults)


def typed_in(post: Mapping[str, str], decision: Decision | None, dossier: Dossier) -> dict[str, str]:
    """The value of every field of the acts: as typed, else from the draft, else a beginning."""
    drafted = {name: getattr(decision, name) for name in ("outcome", "title", "text", "ground")} if decision else {}
    begun = {**dict.fromkeys(NAMES, ""), "title": dossier.title[:500], **drafted}
    return {name: post.get(name, begun[name]) for name in NAMES}


def left_over(post: Mapping[str, str], act: str, can: Allowed) -> list[dict[str, str]]:
    """The words typed for an act that is no longer open, to be copied elsewhere."""
    if getattr(can, act, False):
        return []
    labels = {
        "note": _("Note for the next step"),
        "reason": _("Reason"),
        "title": _("Title"),
        "text": _("What is decided"),
        "ground": _("Ground of the refusal"),
    }
    return [{"term": label, "value": post[name]} for name, label in labels.items() if post.get(name, "").strip()]
