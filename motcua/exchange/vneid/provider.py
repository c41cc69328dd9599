"""The national e-ID as the sign-in library sees it: no token and no claim is kept, only an opaque key."""

import secrets
from typing import Any

import structlog
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import RequestException

from motcua.directory import identity
from motcua.directory.signin import NotAcceptable, Refusal
from motcua.exchange.vneid.mapping import person_of
from motcua.exchange.vneid.proof import Unproven, proven

log = structlog.get_logger(__name__)


class NotStated(ProviderException):  # type: ignore[misc]
    """The library's word for a refusal of ours; it reads `refusal` back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class VneidAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks to the identity server, and trusts the identity token by its signature alone."""

    nonce = ""  # the one sent with this sign-in, as the state remembers it

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, VneidProvider.id)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("vneid_callback"))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **answer: Any) -> Any:
        try:
            claims = self._proven_claims(app, token, answer["response"].get("id_token") or "")
        except Unproven as fault:
            log.error("the e-ID's answer proves nothing", why=str(fault))
            raise
        return self.get_provider().sociallogin_from_response(request, claims)

    def _proven_claims(self, app: Any, token: Any, id_token: str) -> dict[str, Any]:
        proof = proven(
            id_token,
            keys=self._published_keys(),
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
        )
        claims = self._fetch_user_info(token.token)
        if not isinstance(claims, dict) or not proof["sub"] or claims.get("sub") != proof["sub"]:
            raise Unproven("of another subject")
        if not self.nonce or proof["nonce"] != self.nonce:
            raise Unproven("for another sign-in")
        return claims

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the server says of itself; whoever calls itself otherwise than in our settings is another server."""
        config: dict[str, Any] = super().openid_config
        ours = self.get_provider().app.settings["server_url"].partition("/.well-known/")[0]
        if str(config.get("issuer")).rstrip("/") != ours.rstrip("/"):
            log.error("the identity server is not the one of the settings", issuer=config.get("issuer"))
            raise RequestException("the metadata name another issuer")
        return config

    def _published_keys(self) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            return answer.json()  # type: ignore[no-any-return]


class VneidProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """Sign-in with VNeID; a person is known here by the fingerprint of the personal number."""

    id = "vneid"
    oauth2_adapter_class = VneidAdapter
    pkce_enabled_default = True
    supports_token_authentication = False

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        return reverse("vneid_login")

    def get_callback_url(self) -> str:
        return reverse("vneid_callback")

    def get_oauth2_adapter(self, request: HttpRequest) -> VneidAdapter:
        return VneidAdapter(request)

    def get_default_scope(self) -> list[str]:
        return ["openid", "profile"]

    def begin(self, request: HttpRequest, *, next_url: str | None) -> HttpResponse:
        """Send the visitor to the identity server, with a state, a nonce and a proof key of this session."""
        nonce = secrets.token_urlsafe(24)
        parameters = {**self.get_auth_params(), "nonce": nonce}
        return self.redirect(  # type: ignore[no-any-return]
            request, process="login", next_url=next_url, auth_params=parameters, nonce=nonce
        )

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> Any:
        try:
            stated = person_of(response)
        except NotAcceptable as refused:
            raise NotStated(refused.refusal) from refused
        login = super().sociallogin_from_response(request, response)
        login.stated = stated
        return login

    def extract_uid(self, data: dict[str, Any]) -> str:
        return identity.fingerprint(person_of(data).number).hex()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


provider_classes = [VneidProvider]
