"""A new province begins with one command: its committee, an administrator, a pass phrase told once."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from motcua.directory.models import Body, Officer, Post

pytestmark = pytest.mark.django_db
FIRST = ["add_administrator", "quan.tri", "Lò Văn Thử", "--code", "H99"]


def test_the_first_administrator_can_sign_in_and_must_choose_a_password(capsys) -> None:
    call_command(*FIRST, "--name", "UBND tỉnh Thử")
    phrase = capsys.readouterr().out.strip().splitlines()[-1]
    account = authenticate(None, username="quan.tri", password=phrase)
    assert account is not None and account.must_change_password
    assert Post.objects.filter(officer__account=account, body__code="H99", role="administrator").exists()


def test_the_second_comes_into_the_same_committee(capsys) -> None:
    call_command(*FIRST, "--name", "UBND tỉnh Thử")
    call_command("add_administrator", "nguoi.hai", "Lò Thị Thử", "--code", "H99")
    assert Body.objects.filter(code="H99").count() == 1 and Officer.objects.count() == 2


@pytest.mark.parametrize("words", [FIRST, ["add_administrator", "", "", "--code", "H99", "--name", "UBND tỉnh Thử"]])
def test_a_refusal_says_why_and_leaves_nothing(words: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command(*words)
    assert not Body.objects.filter(code="H99").exists() and not Officer.objects.exists()
