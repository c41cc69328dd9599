"""Pieces drawn without a template: the same as their components, and nothing of a reader's gets in as markup."""

import pytest
from django.template import Context, Template
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler

from motcua.ui.drawn import deadline, icon, status

DEADLINE = '<c-deadline text="{{ text }}" tone="{{ tone }}" detail="{{ detail }}" href="{{ href }}" />'
BAD = '"><script>alert(1)</script>'


def rendered(template: str, **values: str) -> str:
    return Template(CottonCompiler().process(template)).render(Context(values)).strip()


@pytest.mark.parametrize("detail", ["", "due 16:30", BAD])
@pytest.mark.parametrize("href", ["", "/dossiers/1/deadline/", f"/{BAD}"])
def test_a_deadline_is_the_same_by_component_and_in_a_list(detail: str, href: str) -> None:
    said = {"text": "2 days", "tone": "late", "detail": detail, "href": href}
    assert rendered(DEADLINE, **said) == deadline(**said)


@pytest.mark.parametrize("word", ["Late", BAD])
def test_a_status_is_the_same_by_component_and_in_a_list(word: str) -> None:
    assert rendered('<c-status word="{{ word }}" tone="late" />', word=word) == status(word, "late")


def test_an_icon_is_the_same_by_component_and_in_a_list() -> None:
    assert rendered('<c-icon name="paper" />') == icon("paper")


@pytest.mark.parametrize("drawn", [icon(BAD), status(BAD, BAD), deadline(BAD, BAD, BAD, BAD)])
def test_what_is_given_never_becomes_markup(drawn: str) -> None:
    assert "<script" not in drawn and '"">' not in drawn


def test_the_way_to_the_explanation_is_told_in_the_language_of_the_page() -> None:
    with override("vi"):
        assert "Cách tính thời hạn này" in deadline("2 ngày", "late", "", "/x/")
    with override("en"):
        assert "How this date is counted" in deadline("2 days", "late", "", "/x/")
