"""Passwords that name the system, the province or their owner are refused; long sentences are not."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from motcua.directory.models import Account

OFFICER = Account(username="lo.thi.mai")


@pytest.mark.parametrize(
    "password",
    ["motcua-laichau-2026", "Một Cửa Lai Châu", "lo.thi.mai12345", "UBND Hành chính 1!", "matkhau matkhau"],
)
def test_own_words_make_no_password(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, OFFICER)


@pytest.mark.parametrize("password", ["bốn con trâu qua suối Nậm Na", "x" * 4 + "zqjvkwpy7%", "a long day at motcua"])
def test_others_stand_whatever_they_are_made_of(password: str) -> None:
    validate_password(password, OFFICER)


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_short_and_common_ones_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, OFFICER)


def test_a_password_of_many_characters_is_permitted() -> None:
    validate_password("trâu" * 30 + "suối", OFFICER)
