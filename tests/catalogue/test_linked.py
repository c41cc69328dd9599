"""Linked groups and the list of procedures received anywhere: what may be drawn, and what never changes."""

from datetime import date

import pytest

from motcua.catalogue import actions
from motcua.catalogue.actions_linked import dissolve_group, end_reach, name_parts, open_reach
from motcua.catalogue.linked import Assessment, Part, excluded_because, order_of, wrong_with_parts
from motcua.catalogue.models import LinkedPart, Reach, Service
from motcua.catalogue.publishing import AlreadyClosed, AlreadyPublished, CannotPublish, NotAllowed, NotFit
from motcua.catalogue.services import published, reach_of
from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.journal.models import Event
from tests.catalogue.makers import PUBLISHED, make_form, make_handling, make_procedure, make_route

CONTROL = Actor(officer_id=1, posts=frozenset({(1, Role.PROCEDURE_CONTROL.value)}))
FIT = Assessment(data_at_hand=True, needs_field_check=False)


def part(no: int, *before: int, **facts: object) -> Part:
    usual = {"name": f"Phần {no}", "procedure_code": f"9.{no:06}", "agency": "UBND xã"}
    return Part(no, **usual | facts, depends_on=before)  # type: ignore[arg-type]


GROUP = [part(1), part(2, 1), part(3, 1, is_optional=True)]


@pytest.mark.parametrize(
    "parts, problem",
    [
        ([part(1)], "too_few_parts"),
        ([part(1), part(1)], "part_twice"),
        ([part(1), part(2, 9)], "unknown_part"),
        ([part(1, 2), part(2, 1)], "circle"),
        ([part(1, is_optional=True), part(2, 1)], "waits_for_optional"),
    ],
)
def test_what_is_no_graph_to_walk_is_refused(parts: list[Part], problem: str) -> None:
    assert [found.name for found in wrong_with_parts(parts)] == [problem]


def test_a_graph_has_an_order() -> None:
    assert wrong_with_parts(GROUP) == []
    assert order_of([part(3, 1, 2), part(2, 1), part(1)]) == [1, 2, 3]


@pytest.mark.parametrize(
    "found, excluded",
    [
        (FIT, []),
        (Assessment(False, False), ["data_at_hand"]),
        (Assessment(True, True), ["needs_field_check"]),
        (Assessment(False, True), ["data_at_hand", "needs_field_check"]),
    ],
)
def test_the_assessment_excludes(found: Assessment, excluded: list[str]) -> None:
    assert [question for question, _sentence in excluded_because(found)] == excluded


@pytest.mark.django_db
def test_a_draft_is_said_to_consist_of_parts_and_a_published_one_keeps_them() -> None:
    handling = make_handling(published_at=None)
    name_parts(handling, [part(1), part(2)], by=CONTROL, at=PUBLISHED)
    name_parts(handling, GROUP, by=CONTROL, at=PUBLISHED)
    assert list(LinkedPart.objects.values_list("no", flat=True)) == [1, 2, 3]
    handling.published_at = PUBLISHED
    handling.save()
    assert [each.depends_on for each in published(handling.pk).parts] == [(), (1,), (1,)]
    with pytest.raises(AlreadyPublished):
        name_parts(handling, GROUP, by=CONTROL, at=PUBLISHED)
    with pytest.raises(AlreadyPublished):
        dissolve_group(handling, by=CONTROL, at=PUBLISHED)
    assert LinkedPart.objects.count() == 3


@pytest.mark.django_db
def test_a_dissolved_group_is_recorded_once_and_a_stranger_dissolves_none() -> None:
    handling = make_handling(published_at=None)
    name_parts(handling, GROUP, by=CONTROL, at=PUBLISHED)
    with pytest.raises(NotAllowed):
        dissolve_group(handling, by=Actor(), at=PUBLISHED)
    assert LinkedPart.objects.count() == 3
    for _again in range(2):
        dissolve_group(handling, by=CONTROL, at=PUBLISHED)
    assert not LinkedPart.objects.exists()
    assert [event.payload["parts"] for event in Event.objects.filter(kind="PartsNamed").order_by("pk")] == [3, 0]


@pytest.mark.django_db
def test_bad_parts_and_strangers_leave_no_trace() -> None:
    handling = make_handling(published_at=None)
    with pytest.raises(CannotPublish):
        name_parts(handling, [part(1)], by=CONTROL, at=PUBLISHED)
    with pytest.raises(NotAllowed):
        name_parts(handling, GROUP, by=Actor(), at=PUBLISHED)
    assert not LinkedPart.objects.exists() and not Event.objects.filter(kind="PartsNamed").exists()


@pytest.mark.django_db
def test_a_handling_for_a_group_is_published_without_a_body_that_offers_it() -> None:
    draft = make_handling(published_at=None, route=make_route(), form=make_form(definition="generic"))
    actions.publish_handling(draft, bodies=None, by=CONTROL, at=PUBLISHED)
    draft.refresh_from_db()
    assert draft.published_at is not None and not Service.objects.exists()


@pytest.mark.django_db
def test_a_procedure_is_received_anywhere_while_it_is_on_the_list() -> None:
    code = make_procedure().code
    given = {"scope": "province", "basis": "QĐ 1", "found": FIT, "by": CONTROL, "at": PUBLISHED}
    reach = open_reach(code, valid_from=date(2026, 1, 1), **given)
    assert reach_of(code, date(2025, 12, 31)) is None and reach_of(code, date(2026, 1, 1)) == reach
    with pytest.raises(NotFit):
        open_reach(code, valid_from=date(2026, 2, 1), **given)
    end_reach(reach, date(2026, 1, 31), basis="QĐ 2", by=CONTROL, at=PUBLISHED)
    assert reach_of(code, date(2026, 2, 1)) is None
    with pytest.raises(AlreadyClosed):
        end_reach(reach, date(2026, 3, 1), basis="QĐ 3", by=CONTROL, at=PUBLISHED)
    open_reach(code, valid_from=date(2026, 2, 1), **given)


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"basis": " "}, {"found": Assessment(False, False)}])
def test_a_line_without_its_grounds_is_not_opened(changed: dict[str, object]) -> None:
    given = {"scope": "province", "basis": "QĐ 1", "found": FIT, "by": CONTROL, "at": PUBLISHED} | changed
    with pytest.raises(NotFit):
        open_reach(make_procedure().code, valid_from=date(2026, 1, 1), **given)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        open_reach(make_procedure().code, valid_from=date(2026, 1, 1), **given | {"by": Actor()})  # type: ignore[arg-type]
    assert not Reach.objects.exists() and not Event.objects.filter(kind="ReachOpened").exists()
