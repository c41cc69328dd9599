"""The form of a decision to charge elsewhere: what was typed, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.board.lists import number
from motcua.catalogue.eforms.values import tidy
from motcua.directory.models import Body
from motcua.dossiers.faults import Faults
from motcua.dossiers.models import Cause
from motcua.dossiers.recharging import Elsewhere

FIELDS = ("leg", "cause", "body", "ground", "basis")


def elsewhere_in(post: Mapping[str, str]) -> Elsewhere:
    said = typed_in(post)
    body_id = number(said["body"]) if said["body"] else None
    return Elsewhere(said["leg"], said["cause"], body_id, said["ground"], said["basis"])


def typed_in(post: Mapping[str, str]) -> dict[str, str]:
    return {name: tidy(post.get(name, "")) for name in FIELDS}


def version_in(post: Mapping[str, str]) -> int:
    """The version of the page that was acted on; a form without one is as old as can be."""
    return max(0, number(post.get("version", "")))


def choices(faults: Faults, on: date) -> dict[str, Any]:
    """The legs that bear something, the causes, and the bodies in force; 1 query."""
    legs = [(line.key, f"{line.what} – {line.body or '–'}: {line.share}") for line in faults.charged]
    bodies = Body.objects.in_force(on).order_by("code").values_list("pk", "name")
    return {"legs": legs, "causes": Cause.choices, "bodies": [(str(pk), name) for pk, name in bodies]}
