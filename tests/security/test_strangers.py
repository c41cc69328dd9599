"""Another office's and another person's things: asked for by their true numbers, they read as not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.directory.models import Account
from motcua.directory.roles import Role
from motcua.dossiers.models import DraftFile, PaperFile
from tests.directory.makers import make_body, make_citizen, make_officer, make_one_stop
from tests.security.world import FAMILY, NUMBER, World, make_world

pytestmark = pytest.mark.django_db
# Who sees the whole province by law or by office (rulebook B.2) is no stranger anywhere in it.
EVERYWHERE = {Role.PROCEDURE_CONTROL, Role.INSPECTOR, Role.ADMINISTRATOR}
STRANGERS = ("citizen", *(role.value for role in Role if role not in EVERYWHERE))


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


def stranger(who: str) -> Client:
    """Signed in with the same role, but in a body that has nothing to do with the world's dossiers."""
    client = Client(raise_request_exception=False)
    if who == "citizen":
        client.force_login(make_citizen()[0])
        return client
    committee = make_body()
    seat = (
        make_one_stop(committee) if "one_stop" in who or who in ("reception_officer", "return_officer") else committee
    )
    client.force_login(Account.objects.get(officer=make_officer(seat, who)[0]))
    return client


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path


def things_of(world: World) -> list[str]:
    """Every address of a dossier or draft, with the true ids of the world's."""
    papers = {row.paper.dossier_id: row.file.public_id for row in PaperFile.objects.select_related("paper", "file")}
    kept = DraftFile.objects.filter(draft=world.draft).values_list("file__public_id", flat=True).first()
    found = []
    for pattern in patterns(get_resolver()):
        if "<uuid:public_id>" not in pattern:
            continue
        of_draft = pattern.startswith("filings/")
        for thing in [world.draft] if of_draft else world.dossiers.values():
            file = kept if of_draft else papers.get(thing.pk)
            path = pattern.replace("<uuid:public_id>", str(thing.public_id)).replace("<uuid:file_id>", str(file))
            found.append("/" + re.sub(r"<(?:int:)?\w+>", "1", path))
    return found


@pytest.mark.parametrize("who", STRANGERS)
def test_what_is_not_ones_own_reads_as_not_there(who: str, world: World) -> None:
    client, wrong = stranger(who), []
    secrets = [text.encode() for text in (NUMBER, FAMILY, "a@b.vn")]
    for address in things_of(world):
        for send in (client.get, client.post):
            answer = send(address)
            content = b"".join(answer) if answer.streaming else answer.content
            is_away = answer.status_code == 302 and "/accounts/login/" not in answer["Location"]
            if answer.status_code in (200, 201) or answer.status_code >= 500 or is_away:
                wrong.append(f"{answer.status_code} {send.__name__} {address}")
            if any(text in content for text in secrets):
                wrong.append(f"a secret {send.__name__} {address}")
    assert wrong == []


def test_the_addresses_of_things_are_found(world: World) -> None:
    assert len(things_of(world)) > 300


@pytest.mark.parametrize("who", STRANGERS)
def test_no_list_tells_of_them_either(who: str, world: World) -> None:
    client, codes = stranger(who), [dossier.code for dossier in world.dossiers.values()]
    for address in ("/", "/dossiers/", "/filings/", "/notices/", "/counter/waiting/", "/counter/accepted/",
                    "/counter/results/", "/counter/registers/", "/desk/?lane=all", "/desk/team/", "/board/late/",
                    f"/counter/find/?code={codes[0]}", f"/desk/find/?code={codes[0]}"):  # fmt: skip
        page = client.get(address).content.decode(errors="replace")
        told = [code for code in codes if code in page and code not in address]
        assert not told and FAMILY not in page, address
