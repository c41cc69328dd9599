import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from motcua.directory.demo import DEMO_PASSWORD
from tests.directory.sign_in_makers import make_login

pytestmark = pytest.mark.django_db


def listed(capsys, *options):
    call_command("demo_accounts", *options)
    return capsys.readouterr().out


def test_programs_get_every_sign_in_with_its_posts(capsys):
    make_login(username="canbo.mau", is_demo=True)
    make_login(username="canbo.that")
    told = json.loads(listed(capsys, "--json"))
    [officer] = told["officers"]
    assert (officer["username"], officer["password"]) == ("canbo.mau", DEMO_PASSWORD)
    assert officer["posts"][0]["role"] == "case_officer" and officer["posts"][0]["body_code"].startswith("H35.")
    assert {"number", "name", "how", "organisation_code"} <= told["citizens"][0].keys()


def test_people_get_a_table(capsys):
    make_login(username="canbo.mau", is_demo=True)
    table = listed(capsys)
    assert DEMO_PASSWORD in table and "canbo.mau" in table and "012190000017" in table


def test_production_lists_nobody(settings):
    settings.MODE = "production"
    with pytest.raises(CommandError):
        call_command("demo_accounts")
