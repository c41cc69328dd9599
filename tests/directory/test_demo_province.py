"""The demonstration province: whole, marked, loaded once, refused in production."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import transaction

from motcua.directory.actors import actor_of
from motcua.directory.bodies import current_successor, one_stop_of, successors
from motcua.directory.demo import DEMO_MARK, DEMO_PASSWORD
from motcua.directory.demo.cast import CITIZENS, ORGANISATIONS, demo_citizens
from motcua.directory.demo.names import name
from motcua.directory.models import Account, Body, BodyKind, Commune, Officer, OneStopOffice, Person, Post
from motcua.directory.roles import Role
from motcua.lib.numbers import Sex, read_personal_number, read_tax_code

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for this file and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        out = StringIO()
        call_command("load_demo_province", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def with_province(province, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_every_commune_has_its_committee_and_centre_with_an_address():
    for commune in Commune.objects.filter(province__code="12"):
        committee = Body.objects.in_force(TODAY).get(commune=commune, kind=BodyKind.COMMUNE_COMMITTEE)
        centre = one_stop_of(committee)
        assert centre is not None and centre.parent == committee
        assert OneStopOffice.objects.get(body=centre).address
    assert Body.objects.in_force(TODAY).filter(kind=BodyKind.COMMUNE_COMMITTEE).count() == 38


def test_every_body_that_decides_has_all_who_are_needed():
    for body in Body.objects.in_force(TODAY).filter(children__kind=BodyKind.DIVISION).distinct():
        if body.kind == BodyKind.PROVINCE_COMMITTEE:
            continue
        assert {Role.HEAD, Role.SIGNATORY, Role.RECORDS_CLERK} <= roles_in(body), body
    for division in Body.objects.in_force(TODAY).filter(kind=BodyKind.DIVISION):
        assert {Role.DIVISION_HEAD, Role.CASE_OFFICER} <= roles_in(division), division
    for centre in Body.objects.in_force(TODAY).filter(kind=BodyKind.ONE_STOP_CENTRE):
        assert {Role.RECEPTION_OFFICER, Role.RETURN_OFFICER, Role.ONE_STOP_HEAD} <= roles_in(centre), centre


def roles_in(body):
    return {Role(role) for role in Post.objects.in_force(TODAY).filter(body=body).values_list("role", flat=True)}


def test_departments_have_divisions():
    for body in Body.objects.in_force(TODAY).filter(kind=BodyKind.DEPARTMENT):
        assert body.children.filter(kind=BodyKind.DIVISION).exists(), body


@pytest.mark.parametrize(
    "username, role",
    [
        ("tiepnhan.tanphong", Role.RECEPTION_OFFICER),
        ("chuyenvien.tanphong", Role.CASE_OFFICER),
        ("truongphong.tanphong", Role.DIVISION_HEAD),
        ("lanhdao.tanphong", Role.SIGNATORY),
        ("vanthu.tanphong", Role.RECORDS_CLERK),
        ("tiepnhan.trungtam", Role.RECEPTION_OFFICER),
        ("lanhdao.taichinh", Role.SIGNATORY),
        ("quantri", Role.ADMINISTRATOR),
        ("kiemsoat", Role.PROCEDURE_CONTROL),
        ("thanhtra", Role.INSPECTOR),
        ("chutich", Role.HEAD),
    ],
)
def test_the_named_cast_can_act(username, role):
    account = Account.objects.get(username=username)
    assert actor_of(account, TODAY).has_role([role])


def test_every_account_is_marked_and_opens_with_the_one_password():
    assert not Account.objects.filter(is_demo=False).exists()
    assert not Officer.objects.exclude(title__endswith=DEMO_MARK).exists()
    passwords = set(Account.objects.values_list("password", flat=True))
    assert len(passwords) == 1
    assert check_password(DEMO_PASSWORD, passwords.pop())
    assert len(DEMO_PASSWORD) >= 12


def test_loading_again_changes_nothing(province):
    before = Body.objects.count(), Post.objects.count(), Person.objects.count()
    Body.objects.filter(code="H35.35").update(name="UBND phường Tân Phong (đổi)")
    out = StringIO()
    call_command("load_demo_province", stdout=out)
    assert out.getvalue() == province
    assert (Body.objects.count(), Post.objects.count(), Person.objects.count()) == before
    assert Body.objects.get(code="H35.35").name.endswith("(đổi)")


def test_codes_below_the_province_are_provisional():
    assert set(Body.objects.filter(is_code_provisional=False).values_list("code", flat=True)) == {"H35"}


def test_the_closed_districts_are_succeeded_by_communes():
    district = Body.objects.get(name="UBND huyện Tam Đường")
    assert not Body.objects.in_force(TODAY).filter(pk=district.pk).exists()
    assert {body.kind for body in successors(district, TODAY)} == {BodyKind.COMMUNE_COMMITTEE}
    old = Body.objects.get(name="UBND xã San Thàng")
    assert current_successor(old, TODAY) == Body.objects.get(code="H35.35")


def test_the_citizens_are_consistent_and_invented():
    for citizen in CITIZENS:
        number = read_personal_number(citizen.number, citizen.born_on, Sex(citizen.sex), this_year=2026)
        assert number.is_valid
        assert int(citizen.number[6:]) < 1000
    assert all(read_tax_code(organisation.code).is_valid for organisation in ORGANISATIONS)
    assert Person.objects.count() == len(CITIZENS) == 20


def test_the_stand_in_gets_people_and_those_who_act_for_organisations():
    holders = demo_citizens()
    assert len({(holder["number"], holder["organisation_code"]) for holder in holders}) == len(holders) == 23
    assert sum(bool(holder["organisation_code"]) for holder in holders) == len(ORGANISATIONS)


def test_names_are_the_same_at_every_run():
    assert name(0) == "Nguyễn Văn Hùng"
    assert len({name(number) for number in range(200)}) >= 150


def test_production_refuses_the_demonstration(settings):
    settings.IS_DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo_province")
