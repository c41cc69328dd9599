"""A sign-in ends in time, everywhere when asked, and never passes from one person to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from motcua.directory import idle
from motcua.directory.idle import CITIZEN, OFFICER, WEIGHTY, has_ended, term_of
from motcua.directory.roles import Role
from tests.directory.makers import make_administrator, make_body, make_citizen, make_officer
from tests.directory.sign_in_makers import is_in, make_login, try_password

MINUTES, HOURS = 60, 3600


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Seconds since the first sign-in of the test."""
    at = [1_800_000_000.0]
    monkeypatch.setattr(idle, "time", lambda: at[0])

    def later(seconds: float) -> None:
        at[0] += seconds

    yield later


@pytest.mark.parametrize(
    ("unused", "whole", "ended"),
    [(0, 0, False), (30 * MINUTES, HOURS, False), (31 * MINUTES, HOURS, True), (0, 9 * HOURS, True)],
)
def test_a_term_is_of_use_and_of_whole_length(unused: float, whole: float, ended: bool) -> None:
    assert has_ended(CITIZEN, began=-whole, seen=-unused, at=0) is ended


@pytest.mark.django_db
def test_who_signs_or_administers_has_the_short_term() -> None:
    committee = make_body()
    assert term_of(make_citizen()[1]) == CITIZEN
    assert term_of(make_officer(committee, Role.CASE_OFFICER)[1]) == OFFICER
    assert term_of(make_officer(committee, Role.SIGNATORY)[1]) == term_of(make_administrator()) == WEIGHTY


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "minutes"), [(Role.CASE_OFFICER, 60), (Role.SIGNATORY, 30)])
def test_a_sign_in_nobody_uses_ends(clock: Any, client: Client, role: Role, minutes: int) -> None:
    client.force_login(make_officer(make_body(), role)[0].account)
    assert client.get("/account/").status_code == 200
    for _ in range(3):
        clock(minutes * MINUTES - 5)
        assert client.get("/account/").status_code == 200, "in use"
    clock(minutes * MINUTES + 5)
    assert client.get("/account/")["Location"].startswith("/accounts/login/")
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_a_sign_in_in_use_ends_all_the_same_after_a_day_of_work(clock: Any, client: Client) -> None:
    client.force_login(make_officer(make_body(), Role.CASE_OFFICER)[0].account)
    answers = []
    for _ in range(22):
        answers.append(client.get("/account/").status_code)
        clock(29 * MINUTES)
    assert answers == [200] * 21 + [302]


@pytest.mark.django_db
def test_the_key_of_the_session_changes_with_the_sign_in_and_the_old_one_is_dead(client: Client) -> None:
    make_login()
    session = client.session
    session["planted"] = "x"
    session.save()
    client.cookies["motcua_session"] = planted = session.session_key
    try_password(client)
    assert is_in(client) and client.session.session_key != planted
    thief = Client()
    thief.cookies["motcua_session"] = planted
    assert not is_in(thief)


@pytest.mark.django_db
def test_signing_out_leaves_the_old_cookie_worthless(client: Client) -> None:
    make_login()
    try_password(client)
    stolen = client.session.session_key
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["motcua_session"] = stolen
    assert not is_in(thief)
