"""The agencies of the province by name: offered while typing, and found in what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.directory.models import Body, BodyKind
from motcua.lib.text import fold

MOST_NAMED = 5


@dataclass(frozen=True)
class Agency:
    """`label` is the name, of a division with the agency it belongs to."""

    pk: int
    label: str


def agencies(on: date, *, besides: int | None) -> list[Agency]:
    """Every body in force on a day but the asker's own; 1 query."""
    rows = Body.objects.in_force(on).exclude(pk=besides or 0).select_related("parent").order_by("name", "pk")
    return [Agency(body.pk, _label(body)) for body in rows]


def named(text: str, known: Sequence[Agency]) -> tuple[int | None, str]:
    """The agency that a text names, or a sentence saying why none; accents and capitals may be left out."""
    wanted = fold(text)
    if not wanted:
        return None, ""
    exact = [agency for agency in known if fold(agency.label) == wanted]
    found = exact or [agency for agency in known if wanted in fold(agency.label)]
    if len(found) == 1:
        return found[0].pk, ""
    if not found:
        return None, _("No agency has the name “%(name)s”.") % {"name": text.strip()[:100]}
    names = "; ".join(agency.label for agency in found[:MOST_NAMED])
    return None, _("Several agencies fit: %(names)s. Write the whole name of one.") % {"names": names}


def _label(body: Body) -> str:
    return f"{body.name}, {body.parent.name}" if body.kind == BodyKind.DIVISION and body.parent else body.name
