"""The parts of a linked group drawn: waves, what waits for what, and the way that makes the date of the whole."""

from __future__ import annotations

import pytest
from django.utils import translation

from motcua.dossiers.branches import lines_of
from motcua.dossiers.graph import Graph, graph_of
from motcua.dossiers.models import Dossier
from motcua.dossiers.why import why_due
from tests.dossiers.linking_makers import Group, grant_part, make_group, make_parent, refuse_part
from tests.dossiers.makers import NINE

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return make_group()


def graph(parent: Dossier) -> Graph:
    with translation.override("en"):
        return graph_of(lines_of(Dossier.objects.get(pk=parent.pk), NINE))


def test_what_may_begin_together_stands_in_one_wave(group: Group) -> None:
    found = graph(make_parent(group, parts=[4]))
    assert [[node.line.no for node in wave] for wave in found.waves] == [[1], [2, 3, 4]]
    (birth,), (residence, *_others) = found.waves
    assert (birth.after, residence.after) == ([], ["1. Đăng ký khai sinh"])
    assert birth.before == ["2. Đăng ký thường trú", "3. Cấp thẻ bảo hiểm y tế", "4. Cấp thẻ căn cước"]
    assert residence.before == []


def test_the_longest_way_makes_the_date_of_the_whole(group: Group) -> None:
    found = graph(make_parent(group, parts=[4]))
    assert found.path == ["1. Đăng ký khai sinh", "4. Cấp thẻ căn cước"]
    assert {node.line.no: node.line.limit for wave in found.waves for node in wave} == {
        1: "1 working day",
        2: "2 working days",
        3: "2 working days",
        4: "4 working days",
    }


def test_the_count_says_that_a_later_part_begins_with_the_result_before_it(group: Group) -> None:
    with translation.override("en"):
        why = why_due(make_parent(group, parts=[4]))
    assert why is not None
    said = [line.sentence for line in why.lines]
    assert sum(sentence.startswith("The complete dossier was received") for sentence in said) == 1
    begun = said[said.index("4. Cấp thẻ căn cước") + 1]
    assert begun == "The part before is due at 17:00 on Tuesday, 3 March 2026. This part counts from there."


def test_a_part_that_nobody_asked_for_is_not_drawn(group: Group) -> None:
    found = graph(make_parent(group))
    assert [[node.line.no for node in wave] for wave in found.waves] == [[1], [2, 3]]


def test_when_the_first_fails_those_behind_it_are_told_not_begun(group: Group) -> None:
    parent = make_parent(group)
    refuse_part(group, parent, 1)
    words = {node.line.no: node.line.word for wave in graph(parent).waves for node in wave}
    assert words == {1: "Refused", 2: NOT_BEGUN, 3: NOT_BEGUN}


def test_when_one_of_the_last_fails_the_others_go_on(group: Group) -> None:
    parent = make_parent(group)
    grant_part(group, parent, 1)
    refuse_part(group, parent, 2)
    words = [node.line.word for wave in graph(parent).waves for node in wave]
    assert words == ["Settled", "Refused", "In progress"]


NOT_BEGUN = "Not begun, because an earlier one failed"
