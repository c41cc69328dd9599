"""What comes back says truly what it is, nothing stands at addresses of our own tools, more fields change no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

import motcua
from motcua.directory.models import Account, Post
from motcua.dossiers.models import Draft
from tests.directory.makers import make_administrator, make_person
from tests.dossiers.makers import ANSWERS
from tests.security.world import CITIZEN, enter, make_world

pytestmark = pytest.mark.django_db
KINDS = [
    ("/", "text/html; charset=utf-8"),
    ("/accounts/login/", "text/html; charset=utf-8"),
    ("/nothing-here/", "text/html; charset=utf-8"),
    ("/procedures/suggestions/?q=dang", "text/html; charset=utf-8"),
    ("/api/v1/procedures", "application/json; charset=utf-8"),
    ("/healthz", "application/json"),
]
OURS = (
    ".git/config",
    ".git/",
    ".env",
    "pyproject.toml",
    "motcua/config/settings.py",
    "static/",
    "static/ui/",
    "files/",
)
TOOLS = ("admin/", "debug/", "__debug__/", "metrics/")


@pytest.mark.parametrize(("address", "kind"), KINDS)
def test_an_answer_names_its_kind_and_its_letters(address: str, kind: str) -> None:
    cache.clear()
    assert Client().get(address)["Content-Type"] == kind


@pytest.mark.parametrize("path", OURS + TOOLS)
def test_neither_the_source_nor_a_list_of_files_is_served(path: str) -> None:
    assert Client().get(f"/{path}").status_code == 404


def test_nothing_hinders_a_manager_of_passwords() -> None:
    page = Client().get("/accounts/login/").content.decode()
    field = re.search(r'<input[^>]*type="password"[^>]*>', page)
    assert field and 'autocomplete="current-password"' in field[0] and "maxlength" not in field[0]
    sources = [one for kind in ("html", "js") for one in Path(motcua.__file__).parent.rglob(f"*.{kind}")]
    assert [one.name for one in sources if re.search(r"\b(on)?paste\b", one.read_text())] == []


def test_a_filing_takes_the_answers_of_its_form_and_nothing_else() -> None:
    """Names of columns, of other questions and of rows, sent along by hand."""
    world = make_world()
    draft, stranger = world.draft, make_person(number="012190000025")
    before = Draft.objects.filter(pk=draft.pk).values().get()
    more = {"person": stranger.pk, "person_id": stranger.pk, "dossier": 1, "service": 1, "service_id": 1, "id": 1}
    more |= {"delivery": "post", "answers": "{}", "discarded_at": "2026-01-01", "status": "granted", "__class__": "x"}
    for slug in ("form-1", "form-1/saved"):
        enter(world, CITIZEN).post(f"/filings/{draft.public_id}/{slug}/", {**ANSWERS, **more})
    after = Draft.objects.filter(pk=draft.pk).values().get()
    # How the result is received is one of the form's own questions, and "post" was not its answer.
    assert {name for name in after if after[name] != before[name]} <= {"answers", "saved_at", "delivery"}
    assert after["delivery"] == ANSWERS["receive_by"]
    assert not set(after["answers"]) & (more.keys() - before["answers"].keys())
    assert after["saved_at"] > before["saved_at"]


def test_an_officer_is_enrolled_with_what_the_form_asks_and_no_rights() -> None:
    client = Client()
    client.force_login(Account.objects.get(pk=make_administrator().account_id))
    rights = ("is_superuser", "is_staff", "is_active", "is_demo", "must_change_password")
    more = {
        **dict.fromkeys(rights, "on"),
        "person": make_person().pk,
        "password": "một câu dài dễ nhớ",
        "role": "head",
    }
    typed = {"username": "lo.moi", "full_name": "Lò Mới", "title": "", "phone": ""}
    assert client.post("/console/officers/new/", {**typed, **more}).status_code == 302
    account = Account.objects.get(username="lo.moi")
    assert not (account.is_superuser or account.is_staff or account.is_demo or account.has_usable_password())
    assert account.person is None and not Post.objects.filter(officer=account.officer).exists()
