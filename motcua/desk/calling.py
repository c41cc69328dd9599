"""The form of a question to an agency, and of a call to a meeting: read, and shown again as typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from motcua.catalogue.eforms.values import tidy
from motcua.desk.agencies import Agency, named
from motcua.desk.moments import moment_in, numbers_in
from motcua.dossiers.consulting import Invitation, Question
from motcua.dossiers.models import Dossier

CLOSING = "17:00"  # where a deadline's hour begins
LINES = 5  # for agencies invited to a meeting
MOST_LINES = 40
ASKED = ("agency", "question", "due_on", "due_hour", "deemed_basis")
CALLED = ("subject", "place", "held_on", "held_hour")


def question_in(post: QueryDict, known: Sequence[Agency]) -> tuple[Question, str]:
    """The question as typed, and why its agency cannot be told, or nothing."""
    body_id, why = named(post.get("agency", ""), known)
    question = Question(
        body_id=body_id,
        text=tidy(post.get("question", "")),
        due_at=moment_in(post.get("due_on", ""), post.get("due_hour", "")),
        paper_ids=numbers_in(post.getlist("papers")),
        deemed_basis=tidy(post.get("deemed_basis", "")),
    )
    return question, why


def invitation_in(post: QueryDict, known: Sequence[Agency]) -> tuple[Invitation, str]:
    """The call as typed, and why one of its agencies cannot be told, or nothing."""
    found = [named(line, known) for line in post.getlist("agency")[:MOST_LINES] if line.strip()]
    why = " ".join(said for _body_id, said in found if said)
    invitation = Invitation(
        subject=tidy(post.get("subject", "")),
        place=tidy(post.get("place", "")),
        held_at=moment_in(post.get("held_on", ""), post.get("held_hour", "")),
        body_ids=[] if why else [body_id for body_id, _said in found if body_id is not None],
    )
    return invitation, why


def typed_question(post: QueryDict, dossier: Dossier) -> dict[str, Any]:
    """What stands in the fields: as typed, else every paper with a file and the end of a day."""
    usual = {**dict.fromkeys(ASKED, ""), "due_hour": CLOSING}
    chosen = post.getlist("papers") if post else [option for option, _name in papers_to_send(dossier)]
    return {**_as_typed(post, usual), "papers": chosen}


def typed_invitation(post: QueryDict) -> dict[str, Any]:
    """What stands in the fields, with some lines left for further agencies."""
    lines = [line for line in post.getlist("agency")[:MOST_LINES] if line.strip()]
    usual = {**dict.fromkeys(CALLED, ""), "held_hour": "08:00"}
    return {**_as_typed(post, usual), "agencies": lines + [""] * max(2, LINES - len(lines))}


def papers_to_send(dossier: Dossier) -> list[tuple[str, str]]:
    """The papers of which there is a file, as options."""
    papers = dossier.papers.filter(files__isnull=False).distinct()
    return [(str(paper.pk), f"{paper.no}. {paper.name}") for paper in papers]


def _as_typed(post: Mapping[str, str], usual: dict[str, str]) -> dict[str, str]:
    return {name: post.get(name, begun) for name, begun in usual.items()}
