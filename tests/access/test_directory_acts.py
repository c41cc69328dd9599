"""Every verb of the directory × every role: the province's administrators alone, whatever page leads to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from motcua.directory import actions
from motcua.directory.actors import NOBODY, SYSTEM, Actor, actor_of
from motcua.directory.errors import NotAllowed
from motcua.directory.models import AnnouncedYear, Body, BodyKind, CalendarDay, Delegation, Level, Officer, Post
from motcua.directory.roles import COUNTER_ROLES, Role
from motcua.journal.models import Event
from tests.directory.makers import (
    SINCE,
    make_body,
    make_citizen,
    make_officer,
    make_organisation,
    make_person,
    make_post,
    tax_code,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 3, tzinfo=UTC)
DAYS = {"valid_from": date(2026, 3, 3), "valid_to": date(2026, 3, 5), "basis": "1/QĐ-UBND"}
HOURS = [[["07:00", "11:30"], ["13:30", "17:00"]]] * 5 + [[None, None]] * 2
Verb = Callable[..., Any]
_numbers = count(500)


def officer() -> Officer:
    return make_officer(make_body(), Role.SIGNATORY)[0]


def post() -> Post:
    return officer().posts.get()


def day() -> CalendarDay:
    return CalendarDay(on=date(2026, 3, 9), kind="local_off", name="Bão", basis="1/CĐ", body=make_body())


def remove_day(**us: Any) -> None:
    saved = day()
    saved.save()
    actions.remove_calendar_day(saved, **us)


def delegation() -> Delegation:
    return Delegation.objects.create(post=post(), delegate=officer(), **DAYS)


def new_body() -> actions.NewBody:
    return actions.NewBody(f"H35.8.{next(_numbers)}", "Phòng", "Phòng", BodyKind.DIVISION, Level.PROVINCE, SINCE)


def close(**us: Any) -> object:
    return actions.close_body(make_body(), [make_body()], kind="merged", on=date(2026, 4, 1), basis="1/NQ", **us)


def mandate(**us: Any) -> object:
    return actions.name_representative(make_person(), make_organisation(), valid_from=SINCE, **us)


def end_mandate(**us: Any) -> object:
    organisation = make_organisation(make_person())
    return actions.end_representative(organisation.representatives.get(), valid_to=date(2026, 3, 9), **us)


def enrol(**us: Any) -> object:
    return actions.enrol_officer(username=f"moi.{next(_numbers)}", full_name="Lò Thị Mới", **us)


def reset_second_factor(**us: Any) -> None:
    held_by = officer()
    Authenticator.objects.create(user=held_by.account, type="totp", data={})
    actions.reset_second_factor(held_by, **us)


VERBS: dict[str, Verb] = {
    "open a body": lambda **us: actions.open_body(new_body(), **us),
    "change a code": lambda **us: actions.change_body_code(make_body(), f"H35.7.{next(_numbers)}", **us),
    "change an office": lambda **us: actions.change_office(make_body(), actions.OfficeDetails("Tổ 1"), **us),
    "close a body": close,
    "enrol": enrol,
    "give a password": lambda **us: actions.give_password(officer(), **us),
    "reset a second factor": reset_second_factor,
    "close an account": lambda **us: actions.close_account(officer(), **us),
    "appoint": lambda **us: actions.appoint(officer(), make_body(), Role.HEAD, valid_from=SINCE, **us),
    "end a post": lambda **us: actions.end_post(post(), valid_to=date(2026, 3, 9), **us),
    "substitute": lambda **us: actions.substitute(officer(), officer(), **DAYS, **us),
    "delegate": lambda **us: actions.delegate(post(), officer(), **DAYS, **us),
    "revoke": lambda **us: actions.revoke_delegation(delegation(), on=date(2026, 3, 4), **us),
    "add a day": lambda **us: actions.add_calendar_day(day(), **us),
    "swap days": lambda **us: actions.swap_days(
        off_on=date(2026, 3, 9), worked_on=date(2026, 3, 14), name="Nghỉ bù", basis="1/TB", **us
    ),
    "remove a day": remove_day,
    "set hours": lambda **us: actions.set_office_hours(make_body(), HOURS, valid_from=SINCE, **us),
    "announce a year": lambda **us: actions.import_days([], [AnnouncedYear(year=2031, basis="1/TB")], **us),
    "name a representative": mandate,
    "end a representative": end_mandate,
}


def of_the_province() -> Body:
    return make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE)


def allowed(verb: Verb, actor: Actor) -> bool:
    try:
        verb(by=actor, at=AT)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_for_the_province_s_administrators_alone(name: str) -> None:
    province, ward = of_the_province(), make_body()
    for role in Role:
        assert allowed(VERBS[name], make_officer(ward, role)[1]) is False, role
        if role != Role.ADMINISTRATOR:
            assert allowed(VERBS[name], make_officer(province, role)[1]) is False, role
    for stranger in (NOBODY, make_citizen()[1]):
        assert allowed(VERBS[name], stranger) is False
    assert not Event.objects.exists()
    assert allowed(VERBS[name], make_officer(province, Role.ADMINISTRATOR)[1])


@pytest.mark.parametrize("name", VERBS)
def test_the_system_itself_may_use_every_verb(name: str) -> None:
    assert allowed(VERBS[name], SYSTEM)


def test_an_organisation_is_registered_at_a_counter_or_by_the_e_id() -> None:
    def register(**us: Any) -> object:
        return actions.register_organisation(tax_code(next(_numbers)), "Hợp tác xã Chè", **us)

    ward = make_body()
    for role in Role:
        assert allowed(register, make_officer(ward, role)[1]) is (role in COUNTER_ROLES), role
    assert allowed(register, SYSTEM)
    assert not allowed(register, make_citizen()[1]) and not allowed(register, NOBODY)


def test_a_right_held_as_a_substitute_counts_and_one_that_has_ended_does_not() -> None:
    chief, _actor = make_officer(of_the_province(), Role.ADMINISTRATOR)
    former, _actor = make_officer(make_body(), Role.HEAD)
    make_post(former, of_the_province(), Role.ADMINISTRATOR, valid_to=date(2026, 1, 1))
    stand_in, _actor = make_officer(make_body(), Role.HEAD)
    actions.substitute(chief, stand_in, **DAYS, by=SYSTEM, at=AT)
    assert allowed(enrol, actor_of(stand_in.account, date(2026, 3, 4)))
    assert not allowed(enrol, actor_of(stand_in.account, date(2026, 3, 6)))
    assert not allowed(enrol, actor_of(former.account, date(2026, 3, 4)))
