"""To the national identity server and back."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from motcua.directory.access import open_to_all
from motcua.directory.adapters import refusal_page
from motcua.directory.signin import Refusal
from motcua.exchange.vneid.provider import VneidAdapter, VneidProvider


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Leave for VNeID; only a press of our own button does so (a link could sign somebody in unasked)."""
    if request.method == "GET":
        return redirect(settings.LOGIN_URL)
    provider: VneidProvider = get_adapter().get_provider(request, VneidProvider.id)
    try:
        return provider.begin(request, next_url=get_next_redirect_url(request))
    except RequestException:
        return refusal_page(request, Refusal.UNREACHABLE)


@open_to_all
@never_cache
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """Come back from VNeID."""
    view = Return.adapter_view(VneidAdapter(request))
    try:
        response: HttpResponse = view(request)
    except RequestException:  # the library answers it itself, but not before the code is handed in
        response = refusal_page(request, Refusal.UNREACHABLE)
    return response


class Return(OAuth2CallbackView):  # type: ignore[misc]
    """The library's view, which also hands the remembered nonce over to be compared."""

    def _get_state(self, request: HttpRequest, provider: VneidProvider) -> tuple[Any, Any]:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response
