"""What lies inside another's dossier, asked for by its true number: under the foreign dossier and under one's own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest
from django.http import HttpResponse
from django.urls import resolve

from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from tests.access.test_pages import _filled, allowed
from tests.security.test_strangers import STRANGERS, stranger
from tests.security.world import CITIZEN, FAMILY, NOBODY, NUMBER, OFFICERS, World, enter
from tests.security.worlds.things import Ids, addresses_of, filled, ids_in, inside, with_ids

SHUT = (403, 404, 405)
METHODS = ("get", "post")
# What stands in no dossier's address and yet is somebody's: the offices of a wider reach are no strangers there.
OF_OTHERS = ("counter/return-runs/<", "counter/redirections/<", "counter/registers/<", "desk/bulk-runs/<",
             "desk/saved-views/<", "desk/team/<", "board/bodies/<")  # fmt: skip


def state() -> tuple[object, ...]:
    """What an act would change: the journal and the versions of all dossiers."""
    return Event.objects.count(), list(Dossier.objects.order_by("pk").values_list("pk", "version"))


def told_by(answer: HttpResponse, world: World) -> list[str]:
    """The secrets of the world's dossiers that are in the answer."""
    content = b"".join(answer) if answer.streaming else answer.content
    secrets = [NUMBER, FAMILY, "a@b.vn", *(dossier.code for dossier in world.everything())]
    return [secret for secret in secrets if secret.encode() in content]


def in_dossiers() -> list[str]:
    return [pattern for pattern in inside() if not pattern.startswith("filings/")]  # drafts: test_strangers


def some(world: World, pattern: str, most: int = 2) -> list[Ids]:
    """True ids of things at this address, each of another dossier."""
    found = (next(ids_in(pattern, dossier), None) for dossier in reversed(world.everything()))
    return list(islice((ids for ids in found if ids), most))


def true_addresses(world: World) -> Iterator[str]:
    """Things inside dossiers, and what has a number but stands in no dossier's address."""
    for pattern in in_dossiers():
        yield from filter(None, (filled(pattern, ids) for ids in some(world, pattern)))
    for pattern in with_ids():
        if any(pattern.startswith(own) for own in OF_OTHERS):
            yield from addresses_of(world, pattern)


@pytest.mark.parametrize("who", [NOBODY, *STRANGERS])
def test_a_thing_in_anothers_dossier_reads_as_not_there(who: str, whole: World) -> None:
    client, wrong, before = enter(whole, NOBODY) if who == NOBODY else stranger(who), [], state()
    for address in true_addresses(whole):
        for method in METHODS:
            answer = getattr(client, method)(address, {"version": 1} if method == "post" else None)
            to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")
            if answer.status_code not in SHUT and not (who == NOBODY and to_sign_in):
                wrong.append(f"{answer.status_code} {method} {address}")
            wrong += [f"{secret} {method} {address}" for secret in told_by(answer, whole)]
    assert wrong == []
    assert state() == before


@pytest.mark.parametrize("who", [CITIZEN, *(role for role in STRANGERS if role != CITIZEN)])
def test_anothers_thing_under_ones_own_dossier_reads_as_not_there(
    who: str, elsewhere: dict[str, Dossier], whole: World
) -> None:
    """The mixed case: an own dossier outside, and inside the number of a thing of another's, far or near."""
    client, wrong, before = enter(whole, who), [], state()
    for address in mixed(whole, elsewhere, who):
        for method in METHODS:
            answer = getattr(client, method)(address, {"version": 1} if method == "post" else None)
            if answer.status_code not in SHUT:
                wrong.append(f"{answer.status_code} {method} {address}")
    assert wrong == []
    assert state() == before


def mixed(world: World, elsewhere: dict[str, Dossier], who: str) -> Iterator[str]:
    """For each address that the role may enter: two own dossiers, with the other's inner number and a stranger's."""
    for pattern in in_dossiers():
        if who not in allowed(_filled(pattern)) or not (name := inner_name(pattern)):
            continue
        first, second = (2 * some(world, pattern))[:2]
        far = [ids for each in elsewhere.values() for ids in ids_in(pattern, each)][:1]
        for own, foreign in [(first, second), (second, first), *((first, ids) for ids in far)]:
            if foreign["public_id"] != own["public_id"] and (address := filled(pattern, own | {name: foreign[name]})):
                yield address


def test_the_mixed_case_is_tried_at_every_such_address(elsewhere: dict[str, Dossier], whole: World) -> None:
    tried = {resolve(address).route for who in OFFICERS for address in mixed(whole, elsewhere, who)}
    tried |= {resolve(address).route for address in mixed(whole, elsewhere, CITIZEN)}
    assert {pattern for pattern in in_dossiers() if inner_name(pattern)} == tried


def inner_name(pattern: str) -> str | None:
    """What is a number of its own there: places in a dossier (`no`) are counted from one in each."""
    return next((name for name in ("file_id", "number") if f":{name}>" in pattern), None)
