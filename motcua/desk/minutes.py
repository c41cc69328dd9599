"""The minutes of a meeting as a form: one group of questions for each agency invited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.catalogue.eforms.values import tidy
from motcua.dossiers.consulting import Heard
from motcua.dossiers.models import Meeting, Opinion

YES_NO = {"yes": True, "no": False}
FIELDS = ("attended", "composition", "answer", "text", "responsibility")


@dataclass(frozen=True)
class Line:
    """One agency: `place` begins the names of its fields, `typed` and `error` are by field."""

    opinion: Opinion
    place: str
    typed: dict[str, str]
    error: dict[str, str]


def said_in(post: Mapping[str, str], meeting: Meeting) -> list[Heard]:
    """What was typed of each agency invited."""
    return [_heard(post, body_id) for body_id in meeting.opinions.values_list("body_id", flat=True)]


def lines_of(meeting: Meeting, post: Mapping[str, str], error: Mapping[str, str]) -> Sequence[Line]:
    """The groups of the form, as typed and with their faults; 1 query."""
    return [_line(opinion, post, error) for opinion in meeting.opinions.select_related("body")]


def named_faults(faults: Sequence[tuple[str, str]], lines: Sequence[Line]) -> list[tuple[str, str]]:
    """The faults for the summary: of several agencies each sentence says which."""
    names = {line.place: line.opinion.body.name for line in lines}
    return [(place, _named(sentence, names.get("-".join(place.split("-")[:2]), ""))) for place, sentence in faults]


def _named(sentence: str, name: str) -> str:
    return f"{name}: {sentence}" if name else sentence


def _heard(post: Mapping[str, str], body_id: int) -> Heard:
    place = f"body-{body_id}"
    return Heard(
        body_id=body_id,
        has_attended=YES_NO.get(post.get(f"{place}-attended", "")),
        is_right_composition=YES_NO.get(post.get(f"{place}-composition", "")),
        answer=post.get(f"{place}-answer", ""),
        text=tidy(post.get(f"{place}-text", "")),
        responsibility=tidy(post.get(f"{place}-responsibility", "")),
    )


def _line(opinion: Opinion, post: Mapping[str, str], error: Mapping[str, str]) -> Line:
    place = f"body-{opinion.body_id}"
    return Line(
        opinion=opinion,
        place=place,
        typed={name: post.get(f"{place}-{name}", "") for name in FIELDS},
        error={name: error.get(f"{place}-{name}", "") for name in FIELDS},
    )
