"""Steps beside others, a council, sending back to any step and another process, through the pages."""

from __future__ import annotations

from html import unescape

import pytest
from django.http import HttpResponse
from django.utils.timezone import localtime, now

from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import CouncilSitting, Dossier
from tests.catalogue.makers import make_handling, make_route
from tests.desk.makers import WORDS, address, enter, make_running, post
from tests.directory.makers import make_body, make_officer
from tests.dossiers.makers import Office, make_office
from tests.dossiers.walking import ABREAST, ADVISED, make_office_with, side_of

pytestmark = pytest.mark.django_db


def words(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def division_head(office: Office):  # type: ignore[no-untyped-def]
    return make_officer(office.service.competent, Role.DIVISION_HEAD)[1]


def make_abreast(office: Office) -> Dossier:
    return actions.complete_step(make_running(office).pk, by=division_head(office), at=now())


def test_a_step_beside_stands_on_the_list_and_the_page_of_its_officer() -> None:
    office = make_office_with(ABREAST)
    dossier = make_abreast(office)
    clerk = enter(office.clerk)
    page = words(clerk.get("/desk/"))
    assert dossier.code in page and "Song song: Rà soát pháp lý" in page
    task = side_of(dossier).pk
    assert "Hoàn thành bước song song" in words(clerk.get(address(dossier)))
    assert "Hoàn thành bước song song" not in words(enter(office.case).get(address(dossier)))
    post(clerk, dossier, "side-hold", task=task)
    assert side_of(dossier).officer_id == office.clerk.officer_id
    post(clerk, dossier, "side-release", task=task)
    answer = post(clerk, dossier, "side-completion", task=task, note="x" * 2001)
    assert answer.status_code == 422 and "side-note" in words(answer) and "x" * 2001 in words(answer)
    post(clerk, dossier, "side-completion", task=task, note="Đủ căn cứ")
    assert not dossier.tasks.filter(is_side=True, done_at=None).exists()
    assert post(clerk, dossier, "side-completion", task="²").status_code == 409


def test_a_dossier_is_sent_back_to_the_step_that_was_chosen() -> None:
    office = make_office_with(ABREAST)
    dossier = make_abreast(office)
    actions.complete_step(dossier.pk, by=office.case, at=now())
    actions.complete_step(dossier.pk, by=office.clerk, at=now())
    head = enter(division_head(office))
    page = words(head.get(address(dossier)))
    first = Dossier.objects.get(pk=dossier.pk).step.route.steps.get(no=2)  # type: ignore[union-attr]
    assert f'value="{first.pk}"' in page and "2. Phân công" in page
    post(head, dossier, "send-back", reason="Làm lại", to_step=first.pk)
    assert Dossier.objects.get(pk=dossier.pk).step_id == first.pk


def test_a_council_is_recorded_on_its_page() -> None:
    office = make_office_with(ADVISED)
    dossier = make_running(office)
    actions.draft_decision(dossier.pk, **WORDS, by=office.case, at=now())
    actions.complete_step(dossier.pk, by=office.case, at=now())
    head, where = enter(division_head(office)), address(dossier, "council")
    assert where in words(head.get(address(dossier)))
    yesterday = localtime(now()).strftime("%d/%m/%Y")
    said = {"sat_on": yesterday, "sat_at": "00:01", "members": "Bà A, chủ tịch", "conclusion": ""}
    answer = post(head, dossier, "council", **said)
    assert answer.status_code == 422
    assert 'id="conclusion-error"' in words(answer) and "Bà A, chủ tịch" in words(answer)
    assert post(head, dossier, "council", **said | {"conclusion": "Nhất trí"}).status_code == 302
    assert CouncilSitting.objects.get().conclusion == "Nhất trí"
    assert "Nhất trí" in words(head.get(where))
    assert enter(make_officer(make_body(), "case_officer")[1]).get(where).status_code == 404


def test_the_head_switches_the_process_by_decision() -> None:
    office = make_office()
    dossier, route = make_running(office), make_route(steps=ABREAST)
    other = make_handling(version=office.service.handling.version, number=2, route=route, limit_value=60)
    head, where = enter(office.head), address(dossier, "route-switch")
    assert where in words(head.get(address(dossier)))
    assert where not in words(enter(office.case).get(address(dossier)))
    entry = f"{other.pk}:{route.steps.get(no=2).pk}"
    answer = post(head, dossier, "route-switch", entry=entry, ground="Quy trình mới", basis="")
    assert answer.status_code == 422
    page = words(answer)
    assert 'id="basis-error"' in page and f'value="{entry}" checked' in page and "Quy trình mới" in page
    assert post(enter(office.case), dossier, "route-switch", entry=entry, ground="A", basis="B").status_code == 409
    answer = post(head, dossier, "route-switch", entry=entry, ground="Quy trình mới", basis="QĐ 9/2026")
    assert answer.status_code == 302
    assert Dossier.objects.get(pk=dossier.pk).route_handling_id == other.pk
    assert enter(make_officer(make_body(), "head")[1]).get(where).status_code == 404
