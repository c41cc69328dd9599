"""My account: how I sign in, when I did, and how to end it elsewhere."""

from typing import Any

from allauth.account.views import PasswordChangeView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from motcua.directory.access import for_anyone_signed_in, for_officers
from motcua.directory.actions.accounts import keep_own_password
from motcua.directory.actions.sessions import end_other_sessions, session_renamed
from motcua.directory.models import Account
from motcua.directory.second_factor import has_second_factor

SHOWN = 30


@for_anyone_signed_in
@require_GET
def my_account(request: HttpRequest) -> HttpResponse:
    """What there is to know about one's own account."""
    factors = Authenticator.objects.filter(user=request.user).order_by("type", "created_at")
    kinds = Authenticator.Type
    page = {
        "sign_ins": _account(request).sign_ins.order_by("-at", "-pk")[:SHOWN],
        "session": request.session.session_key,
        "app": factors.filter(type=kinds.TOTP).first(),
        "keys": factors.filter(type=kinds.WEBAUTHN),
        "recovery_codes": factors.filter(type=kinds.RECOVERY_CODES).first(),
    }
    return render(request, "directory/my_account.html", page)


def _account(request: HttpRequest) -> Account:
    return request.user  # type: ignore[return-value]  # the page is open to the signed-in only


@for_anyone_signed_in
@require_POST
def end_elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out of every other browser."""
    ended = end_other_sessions(_account(request), current=request.session.session_key or "")
    sentence = ngettext("Signed out of %(count)s other place.", "Signed out of %(count)s other places.", ended)
    messages.success(request, sentence % {"count": ended})
    return redirect("directory:account")


@for_officers(set())
def second_factor(request: HttpRequest) -> HttpResponse:
    """Choose a second factor: an app on the telephone, or a key."""
    has_one = has_second_factor(_account(request).pk)
    return render(request, "directory/second_factor.html", {"has_one": has_one})


class NewPasswordView(PasswordChangeView):  # type: ignore[misc]
    """Change one's own password; every other browser is signed out by it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _account(request).has_usable_password():
            return render(request, "directory/no_password.html")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_default_success_url(self) -> str:
        return "/account/"

    def form_valid(self, form: object) -> HttpResponse:
        was = self.request.session.session_key or ""
        response: HttpResponse = super().form_valid(form)
        keep_own_password(_account(self.request))
        session_renamed(_account(self.request), was=was, now=self.request.session.session_key or "")
        return response


class RemoveKeyView(RemoveWebAuthnView):  # type: ignore[misc]
    """Forget a security key, unless it is the only second factor and one is owed."""

    def form_valid(self, form: object) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("directory:account")
        response: HttpResponse = super().form_valid(form)
        return response
