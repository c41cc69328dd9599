"""Bodies: the tree, who receives for whom, closing and succession, codes that stay findable."""

from datetime import UTC, date, datetime

import pytest

from motcua.directory import actions
from motcua.directory.actors import SYSTEM
from motcua.directory.bodies import (
    body_with_code,
    current_successor,
    descendants,
    one_stop_of,
    successors,
    told_apart,
)
from motcua.directory.errors import CodeTaken, NotFilledIn, NotInForce, StillHasBodies
from motcua.directory.models import Body, BodyKind, Level, Post, Succession
from motcua.directory.roles import Role
from motcua.journal.models import Event
from motcua.journal.verifying import broken_links
from tests.directory.makers import make_body, make_officer, make_one_stop

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 3, tzinfo=UTC)
ON = date(2026, 12, 1)
US = {"by": SYSTEM, "at": AT}


def close(body, *heirs, kind=Succession.Kind.MERGED, on=ON, basis="1/NQ-HĐND"):
    return actions.close_body(body, heirs, kind=kind, on=on, basis=basis, **US)


def facts_of(body):
    return list(Event.objects.filter(subject=f"body:{body.pk}").order_by("sequence").values_list("kind", flat=True))


def test_descendants_are_the_body_and_all_below_it():
    top = make_body()
    middle = make_body(parent=top)
    low = make_body(parent=middle)
    make_body()
    assert descendants(top.pk) == {top.pk, middle.pk, low.pk}


def test_bodies_of_one_name_are_told_apart_by_the_body_above_them():
    first, second = make_body(short_name="UBND xã Đen"), make_body(short_name="UBND xã Am")
    for above in (first, second):
        make_body(short_name="Phòng Kinh tế", parent=above, kind=BodyKind.DIVISION)
    alone = make_body(short_name="Chi cục Thủy lợi", parent=first, kind=BodyKind.DIVISION)
    names = list(told_apart(Body.objects.filter(parent__in=[first, second])).values())
    assert names == [alone.short_name, "Phòng Kinh tế · UBND xã Am", "Phòng Kinh tế · UBND xã Đen"]


def test_a_division_is_received_for_by_the_nearest_centre_above_it():
    province = make_body()
    commune = make_body(parent=province)
    division = make_body(parent=commune, kind=BodyKind.DIVISION)
    department = make_body(parent=province)
    centre, provincial = make_one_stop(commune), make_one_stop(province)
    assert one_stop_of(division) == centre
    assert one_stop_of(commune) == centre
    assert one_stop_of(department) == provincial
    assert one_stop_of(centre) == centre
    assert one_stop_of(make_body()) is None


def test_a_closed_centre_receives_no_more():
    commune = make_body()
    make_one_stop(commune, valid_to=date(2026, 1, 1))
    assert one_stop_of(commune) is None
    assert one_stop_of(commune, date(2025, 12, 1)) is not None


def test_a_closed_body_is_succeeded_over_several_steps():
    first, second, third = make_body(), make_body(), make_body()
    close(first, second)
    close(second, third, on=date(2026, 12, 15))
    assert current_successor(first, date(2026, 11, 30)) == first
    assert current_successor(first, ON) == second
    assert current_successor(first, date(2027, 1, 1)) == third


def test_work_shared_by_several_has_no_single_successor():
    old, left, right = make_body(), make_body(), make_body()
    close(old, left, right, kind=Succession.Kind.SPLIT)
    assert set(successors(old, ON)) == {left, right}
    assert current_successor(old, ON) is None


def test_closing_ends_the_posts_and_leaves_a_trace():
    old, heir = make_body(), make_body()
    officer, _ = make_officer(old, Role.HEAD)
    body = close(old, heir)
    assert body.valid_to == date(2026, 11, 30)
    assert Post.objects.get(officer=officer).valid_to == date(2026, 11, 30)
    assert facts_of(old) == ["BodyClosed"]
    assert list(broken_links()) == []


def test_a_body_with_divisions_is_closed_after_them():
    old, heir = make_body(), make_body()
    division = make_body(parent=old, name="Phòng Tư pháp")
    with pytest.raises(StillHasBodies, match="Phòng Tư pháp"):
        close(old, heir)
    close(division, heir)
    close(old, heir)


def test_closing_asks_for_a_basis_and_a_successor_at_once():
    with pytest.raises(NotFilledIn) as refused:
        close(make_body(), basis=" ")
    assert set(refused.value.faults) == {"basis", "successors"}


def test_nobody_closed_takes_over():
    old, gone = make_body(), make_body(valid_to=date(2026, 1, 1))
    with pytest.raises(NotInForce):
        close(old, gone)
    with pytest.raises(NotInForce):
        close(old, old)
    with pytest.raises(NotInForce):
        close(gone, old)
    assert not Event.objects.exists()


def test_a_changed_code_is_still_found_and_never_given_to_another():
    body, other = make_body(code="H35.77", is_code_provisional=True), make_body()
    changed = actions.change_body_code(body, "H35.78", **US)
    assert (changed.code, changed.is_code_provisional) == ("H35.78", False)
    assert body_with_code("H35.77") == body_with_code("H35.78") == body
    for code in ("H35.77", "H35.78"):
        with pytest.raises(CodeTaken):
            actions.change_body_code(other, code, **US)
    actions.change_body_code(body, "H35.77", **US)
    assert body_with_code("H35.78") == body
    assert facts_of(body) == ["BodyCodeChanged", "BodyCodeChanged"]


def test_confirming_a_provisional_code_keeps_it():
    body = make_body(code="H35.77", is_code_provisional=True)
    assert not actions.change_body_code(body, " H35.77 ", **US).is_code_provisional
    assert not body.former_codes.exists()


def test_an_office_tells_what_changed():
    centre = make_body(kind=BodyKind.ONE_STOP_CENTRE)
    details = actions.OfficeDetails("Tổ 1", phone="0213 000 0000")
    actions.change_office(centre, details, **US)
    actions.change_office(centre, details, **US)
    events = Event.objects.filter(subject=f"body:{centre.pk}")
    assert [event.payload for event in events] == [{"what": ["address", "phone"]}]
    with pytest.raises(NotFilledIn):
        actions.change_office(centre, actions.OfficeDetails(" "), **US)


def test_a_new_body_needs_a_free_code():
    new = actions.NewBody("H35.90", "Sở Mới", "Sở Mới", BodyKind.DEPARTMENT, Level.PROVINCE, ON)
    body = actions.open_body(new, **US)
    assert Body.objects.in_force(ON).filter(pk=body.pk).exists()
    with pytest.raises(CodeTaken):
        actions.open_body(new, **US)
