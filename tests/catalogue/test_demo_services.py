"""Loading the demonstration's services into a small province."""

from collections import defaultdict
from datetime import date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from motcua.catalogue.demo.loading import load_demo_services
from motcua.catalogue.models import Handling, Route, Service
from motcua.catalogue.services import published, service_for
from motcua.directory.models import Body, BodyKind, Level
from motcua.journal.models import Event
from motcua.lib.worktime import Limit, Unit
from tests.catalogue.makers import make_procedure, make_route, make_version

pytestmark = pytest.mark.django_db
SINCE = datetime(2025, 7, 1, tzinfo=timezone.get_default_timezone())
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def no_reactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.journal.queue.reactions", lambda: defaultdict(tuple))


def body(code: str, name: str, kind: BodyKind, *, parent: str = "", level: Level = Level.PROVINCE) -> Body:
    above = Body.objects.get(code=parent) if parent else None
    facts = {"name": name, "short_name": name[:80], "kind": kind, "level": level, "parent": above}
    return Body.objects.create(code=code, valid_from=SINCE.date(), **facts)


@pytest.fixture
def province() -> None:
    body("H35", "UBND tỉnh Lai Châu", BodyKind.PROVINCE_COMMITTEE)
    body("H35.20", "Trung tâm Phục vụ hành chính công tỉnh", BodyKind.ONE_STOP_CENTRE, parent="H35")
    body("H35.04", "Sở Tư pháp", BodyKind.DEPARTMENT, parent="H35")
    body("H35.04.01", "Phòng Hành chính tư pháp", BodyKind.DIVISION, parent="H35.04")
    body("H35.21", "Công an tỉnh", BodyKind.VERTICAL_AGENCY, parent="H35")
    for number in (31, 32):
        commune(f"H35.{number}")


def commune(code: str) -> None:
    body(code, f"UBND xã {code}", BodyKind.COMMUNE_COMMITTEE, parent="H35", level=Level.COMMUNE)
    below = [
        ("01", "Trung tâm Phục vụ hành chính công xã", BodyKind.ONE_STOP_CENTRE),
        ("02", "Văn phòng HĐND và UBND", BodyKind.DIVISION),
        ("03", "Phòng Kinh tế", BodyKind.DIVISION),
        ("05", "Công an xã", BodyKind.VERTICAL_AGENCY),
    ]
    for number, name, kind in below:
        body(f"{code}.{number}", name, kind, parent=code, level=Level.COMMUNE)


def text(code: str, agency: str, level: str, **content: Any) -> None:
    procedure = make_procedure(code=code, kind="STANDARD", levels=[level])
    usual = {
        "level": [level],
        "executing_agencies": [{"code": None, "name": agency}],
        "fields": [{"code": None, "name": "Lâm nghiệp"}],
        "processing_times": [{"channel": "DIRECT", "value": 10, "unit": "WORKING_DAY"}],
    }
    make_version(procedure=procedure, content=usual | content)


def load() -> Any:
    return load_demo_services(on=TODAY, at=SINCE)


@pytest.mark.usefixtures("province")
def test_sample_and_standard_procedures_are_published_with_sound_routes():
    text("9.000001", "Ủy ban nhân dân cấp xã", "XA")
    text("9.000002", "Sở Tư pháp", "TINH")
    text("9.000003", "Ủy ban nhân dân cấp xã", "XA", processing_times=[])
    loaded = load()
    assert loaded.procedures == 11 + 2  # no land office in this province, so one sample is not offered
    assert service_for("9.000001", "H35.31", TODAY) and service_for("9.000002", "H35.04", TODAY)
    assert not Handling.objects.filter(version__procedure__code="9.000003").exists()
    output = StringIO()
    call_command("lint_routes", stdout=output)
    assert "no problem" in output.getvalue()


@pytest.mark.usefixtures("province")
def test_loading_again_changes_nothing():
    text("9.000001", "Ủy ban nhân dân cấp xã", "XA")
    loaded, events = load(), Event.objects.count()
    assert load() == loaded
    assert Event.objects.count() == events


@pytest.mark.usefixtures("province")
def test_the_sample_file_wins_over_the_limit_of_the_catalogue():
    text("1.001193", "Ủy ban nhân dân cấp xã", "XA")
    load()
    service = service_for("1.001193", "H35.31", TODAY)
    assert service is not None
    assert published(service.handling_id).limit == Limit(1, Unit.SAMEDAY)
    assert published(service.handling_id).form.by_name["child_full_name"].is_required


@pytest.mark.usefixtures("province")
def test_each_body_receives_where_it_should():
    load()
    rows = Service.objects.values_list("handling__version__procedure__code", "competent__code", "one_stop__code")
    found = set(rows)
    assert ("2.000635", "H35.04", "H35.20") in found
    assert ("2.000635", "H35.32", "H35.32.01") in found
    assert ("1.004222", "H35.31.05", "H35.31.01") in found
    assert ("3.000333", "H35.21", "H35.20") in found


def test_without_the_province_the_command_says_what_to_do_first():
    with pytest.raises(CommandError, match="load the demonstration province first"):
        call_command("load_demo_services")


@override_settings(IS_DEMO=False)
def test_production_refuses_the_demonstration():
    with pytest.raises(CommandError, match="production"):
        call_command("load_demo_services")


def test_the_command_that_checks_routes_tells_each_problem():
    make_route(code="dở", published=False, steps=[(1, "Tiếp nhận", "reception_officer", "one_stop", 1, "receive")])
    output = StringIO()
    with pytest.raises(CommandError, match="problems"):
        call_command("lint_routes", stdout=output)
    assert "no_signature" in output.getvalue()
    assert Route.objects.count() == 1
