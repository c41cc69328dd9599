"""Teaching the search: everyday words, weights, guided paths; and counting what people chose and filed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from motcua.catalogue.facts import EverydayWordDropped, EverydayWordSaved, LifeEventSaved, SearchWeightSet
from motcua.catalogue.models import (
    EverydayWord,
    LifeEvent,
    LifeEventStep,
    Procedure,
    ProcedureUse,
    SearchWeight,
    WordKind,
)
from motcua.catalogue.publishing import NotAllowed, NotFit, may_publish
from motcua.catalogue.search.lexicon import rules_of
from motcua.catalogue.search.outlining import PathStep
from motcua.catalogue.search.previewing import Row
from motcua.catalogue.search.weights import Weights
from motcua.directory.actors import Actor
from motcua.journal.recording import hold, record

SUBJECT = "search"
WORDS_LONGEST = 600
HEAVIEST = 5.0
_USES = ProcedureUse._meta.db_table
_ADD = f"""
    INSERT INTO {_USES} (procedure_id, how, "on", words, body_id, count)
    VALUES (%s, %s, %s, '', NULL, 1)
    ON CONFLICT ON CONSTRAINT use_once DO UPDATE SET count = {_USES}.count + 1
"""  # noqa: S608  the table's own name
_FORGET_WORDS = f"""
    WITH told AS (DELETE FROM {_USES} WHERE words <> '' RETURNING *)
    INSERT INTO {_USES} (procedure_id, how, "on", words, body_id, count)
    SELECT procedure_id, how, "on", '', body_id, sum(count) FROM told GROUP BY procedure_id, how, "on", body_id
    ON CONFLICT ON CONSTRAINT use_once DO UPDATE SET count = {_USES}.count + EXCLUDED.count
"""  # noqa: S608  the table's own name


@transaction.atomic
def save_everyday_word(row: Row, *, word_id: int | None = None, by: Actor, at: datetime) -> EverydayWord:
    """Add an everyday word, or put it in place of the one named; NotFit with everything wrong with it.

    One whose words change is put out of use and a new one takes its place: else a new release, which knows the
    product's own by their words, would bring it back.
    """
    _allow(by)
    hold(SUBJECT)
    if faults := wrong_with_word(row, word_id):
        raise NotFit(faults)
    word = EverydayWord.objects.get(pk=word_id) if word_id is not None else EverydayWord()
    if word.pk and (word.kind, word.words) != (row.kind, row.words):
        drop_everyday_word(word.pk, by=by, at=at)
        word = EverydayWord()
    for name in ("kind", "words", "means", "weight", "is_active"):
        setattr(word, name, getattr(row, name))
    word.is_own = True
    word.save()
    record(EverydayWordSaved(word.pk, of_kind=word.kind), subject=SUBJECT, by=by.key, at=at)
    return word


@transaction.atomic
def drop_everyday_word(word_id: int, *, by: Actor, at: datetime) -> None:
    """Take an everyday word away: one of the product's own is put out of use, so that a new release leaves it so."""
    _allow(by)
    hold(SUBJECT)
    EverydayWord.objects.filter(pk=word_id).update(is_active=False, is_own=True, updated_at=at)
    record(EverydayWordDropped(word_id), subject=SUBJECT, by=by.key, at=at)


@transaction.atomic
def set_search_weight(name: str, value: float | None, *, by: Actor, at: datetime) -> None:
    """Give one of the ranking's numbers another value; None gives it back the product's own."""
    _allow(by)
    hold(SUBJECT)
    if name not in {one.name for one in fields(Weights)} or (value is not None and not 0 <= value <= HEAVIEST):
        raise NotFit([("weight", _("Give a number from 0 to %(most)s.") % {"most": int(HEAVIEST)})])
    if value is None:
        SearchWeight.objects.filter(name=name).delete()
    else:
        SearchWeight.objects.update_or_create(name=name, defaults={"value": value})
    record(SearchWeightSet(name, value=value), subject=SUBJECT, by=by.key, at=at)


