"""What is sealed opens whole or not at all."""

from __future__ import annotations

import base64

import pytest
from cryptography.fernet import InvalidToken

from motcua.directory import identity

NUMBER = "012190000017"


def test_a_changed_bit_anywhere_is_seen() -> None:
    """Changed in the bytes themselves: the last letters of their spelling hold bits that mean nothing."""
    sealed = identity.seal(NUMBER)
    key, whole = sealed[: identity.ID_LENGTH], base64.urlsafe_b64decode(sealed[identity.ID_LENGTH :])
    assert identity.unseal(sealed) == NUMBER and NUMBER.encode() not in whole
    for place in range(len(whole)):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with pytest.raises(InvalidToken):
            identity.unseal(key + base64.urlsafe_b64encode(changed))


@pytest.mark.parametrize("length", [identity.ID_LENGTH, identity.ID_LENGTH + 4, -4])
def test_what_was_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(InvalidToken):
        identity.unseal(identity.seal(NUMBER)[:length])


def test_the_same_number_is_sealed_otherwise_each_time() -> None:
    assert len({identity.seal(NUMBER) for _ in range(20)}) == 20
