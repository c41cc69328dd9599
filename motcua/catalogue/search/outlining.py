"""A guided path as an outline that an administrator types, and back.

One answer a line, with as many hyphens before it as taps lead to it. Behind ">>" stands the next question, whose
answers follow with one hyphen more; behind "=" stand the words that find its procedures, separated by " | ".

    - Làm giấy khai sinh >> Cha mẹ đã kết hôn chưa?
    -- Đã kết hôn = đăng ký khai sinh
    -- Chưa kết hôn = đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con | đăng ký khai sinh
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from motcua.catalogue.models import LifeEventStep
from motcua.catalogue.publishing import NotFit

DEEPEST = 3  # taps
LONGEST = {"answer": 160, "question": 160, "finds": 200}  # characters, as the tables hold them
_LINE = re.compile(r"^(?P<depth>-+)\s*(?P<answer>.*?)\s*(?:(?P<mark>>>|=)\s*(?P<rest>.*))?$")


@dataclass(frozen=True)
class PathStep:
    """One step of a guided path: an answer, then a further question with answers, or words to search by."""

    answer: str = ""
    question: str = ""
    finds: Sequence[str] = ()
    answers: Sequence[PathStep] = field(default=())


@dataclass(frozen=True)
class _Line:
    no: int
    depth: int
    step: PathStep


def read_outline(question: str, outline: str) -> PathStep:
    """The path whose first step asks `question`; NotFit with the faults of every line."""
    numbered = [(no, line.strip()) for no, line in enumerate(outline.splitlines(), 1) if line.strip()]
    lines = [_read(no, line) for no, line in numbered]
    if faults := [("outline", fault) for fault in _faults(lines)]:
        raise NotFit(faults)
    return PathStep(question=question.strip(), answers=_nested([line for line in lines if line]))


def outline_of(steps: Iterable[LifeEventStep]) -> tuple[str, str]:
    """(first question, outline) of a stored path."""
    rows = list(steps)
    root = next((row for row in rows if row.parent_id is None), None)
    return (root.question, "\n".join(_told(rows, root.pk, 1))) if root else ("", "")


def ends_of(step: PathStep, taken: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
    """(answers tapped, words searched for) of every end of a path."""
    for answer in step.answers:
        if answer.answers:
            yield from ends_of(answer, (*taken, answer.answer))
        else:
            yield (*taken, answer.answer), answer.finds


def _read(no: int, line: str) -> _Line | None:
    found = _LINE.match(line)
    if found is None:
        return None
    rest = found["rest"] or ""
    finds = [part.strip() for part in rest.split("|") if part.strip()] if found["mark"] == "=" else []
    return _Line(no, len(found["depth"]), PathStep(found["answer"], rest if found["mark"] == ">>" else "", finds))


def _faults(lines: Sequence[_Line | None]) -> Iterator[str]:
    """What is wrong, line by line."""
    if not lines:
        yield _("Give the answers, one a line, each beginning with a hyphen.")
    before = 0
    for no, line in enumerate(lines):
        after = next((one.depth for one in lines[no + 1 :] if one), 0)
        for fault in _wrong(line, before, after):
            yield _("Line %(no)s: %(fault)s") % {"no": line.no if line else no + 1, "fault": fault}
        before = line.depth if line else before


def _wrong(line: _Line | None, before: int, after: int) -> Iterator[str]:
    if line is None:
        yield _("it must begin with a hyphen.")
        return
    step = line.step
    if not step.answer:
        yield _("the answer is missing.")
    if line.depth > min(before + 1, DEEPEST):
        yield _("it has too many hyphens; a path has at most three taps.")
    if after > line.depth and not step.question:
        yield _("answers follow, so it needs >> and a question.")
    if after <= line.depth and not step.finds:
        yield _("nothing follows, so it needs = and the words that find its procedures.")
    if any(len(text) > LONGEST[name] for name, text in _texts(step)):
        yield _("it is too long.")


def _texts(step: PathStep) -> Iterator[tuple[str, str]]:
    yield "answer", step.answer
    yield "question", step.question
    yield from (("finds", words) for words in step.finds)


def _nested(lines: Sequence[_Line]) -> list[PathStep]:
    """The lines of the lowest depth, each with those below it."""
    tops = [no for no, line in enumerate(lines) if line.depth == lines[0].depth]
    ends = [*tops[1:], len(lines)]
    return [
        replace(lines[top].step, answers=_nested(lines[top + 1 : end]) if end > top + 1 else ())
        for top, end in zip(tops, ends, strict=True)
    ]


def _told(rows: Sequence[LifeEventStep], parent: int, depth: int) -> Iterator[str]:
    for row in rows:
        if row.parent_id == parent:
            rest = f" >> {row.question}" if row.question else f" = {' | '.join(row.finds)}"
            yield f"{'-' * depth} {row.answer}{rest}"
            yield from _told(rows, row.pk, depth + 1)
