"""Pages: no unknown name, no script or style inside, every text through translation."""

import re

import pytest
from django.template import Context, Engine, Template
from django.template.base import TextNode

from tests.architecture.tree import PACKAGE, name_of

PAGES = sorted(PACKAGE.rglob("templates/**/*.html"))
INLINE = re.compile(r"<style\b|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\sstyle=|\son[a-z]+=\"")
ABROAD = re.compile(r"(?:src|href|action)=\"(?:https?:)?//")


def test_a_name_nobody_gave_fails_the_page() -> None:
    with pytest.raises(NameError, match="nobody"):
        Template("{{ nobody }}").render(Context({}))
    assert Engine.get_default().string_if_invalid


def test_no_page_carries_script_or_style() -> None:
    assert [name_of(page) for page in PAGES if INLINE.search(page.read_text())] == []


def test_no_page_fetches_from_another_house() -> None:
    assert [name_of(page) for page in PAGES if ABROAD.search(page.read_text())] == []


def test_every_page_can_be_read_by_the_engine() -> None:
    for page in PAGES:
        if "fake" not in page.parts:
            assert isinstance(Template(page.read_text()).nodelist[0], TextNode | object), page
