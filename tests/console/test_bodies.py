"""Bodies and the calendar in the console: found, read, changed one thing at a time."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from motcua.console.hours import Unreadable, day_from, line_of
from motcua.directory import calendars
from motcua.directory.models import AnnouncedYear, CalendarDay, OfficeHours, OneStopOffice, Post, Substitution
from motcua.directory.roles import Role
from motcua.journal.models import Event
from tests.directory.makers import make_body, make_officer, make_one_stop

WEEK = {f"day{no}": "07:30–11:30, 13:30–17:00" for no in range(5)}


@pytest.fixture
def centre(province):
    return make_one_stop(make_body(name="UBND xã Tân Phong"), name="Trung tâm xã Tân Phong")


def test_a_body_is_found_by_name_or_by_a_code_it_had(admin, centre) -> None:
    assert centre.name in admin.get("/console/bodies/?q=tan+PHONG").content.decode()
    admin.post(f"/console/bodies/{centre.pk}/code/", {"code": "H35.77.01"})
    for code in ("H35.77.01", centre.code):
        assert centre.name in admin.get("/console/bodies/", {"q": code}).content.decode()
    page = admin.get(f"/console/bodies/{centre.pk}/").content.decode()
    assert "H35.77.01" in page and f"{centre.code} until" in page


def test_a_code_of_another_body_or_no_code_at_all_is_refused(admin, centre) -> None:
    other = make_body()
    for code in (other.code, "", "H35 77", "x" * 41):
        answer = admin.post(f"/console/bodies/{centre.pk}/code/", {"code": code})
        assert (answer.status_code, code in answer.content.decode()) == (422, True)


def test_the_office_is_changed_and_recorded(admin, centre) -> None:
    address = f"/console/bodies/{centre.pk}/office/"
    answer = admin.post(address, {"address": "", "email": "không phải"})
    assert answer.status_code == 422
    assert all(place in answer.content.decode() for place in ("#id_address", "#id_email", "không phải"))
    typed = {
        "address": "Tổ 1",
        "phone": "0213",
        "email": "a@b.example",
        "fields_served": "Hộ tịch\n\n Đất đai \nHộ tịch",
    }
    assert admin.post(address, typed).status_code == 302
    assert OneStopOffice.objects.get(body=centre).fields_served == ["Hộ tịch", "Đất đai"]
    assert Event.objects.filter(subject=f"body:{centre.pk}", kind="OfficeChanged").exists()
    assert "Hộ tịch\nĐất đai" in admin.get(address).content.decode()


def test_hours_are_kept_and_every_wrong_day_is_told(admin, centre) -> None:
    address = f"/console/bodies/{centre.pk}/hours/"
    answer = admin.post(address, WEEK | {"valid_from": "", "day1": "sáng", "day5": "11:30–07:30"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(place in page for place in ("#id_valid_from", "#id_day1", "#id_day5", "sáng", "11:30–07:30"))
    assert admin.post(address, WEEK | {"valid_from": localdate(), "day5": "7h30-11h30"}).status_code == 302
    assert OfficeHours.objects.get(body=centre).hours[5] == [["07:30", "11:30"], None]
    assert "07:30–11:30</dd>" in admin.get(f"/console/bodies/{centre.pk}/").content.decode()


@pytest.mark.parametrize(
    "line, day",
    [
        ("", [None, None]),
        ("7:30-11:30,13:30 - 17:00", [["07:30", "11:30"], ["13:30", "17:00"]]),
        ("13h–17h", [None, ["13:00", "17:00"]]),
    ],
)
def test_a_day_of_hours_is_read_as_people_write_it(line, day) -> None:
    assert day_from(line) == day
    assert day_from(line_of(day)) == day


@pytest.mark.parametrize(
    "line", ["x", "25:00-26:00", "07:30", "08:00-09:00, 10:00-11:00", "07:30-14:00, 13:30-17:00"]
)
def test_a_day_that_cannot_be_is_refused(line) -> None:
    with pytest.raises(Unreadable):
        day_from(line)


def test_a_local_day_off_is_added_once_and_taken_out_again(admin, centre) -> None:
    day = {"on": localdate() + timedelta(days=9), "kind": "local_off", "half": "day", "name": "Bão", "basis": "QĐ 7"}
    address = f"/console/bodies/{centre.pk}/days/"
    assert admin.post(address, day | {"kind": "holiday", "name": "", "on": "3000-01-01"}).status_code == 422
    assert admin.post(address, day).status_code == 302
    assert "The calendar already has a row" in admin.post(address, day).content.decode()
    row = CalendarDay.objects.get(body=centre)
    assert "Bão" in admin.get(f"/console/bodies/{centre.pk}/").content.decode()
    assert admin.post(f"/console/calendar/days/{row.pk}/removal/").status_code == 302
    assert not CalendarDay.objects.exists()


def test_the_province_s_days_swaps_years_and_hours_are_kept(admin) -> None:
    day = {"on": "2026-11-24", "kind": "holiday", "half": "day", "name": "Ngày Văn hóa", "basis": "NQ 28/2026/QH16"}
    assert admin.post("/console/calendar/days/", day)["Location"].endswith("?year=2026")
    swap = {"off_on": "2026-01-02", "worked_on": "2026-01-10", "name": "Hoán đổi", "basis": "TB 1"}
    assert admin.post("/console/calendar/swaps/", swap).status_code == 302
    assert admin.post("/console/calendar/years/", {"year": 2027, "basis": "TB 2"}).status_code == 302
    assert admin.post("/console/calendar/hours/", WEEK | {"valid_from": "2026-05-01"}).status_code == 302
    assert CalendarDay.objects.filter(body=None).count() == 3
    assert (AnnouncedYear.objects.get().year, OfficeHours.objects.get().body) == (2027, None)
    assert "Ngày Văn hóa" in admin.get("/console/calendar/?year=2026").content.decode()
    assert admin.get("/console/calendar/?year=99999").status_code == 200


def test_a_swap_of_the_wrong_days_is_told_for_both(admin) -> None:
    typed = {"off_on": "2026-01-03", "worked_on": "2026-01-05", "name": "", "basis": ""}
    answer = admin.post("/console/calendar/swaps/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'href="#id_{name}"' in page for name in typed)


def test_a_post_is_given_to_an_officer_found_by_name_and_ended_by_date(admin, centre) -> None:
    officer, _actor = make_officer(make_body(), Role.CASE_OFFICER, full_name="Vàng Thị Sua")
    address = f"/console/bodies/{centre.pk}/posts/?q=vang+sua"
    assert "Vàng Thị Sua" in admin.get(address).content.decode()
    assert admin.post(address, {"officer": officer.pk, "role": "king", "valid_from": ""}).status_code == 422
    given = {"officer": officer.pk, "role": "reception_officer", "valid_from": localdate()}
    assert admin.post(address, given).status_code == 302
    assert "already holds this post" in admin.post(address, given).content.decode()
    post = Post.objects.get(body=centre)
    before = {"valid_to": post.valid_from - timedelta(days=1)}
    assert (
        "The last day comes before the first."
        in admin.post(f"/console/posts/{post.pk}/end/", before).content.decode()
    )
    assert admin.post(f"/console/posts/{post.pk}/end/", {"valid_to": localdate()}).status_code == 302
    post.refresh_from_db()
    assert post.valid_to == localdate()


def test_nobody_is_named_who_was_not_found(admin, centre) -> None:
    officer, _actor = make_officer(make_body(), Role.CASE_OFFICER, full_name="Vàng Thị Sua")
    given = {"officer": officer.pk, "role": "head", "valid_from": localdate()}
    assert admin.post(f"/console/bodies/{centre.pk}/posts/?q=khong+ai", given).status_code == 422
    assert not Post.objects.filter(body=centre).exists()


def test_a_substitute_is_named_for_some_days(admin, centre) -> None:
    absent, _actor = make_officer(centre, Role.RECEPTION_OFFICER)
    colleague, _actor = make_officer(centre, Role.RETURN_OFFICER)
    address = f"/console/posts/{absent.posts.get().pk}/substitution/"
    today = localdate()
    named = {"substitute": colleague.pk, "valid_from": today, "valid_to": today - timedelta(days=1), "basis": "QĐ 3"}
    assert "The last day comes before the first." in admin.post(address, named).content.decode()
    assert admin.post(address, named | {"substitute": absent.pk}).status_code == 422
    assert admin.post(address, named | {"valid_to": today + timedelta(days=3)}).status_code == 302
    assert Substitution.objects.get().substitute == colleague
    assert colleague.full_name in admin.get(f"/console/bodies/{centre.pk}/").content.decode()


def test_a_body_takes_as_many_queries_for_thirty_posts_as_for_one(admin, centre, queries, monkeypatch) -> None:
    monkeypatch.setattr(calendars, "PATIENCE", -1.0)  # else the calendar is read again only after a while
    make_officer(centre, Role.RECEPTION_OFFICER)
    pages = [f"/console/bodies/{centre.pk}/", f"/console/bodies/{centre.pk}/posts/"]
    few = [queries(admin, page) for page in pages]
    for _ in range(25):
        make_officer(centre, Role.RETURN_OFFICER)
    assert [queries(admin, page) for page in pages] == few


def test_a_closed_body_says_until_when(admin, province) -> None:
    closed = make_body(name="UBND huyện Cũ", valid_to=date(2026, 6, 30))
    assert "until 30/06/2026" in admin.get("/console/bodies/?q=huyen+cu").content.decode()
    assert "In force until" in admin.get(f"/console/bodies/{closed.pk}/").content.decode()
