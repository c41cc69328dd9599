"""A part of a linked group at its agency's desk: the head of the whole, and the word that the agency has it."""

import pytest

from motcua.dossiers.models import Branch
from tests.desk.makers import address, enter, post
from tests.dossiers.linking_makers import Group, child_of, grant_part, make_group, make_parent
from tests.dossiers.makers import make_dossier, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return make_group()


def text_of(client, path: str, language: str = "vi") -> str:  # type: ignore[no-untyped-def]
    client.cookies["django_language"] = language
    return str(client.get(path).content.decode())


def test_the_agency_sees_the_head_of_the_whole_and_not_what_others_hold(group: Group) -> None:
    parent = make_parent(group)
    grant_part(group, parent, 1)
    child, desk = child_of(parent, 2), enter(group.agencies[2].case)
    assert address(child, "linked-group") in text_of(desk, address(child))
    page = text_of(desk, address(child, "linked-group"), "en")
    assert parent.code in page and "Your part: 2. Đăng ký thường trú" in page
    assert "Stage 2: after the results before" in page and "Not begun if it fails" in page
    assert str(child.public_id) in page and str(child_of(parent, 3).public_id) not in page
    assert desk.get(address(parent)).status_code == 404
    assert desk.get(address(parent, "linked-group")).status_code == 404


def test_the_agency_acknowledges_its_part(group: Group) -> None:
    child, desk = child_of(make_parent(group), 1), enter(group.agencies[1].case)
    assert "We have it" in text_of(desk, address(child, "linked-group"), "en")
    assert post(desk, child, "acknowledgement").status_code == 302
    assert Branch.objects.get(child=child).acknowledged_at is not None
    assert "We have it" not in text_of(desk, address(child, "linked-group"), "en")


def test_a_stale_page_acknowledges_nothing(group: Group) -> None:
    child, desk = child_of(make_parent(group), 1), enter(group.agencies[1].case)
    answer = desk.post(address(child, "acknowledgement"), {"version": 0}, follow=True)
    assert answer.status_code == 200
    assert Branch.objects.get(child=child).acknowledged_at is None


def test_others_acknowledge_nothing(group: Group) -> None:
    child = child_of(make_parent(group), 1)
    assert post(enter(group.agencies[2].case), child, "acknowledgement").status_code == 404
    post(enter(group.agencies[1].clerk), child, "acknowledgement")
    assert Branch.objects.get(child=child).acknowledged_at is None


def test_a_dossier_of_one_procedure_has_no_group() -> None:
    office = make_office()
    dossier, desk = make_dossier(office), enter(office.case)
    assert "linked-group" not in text_of(desk, address(dossier))
    assert desk.get(address(dossier, "linked-group")).status_code == 404


def test_the_head_of_the_one_stop_unit_watches_the_whole(group: Group) -> None:
    parent, desk = make_parent(group), enter(group.one_stop_head)
    assert desk.get(address(parent)).status_code == 200
    page = text_of(desk, address(parent, "linked-group"), "en")
    assert str(child_of(parent, 1).public_id) in page and "Your part" not in page


def test_an_agency_that_let_its_two_hours_pass_is_named(group: Group) -> None:
    child, desk = child_of(make_parent(group), 1), enter(group.agencies[1].case)
    assert "not acknowledged in time" in text_of(desk, address(child, "linked-group"), "en")
    post(desk, child, "acknowledgement")
    assert "acknowledged late" in text_of(desk, address(child, "linked-group"), "en")
