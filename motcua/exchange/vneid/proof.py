"""The identity token: believed when the identity server signed it, for us alone, and its time is now."""

from collections.abc import Mapping
from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

# Named here and not by the token, in which a published key could pass for a secret of both sides.
ALGORITHMS = ["RS256", "PS256", "ES256"]
NEEDED = ["iss", "aud", "sub", "iat", "exp", "nonce"]
LEEWAY = 30  # seconds that the clocks of two machines may lie apart


def proven(token: str, *, keys: Mapping[str, Any], issuer: str, audience: str) -> dict[str, Any]:
    """The claims of the token; OAuth2Error, the sign-in library's refusal, when it proves nothing."""
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
    except jwt.PyJWTError as fault:
        raise OAuth2Error("the identity token is not to be believed") from fault
    if claims["aud"] not in (audience, [audience]):
        raise OAuth2Error("the identity token was made for others too")
    return claims


def _key(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    name = jwt.get_unverified_header(token).get("kid")
    found = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.key_id == name]
    if not found:
        raise jwt.InvalidKeyError("signed with a key that the identity server does not publish")
    return found[0]