@transaction.atomic
def save_life_event(
    code: str,
    title: str,
    steps: PathStep,
    *,
    words: str = "",
    is_active: bool = True,
    is_new: bool = False,
    by: Actor,
    at: datetime,
) -> LifeEvent:
    """Write a guided path anew, its first step being the question that it begins with.

    One that `is_new` never takes the place of another.
    """
    _allow(by)
    hold(SUBJECT)
    if not (title.strip() and steps.question.strip() and steps.answers):
        raise NotFit([("path", _("A path needs a title, a first question and answers."))])
    if is_new and LifeEvent.objects.filter(code=code).exists():
        raise NotFit([("code", _("A path with this code is there already."))])
    values = {"title": title, "words": words, "is_active": is_active, "is_own": True}
    event, _is_new = LifeEvent.objects.update_or_create(code=code, defaults=values)
    event.steps.all().delete()
    _write_step(event, None, 1, steps)
    record(LifeEventSaved(event.pk, code=code), subject=SUBJECT, by=by.key, at=at)
    return event


@transaction.atomic
def note_choice(procedure_code: str, *, on: date) -> bool:
    """Count that a procedure was chosen from what a query found; False if there is no such procedure.

    Nothing of the query stays: the ranking asks how often, never by which words.
    """
    procedure = Procedure.objects.filter(code=procedure_code).values_list("pk", flat=True).first()
    if procedure is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [procedure, ProcedureUse.How.CHOSEN, on])
    return True


@transaction.atomic
def forget_words_of_choices() -> None:
    """The release before kept some words of each query beside the counts, and writes them until it is gone."""
    with connection.cursor() as cursor:
        cursor.execute(_FORGET_WORDS)


@transaction.atomic
def set_filings(on: date, counts: Mapping[tuple[int, int], int]) -> None:
    """Say how many dossiers were filed on a day, by (procedure, body); what was said of that day before goes."""
    ProcedureUse.objects.filter(how=ProcedureUse.How.FILED, on=on).delete()
    ProcedureUse.objects.bulk_create(
        ProcedureUse(procedure_id=procedure, body_id=body, how=ProcedureUse.How.FILED, on=on, count=count)
        for (procedure, body), count in counts.items()
    )


def wrong_with_word(row: Row, word_id: int | None = None) -> list[tuple[str, str]]:
    """Everything that keeps an everyday word from being saved."""
    faults: list[tuple[str, str]] = []
    if not list(rules_of(row.kind, row.words)) or row.kind not in WordKind.values:
        faults.append(("words", _("Give the words as people say them.")))
    if row.kind in (WordKind.MEANS, WordKind.SAME) and not row.means.strip():
        faults.append(("means", _("Give the words that they mean.")))
    if max(len(row.words), len(row.means)) > WORDS_LONGEST:
        faults.append(("long", _("At most %(most)s characters.") % {"most": WORDS_LONGEST}))
    if not 0 < row.weight <= HEAVIEST:
        faults.append(("weight", _("Give a weight above 0, up to %(most)s.") % {"most": int(HEAVIEST)}))
    if EverydayWord.objects.filter(kind=row.kind, words=row.words).exclude(pk=word_id or 0).exists():
        faults.append(("twice", _("These words are in the list already.")))
    return faults


def _write_step(event: LifeEvent, parent: LifeEventStep | None, no: int, step: PathStep) -> None:
    values = {"answer": step.answer, "question": step.question, "finds": list(step.finds)}
    row = LifeEventStep.objects.create(event=event, parent=parent, no=no, **values)
    for number, answer in enumerate(_said(step.answers), 1):
        _write_step(event, row, number, answer)


def _said(answers: Iterable[PathStep]) -> list[PathStep]:
    return [answer for answer in answers if answer.answer.strip()]


def _allow(by: Actor) -> None:
    if not may_publish(by):
        raise NotAllowed(f"{by.key} does not keep the catalogue")
