"""The sitting at which a dossier is received, decided, issued and handed over: offered, read, carried out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.eforms.values import tidy
from motcua.directory.actors import Actor
from motcua.directory.details import too_long
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError, Incomplete
from motcua.dossiers.models import Dossier
from motcua.dossiers.permissions import RECEPTION
from motcua.dossiers.routing import steps_of
from motcua.dossiers.spot import may_settle_now
from motcua.dossiers.statuses import Outcome, Status

DECIDED = [choice for choice in Outcome.choices if choice[0]]
WORDS = ("outcome", "title", "text", "ground", "receiver")
LONGEST = {"title": 500, "text": 50_000, "ground": 10_000}  # characters


def is_offered(dossier: Dossier, actor: Actor) -> bool:
    """Whether the officer receives here and can walk the whole route; no query but for the route, which is kept."""
    receives = any((dossier.receiving_id, role) in actor.posts for role in RECEPTION)
    waits = dossier.status in (Status.LODGED, Status.ACCEPTED)
    return receives and waits and may_settle_now(steps_of(dossier), dossier.service, actor.posts)


def receivers() -> list[tuple[str, str]]:
    return [
        ("applicant", _("the applicant")),
        ("filer", _("the person who filed")),
        ("authorised", _("an authorised person")),
    ]


def typed_in(post: Mapping[str, str], dossier: Dossier) -> dict[str, str]:
    """What was typed, else a beginning."""
    begun = {"outcome": "granted", "title": dossier.title[:500], "text": "", "ground": "", "receiver": "applicant"}
    return {name: post.get(name, begun[name]) for name in WORDS}


def settled(dossier: Dossier, post: Mapping[str, str], *, by: Actor, at: datetime) -> DossierError | None:
    """Why the dossier was not settled, or None when it was."""
    words: dict[str, Any] = {name: tidy(post.get(name, "")) for name in WORDS}
    version = post.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    try:
        _demand_short(words)
        actions.settle_now(dossier.pk, **words, by=by, at=at, version=seen)
    except DossierError as refusal:
        return refusal
    return None


def _demand_short(words: Mapping[str, str]) -> None:
    said = {name: too_long(words[name], most) for name, most in LONGEST.items()}
    if faults := [(name, sentence) for name, sentence in said.items() if sentence]:
        raise Incomplete(faults)
