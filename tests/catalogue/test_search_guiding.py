"""Guided paths, suggestions while typing, and the words and paths that the product brings."""

import json
from typing import Any

import pytest

from motcua.catalogue.importing.everyday import EVENTS, WORDS, seed_everyday
from motcua.catalogue.models import EverydayWord, LifeEvent, LifeEventStep
from motcua.catalogue.search import guide, life_events, suggest
from motcua.catalogue.search.lexicon import rules_of
from tests.catalogue.rows import entry, import_rows


@pytest.fixture
def catalogue(tmp_path: Any) -> None:
    names = ["Thủ tục đăng ký khai sinh", "Giải quyết hưởng chế độ thai sản", "Thủ tục đăng ký khai tử"]
    rows = [entry(code=f"1.{no}", name=name) for no, name in enumerate(names)]
    import_rows(tmp_path, [*rows, *(entry(code=f"9.{no:06}", name=f"Cấp giấy thứ {no}") for no in range(100))])
    seed_everyday()


@pytest.mark.django_db
def test_a_path_leads_to_procedures_in_two_or_three_taps(catalogue: None) -> None:
    start = guide("sinh-con")
    assert start is not None and start.question and not start.found and not start.taken
    maternity = next(answer for answer in start.answers if "thai sản" in answer.label)
    end = guide("sinh-con", maternity.step)
    assert end is not None and [answer.label for answer in end.taken] == [maternity.label]
    assert end.found[0].code == "1.1"


@pytest.mark.django_db
def test_an_unknown_path_or_step_leads_nowhere(catalogue: None) -> None:
    other = LifeEventStep.objects.exclude(event__code="sinh-con").first()
    assert other is not None
    assert guide("nothing") is guide("sinh-con", 987654321) is guide("sinh-con", other.pk) is None


def depths(step: dict[str, Any], depth: int = 0) -> list[int]:
    answers = step.get("answers", [])
    return [deep for answer in answers for deep in depths(answer, depth + 1)] if answers else [depth]


def test_every_path_ends_in_words_after_at_most_three_taps() -> None:
    events = json.loads(EVENTS.read_text())["events"]
    assert len(events) >= 12
    for event in events:
        assert max(depths(event)) <= 3, event["code"]
        assert all(("finds" in answer) != ("answers" in answer) for answer in event["answers"]), event["code"]


def test_every_everyday_word_can_be_used() -> None:
    rows = json.loads(WORDS.read_text())["rows"]
    assert len(rows) > 400
    for row in rows:
        rules = list(rules_of(row["kind"], row["words"], row.get("means", ""), row.get("weight", 1.0)))
        assert len(rules) == len(row["words"].split(" | ")), row["words"]
        assert bool(row.get("means")) == (row["kind"] in {"means", "same", "short"}), row["words"]


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_keeps_what_was_changed_here(catalogue: None) -> None:
    words, events = EverydayWord.objects.count(), LifeEvent.objects.count()
    EverydayWord.objects.filter(kind="outside").update(is_active=False, is_own=True)
    LifeEvent.objects.filter(code="sinh-con").update(title="Nhà có em bé", is_own=True)
    assert seed_everyday() == {"words": words, "life_events": events}
    assert not EverydayWord.objects.filter(kind="outside", is_active=True).exists()
    assert ("sinh-con", "Nhà có em bé") in life_events()


@pytest.mark.django_db
def test_suggestions_hold_events_words_and_names_in_this_order(catalogue: None) -> None:
    assert [(one.kind, one.code) for one in suggest("sinh c")][:1] == [("event", "sinh-con")]
    assert "sinh con" in [one.text.casefold() for one in suggest("sinh con")]
    assert ("procedure", "1.1") in [(one.kind, one.code) for one in suggest("huong che do thai")]
    assert suggest("s") == suggest("zzzz") == []
    assert len(suggest("giấy", limit=3)) == 3


@pytest.mark.django_db
def test_suggesting_asks_the_database_once(catalogue: None, django_assert_num_queries: Any) -> None:
    suggest("khai")
    with django_assert_num_queries(1):
        suggest("khai s")
