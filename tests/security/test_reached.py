"""Every address with an id has a real object in the attacked world, and somebody whose part it is comes to it."""

from __future__ import annotations

from django.db import transaction
from django.test import Client

from tests.access.test_pages import _filled, allowed
from tests.security.crawling import tell
from tests.security.world import World, enter
from tests.security.worlds.things import addresses_of, with_ids

REACHED = {200, 204, 206, 302, 400, 409, 422}
# Everybody, the likeliest first: what one role comes to is not tried by the next.
LIKELY = [
    *("citizen", "case_officer", "reception_officer", "signatory", "records_clerk", "return_officer", "head"),
    *("one_stop_head", "cashier", "division_head", "administrator", "procedure_control", "inspector", "nobody"),
]
# Addresses whose thing no test can make, or that take anything for their id.
EXCEPT = {
    "accounts/2fa/webauthn/keys/<int:pk>/edit/": "a key is made by a device in somebody's hand",
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": "a key is made by a device in somebody's hand",
    "api/v1/<path:rest>": "whatever else is asked of the machines' door is nowhere",
    "counter/dossiers/<uuid:public_id>/settlement/": "for one who holds every post: tests/counter/test_settlement",
}


def is_reached(client: Client, address: str) -> bool:
    for ask in (lambda: client.get(address), lambda: client.post(address, {"version": 1})):
        with transaction.atomic():
            answer = ask()
            transaction.set_rollback(True)
            b"".join(answer) if answer.streaming else answer.content
            to_door = answer.get("Location", "").startswith("/accounts/login/")
            if answer.status_code in REACHED and not to_door:
                return True
    return False


def test_every_address_with_an_id_has_a_real_object_in_the_world(whole: World) -> None:
    clients: dict[str, Client] = {}
    lost = []
    for pattern in with_ids():
        if pattern in EXCEPT:
            continue
        roles = [who for who in LIKELY if who in allowed(_filled(pattern))]
        tried = [(who, address) for who in roles for address in addresses_of(whole, pattern)]
        for who, address in tried:
            client = clients.get(who) or clients.setdefault(who, enter(whole, who))
            if is_reached(client, address):
                break
        else:
            lost.append(f"{pattern}: {len(tried)} tried")
    tell(lost)
