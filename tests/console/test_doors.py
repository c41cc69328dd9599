"""Every page opens for the province's administrators in both languages, and for nobody else."""

import re
from datetime import date

import pytest
from django.test import Client

from motcua.directory.models import Body, CalendarDay, Post
from motcua.directory.roles import Role
from tests.catalogue.makers import make_handling, make_procedure, make_route, make_service, make_version
from tests.directory.makers import make_body, make_citizen, make_officer, make_organisation, make_person

EVERYBODY_S = ["/console/", "/console/procedures/", "/console/handlings/", "/console/routes/", "/console/routes/new/"]
EVERYBODY_S += ["/console/bodies/", "/console/bodies/?q=th", "/console/bodies/?provisional=1", "/console/calendar/"]
CALENDAR = [f"calendar/{part}/" for part in ("days", "swaps", "years", "hours")]
ADMINISTRATORS = ["bodies/{body}/posts/", "posts/{post}/end/", "posts/{post}/substitution/"]
OBJECTS = ["procedures/{code}/", "procedures/{code}/handlings/", "procedures/{listed}/", "handlings/{draft}/"]
OBJECTS += ["handlings/{draft}/bodies/", "handlings/{draft}/publication/", "handlings/{published}/"]
OBJECTS += ["handlings/{draft}/publication/?all=communes", "handlings/{empty}/publication/?all=departments"]
OBJECTS += ["services/{service}/closure/", "routes/{route}/", "routes/{open_route}/", "routes/new/?from={route}"]
OBJECTS += ["bodies/{body}/"]
ADMINISTRATORS += ["calendar/days/{day}/removal/", "organisations/?code={tax}", "mandates/{mandate}/end/"]
ADMINISTRATORS += [f"bodies/{{body}}/{part}/" for part in ("code", "office", "hours", "days")]
STRANGERS = [role for role in Role if role not in {Role.ADMINISTRATOR, Role.PROCEDURE_CONTROL}]


@pytest.fixture
def things(province: Body) -> dict[str, object]:
    service = make_service()
    draft = make_handling(published_at=None)
    day = CalendarDay.objects.create(
        on=date(2026, 12, 1), kind="local_off", name="Nghỉ", basis="QĐ 1", body=service.one_stop
    )
    version = service.handling.version
    version.content = {"processing_times": [{"channel": "DIRECT", "value": 5, "unit": "WORKING_DAY", "text": ""}]}
    version.changes = [{"what": "fees", "added": [{"text": "Mới", "amount": 5}], "removed": ["Cũ"]}]
    version.save()
    make_officer(service.one_stop, Role.RECEPTION_OFFICER)
    return {
        "code": version.procedure.code,
        "listed": make_procedure(flags=["no_field"]).code,
        "draft": draft.pk,
        "empty": make_handling(published_at=None, route=None, form=None, limit_value=None, limit_unit="").pk,
        "published": service.handling_id,
        "service": service.pk,
        "route": service.handling.route_id,
        "open_route": make_route(published=False, steps=[]).pk,
        "body": service.one_stop_id,
        "post": Post.objects.latest("pk").pk,
        "day": day.pk,
        "tax": (organisation := make_organisation(make_person())).code,
        "mandate": organisation.representatives.get().pk,
    }


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("address", EVERYBODY_S)
def test_a_page_opens(address, language, enter, things) -> None:
    assert enter(Role.PROCEDURE_CONTROL, language=language).get(address).status_code == 200


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("address", OBJECTS + ADMINISTRATORS + CALENDAR)
def test_the_page_of_a_thing_opens(address, language, enter, things) -> None:
    page = enter(language=language).get(f"/console/{address.format(**things)}")
    assert page.status_code == 200
    assert "<title>" in page.content.decode()


@pytest.mark.parametrize("address", [address for address in OBJECTS + ADMINISTRATORS if "?" not in address])
def test_a_thing_that_is_not_there_is_not_found(address, admin, things) -> None:
    nothing = {name: "9.999999" if name in {"code", "listed"} else 999999 for name in things}
    assert admin.get(f"/console/{address.format(**nothing)}").status_code == 404


@pytest.mark.parametrize("role", STRANGERS)
def test_no_other_role_enters(role, enter, things) -> None:
    client = enter(role)
    for address in [
        *EVERYBODY_S,
        *(f"/console/{address.format(**things)}" for address in OBJECTS + ADMINISTRATORS + CALENDAR),
    ]:
        assert client.get(address).status_code == 403, address


def test_a_commune_s_own_administrator_does_not_enter(enter, things) -> None:
    assert enter(Role.ADMINISTRATOR, body=make_body()).get("/console/").status_code == 403


def test_a_citizen_does_not_enter(things) -> None:
    client = Client()
    client.force_login(make_citizen()[0])
    assert client.get("/console/").status_code == 403


def test_who_controls_procedures_gives_no_posts(enter, things) -> None:
    control = enter(Role.PROCEDURE_CONTROL)
    for address in ADMINISTRATORS + CALENDAR:
        assert control.get(f"/console/{address.format(**things)}").status_code == 403, address
    page = control.get(f"/console/bodies/{things['body']}/").content.decode()
    assert f"/console/bodies/{things['body']}/posts/" not in page


def test_every_page_has_a_title_of_its_own(admin, things) -> None:
    make_version()
    addresses = [
        *EVERYBODY_S[:5],
        *(f"/console/{address.format(**things)}" for address in OBJECTS if "?" not in address),
    ]
    titles = [re.search("<title>(.*?)</title>", admin.get(one).content.decode(), re.S)[1] for one in addresses]  # type: ignore[index]
    assert len(set(titles)) == len(titles)
