"""Another office's and another person's things: asked for by their true numbers, they read as not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
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
SHUT = (403, 404, 405)
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


def places() -> list[str]:
    """The pattern of every address of a dossier or draft."""
    return [pattern for pattern in patterns(get_resolver()) if "<uuid:public_id>" in pattern]


def things_of(world: World, pattern: str) -> list[str]:
    """The pattern's addresses with the true ids of the world's drafts or dossiers, and of their files."""
    papers = {row.paper.dossier_id: row.file.public_id for row in PaperFile.objects.select_related("paper", "file")}
    kept = DraftFile.objects.filter(draft=world.draft).values_list("file__public_id", flat=True).first()
    if pattern.startswith("filings/"):
        return [address(pattern, world.draft.public_id, kept)]
    return [address(pattern, thing.public_id, papers.get(thing.pk)) for thing in world.dossiers.values()]


def address(pattern: str, thing: object, file: object) -> str:
    path = pattern.replace("<uuid:public_id>", str(thing)).replace("<uuid:file_id>", str(file))
    return "/" + re.sub(r"<(?:int:)?\w+>", "1", path)


@pytest.mark.parametrize("who", STRANGERS)
def test_what_is_not_ones_own_reads_as_not_there(who: str, world: World) -> None:
    """Asked for each thing of others, the answer is that for a thing that is nowhere."""
    client, wrong = stranger(who), []
    for pattern in places():
        things = things_of(world, pattern)
        for send in (client.get, client.post):
            nothing = send(address(pattern, uuid4(), uuid4())).status_code
            # A door that is shut whatever one asks for is tried with one thing, any other with all.
            for each in things if nothing == 404 else things[:1]:
                wrong += faults_of(send(each), nothing, f"{send.__name__} {each}")
    assert wrong == []


def faults_of(answer: HttpResponse, nothing: int, asked: str) -> list[str]:
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    is_shut = answer.status_code == nothing and nothing in SHUT
    told = [] if is_shut else [f"{answer.status_code} instead of {nothing}: {asked}"]
    return told + [f"a secret: {asked}" for secret in (NUMBER, FAMILY, "a@b.vn") if secret.encode() in content]


def test_the_addresses_of_things_are_found(world: World) -> None:
    assert sum(len(things_of(world, pattern)) for pattern in places()) > 300


@pytest.mark.parametrize("who", STRANGERS)
def test_no_list_tells_of_them_either(who: str, world: World) -> None:
    client, codes = stranger(who), [dossier.code for dossier in world.dossiers.values()]
    for address in ("/", "/dossiers/", "/filings/", "/notices/", "/counter/waiting/", "/counter/accepted/",
                    "/counter/results/", "/counter/registers/", "/desk/?lane=all", "/desk/team/", "/board/late/",
                    f"/counter/find/?code={codes[0]}", f"/desk/find/?code={codes[0]}"):  # fmt: skip
        page = client.get(address).content.decode(errors="replace")
        told = [code for code in codes if code in page and code not in address]
        assert not told and FAMILY not in page, address
