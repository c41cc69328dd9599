"""Texts typed for an act: stripped, and every fault in them told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from motcua.directory.details import too_long
from motcua.dossiers.errors import Incomplete

Fault = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """How long a text may be, and the sentence when it is missing; "" for one that may be left out."""

    most: int
    missing: str = ""


def stripped(said: Mapping[str, str]) -> dict[str, str]:
    return {name: text.strip() for name, text in said.items()}


def text_faults(said: Mapping[str, str], asked: Mapping[str, Asked]) -> list[Fault]:
    """What is missing, too long, or cannot be kept, as (place, sentence)."""
    found = [(name, _fault(said[name].strip(), rule)) for name, rule in asked.items()]
    return [(name, sentence) for name, sentence in found if sentence]


def faults_in(place: str, text: str, most: int, missing: str = "") -> list[Fault]:
    """The same of one text."""
    return text_faults({place: text}, {place: Asked(most, missing)})


def read_texts(said: Mapping[str, str], asked: Mapping[str, Asked]) -> dict[str, str]:
    """The texts, ready to be kept. Raises Incomplete."""
    if faults := text_faults(said, asked):
        raise Incomplete(faults)
    return stripped(said)


def _fault(text: str, rule: Asked) -> str:
    if not text:
        return rule.missing
    if "\x00" in text:
        return _("This text holds a sign that cannot be kept. Type it again.")
    return too_long(text, rule.most)
