"""Internal processes drawn in a table of steps, checked, kept, published."""

from decimal import Decimal

from motcua.catalogue.models import Route
from tests.catalogue.makers import STEPS, make_route


def filled(steps=STEPS, **changed):
    typed = {"code": "thu-nghiem", "name": "Quy trình thử", "steps-TOTAL_FORMS": 8, "steps-INITIAL_FORMS": 0}
    for row, (_no, name, role, unit, hours, kind) in enumerate(steps):
        cells = {"name": name, "role": role.value, "unit": unit.value, "hours": hours, "kind": kind.value}
        typed |= {f"steps-{row}-{cell}": value for cell, value in cells.items()}
    return typed | changed


def test_a_process_is_drawn_and_published(admin) -> None:
    answer = admin.post("/console/routes/new/", filled(**{"steps-1-hours": "12,5"}))
    route = Route.objects.get()
    assert answer["Location"] == f"/console/routes/{route.pk}/"
    assert [step.no for step in route.steps.all()] == [1, 2, 3, 4, 5]
    assert route.steps.get(no=2).hours == Decimal("12.5")
    admin.post(f"/console/routes/{route.pk}/publication/")
    route.refresh_from_db()
    assert route.published_at is not None
    page = admin.post(f"/console/routes/{route.pk}/publication/", follow=True).content.decode()
    assert "published in the meantime" in page


def test_every_fault_of_every_row_is_told_at_once(admin) -> None:
    faulty = filled(**{"code": "có dấu", "steps-0-name": "", "steps-1-hours": "nhiều", "steps-2-role": "king"})
    answer = admin.post("/console/routes/new/", faulty)
    page = answer.content.decode()
    assert answer.status_code == 422
    for place in ("#id_code", "#id_steps-0-name", "#id_steps-1-hours", "#id_steps-2-role"):
        assert f'href="{place}"' in page, place
    assert "nhiều" in page and not Route.objects.exists()


def test_a_process_with_problems_is_kept_only_when_somebody_says_so(admin) -> None:
    unfinished = filled(STEPS[:1])
    answer = admin.post("/console/routes/new/", unfinished)
    assert answer.status_code == 422
    assert "No step signs the result" in answer.content.decode()
    assert not Route.objects.exists()
    assert admin.post("/console/routes/new/", unfinished | {"as_draft": "1"}).status_code == 302
    page = admin.get(f"/console/routes/{Route.objects.get().pk}/").content.decode()
    assert "No step signs the result" in page and "Publish the process" not in page


def test_checking_keeps_nothing(admin) -> None:
    answer = admin.post("/console/routes/new/", filled(check="1"))
    assert (answer.status_code, "Nothing is wrong" in answer.content.decode()) == (200, True)
    assert not Route.objects.exists()


def test_another_row_loses_nothing_and_the_rows_have_an_end(admin) -> None:
    page = admin.post("/console/routes/new/", filled(add_row="1"))
    assert len(page.context["rows"].forms) == 9
    assert "Thẩm định, dự thảo kết quả" in page.content.decode()
    page = admin.post("/console/routes/new/", filled(add_row="1", **{"steps-TOTAL_FORMS": "60"}))
    assert len(page.context["rows"].forms) == 60
    page = admin.post("/console/routes/new/", filled(add_row="1", **{"steps-TOTAL_FORMS": "100000"}))
    assert len(page.context["rows"].forms) == 9
    assert admin.post("/console/routes/new/", {"add_row": "1"}).status_code == 200
    assert admin.post("/console/routes/new/", {}).status_code == 422


def test_the_next_version_begins_from_the_one_before(admin) -> None:
    route = make_route(code="a")
    page = admin.get(f"/console/routes/new/?from={route.pk}").content.decode()
    assert "Thẩm định, dự thảo kết quả" in page
    admin.post("/console/routes/new/", filled(code="a"))
    assert Route.objects.filter(code="a", number=2).exists()
    assert admin.get("/console/routes/new/?from=x").status_code == 200
