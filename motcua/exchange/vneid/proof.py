"""The identity token: believed when the identity server signed it, for us alone, and its time is now."""

from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

from motcua.directory.signin import Refusal

# Named here and not by the token, in which a published key could pass for a secret of both sides.
ALGORITHMS = ["RS256", "PS256", "ES256"]
NEEDED = ["iss", "aud", "sub", "iat", "exp", "nonce"]
LEEWAY = 30  # seconds that the clocks of two machines may lie apart


class Unproven(OAuth2Error):  # type: ignore[misc]
    """Not proven to come from the identity server for this sign-in; the words hold nothing of what came."""

    refusal = Refusal.UNPROVEN


def proven(token: str, *, keys: Mapping[str, Any], issuer: str, audience: str) -> dict[str, Any]:
    """The claims of the token; Unproven when it proves nothing, OAuth2Error when it was good and is over."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(token, keys),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=audience,
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except jwt.ExpiredSignatureError as fault:  # its signature was looked at before its time
        raise OAuth2Error("the identity token is over") from fault
    except jwt.PyJWTError as fault:
        raise Unproven(type(fault).__name__) from fault
    if claims["aud"] not in (audience, [audience]):
        raise Unproven("for others too")
    return claims


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    name = jwt.get_unverified_header(token).get("kid")
    found = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.key_id == name]
    if not found:
        raise jwt.InvalidKeyError("signed with a key that the identity server does not publish")
    return found[0]
