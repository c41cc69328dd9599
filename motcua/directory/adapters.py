"""What the sign-in library asks of us: who may enter, in which words, and what is written down of it."""

import time
from io import BytesIO
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from requests import RequestException, Session
from segno import make_qr

from motcua.directory import identity
from motcua.directory.models import Account
from motcua.directory.models.sign_ins import Method, Outcome
from motcua.directory.patience import Patience, PatientTransport
from motcua.directory.signin import NotAcceptable, Refusal, link, person_from_claims, record_sign_in

SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}  # the page says it already
RECENT = 300  # seconds
LOCKED = gettext_lazy("Too many wrong attempts. Wait 15 minutes, then try again.")
E_ID = Patience()  # of this process
STATUS = {
    Refusal.UNREACHABLE: 503,
    Refusal.EXPIRED: 400,
    Refusal.UNPROVEN: 400,
    Refusal.STOPPED: 200,
}  # any other: 403


def may_enter(account: Account) -> bool:
    """Accounts of a demonstration are worth nothing in production."""
    return account.is_active and not (account.is_demo and settings.MODE == "production")


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Officers by password; asked again at every request, so that a session does not outlive its account."""

    def user_can_authenticate(self, user: Account) -> bool:
        return may_enter(user)

    def _check_password(self, user: Account | None, password: str) -> Account | None:
        is_citizen = user is not None and user.person_id is not None
        return super()._check_password(None if is_citizen else user, password)  # type: ignore[no-any-return]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Passwords: no sign-up, a lock-out that says how long, and a line for each attempt."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("The user name or the password is not right."),
        "incorrect_password": gettext_lazy("The password is not right."),
        "enter_current_password": gettext_lazy("The current password is not right."),
        "incorrect_code": gettext_lazy("This code is not right."),
        "too_many_login_attempts": LOCKED,
        "rate_limited": LOCKED,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *a: Any, **k: Any
    ) -> None:
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *a, **k)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago is not asked again."""
        proofs = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - proof["at"] < RECENT for proof in proofs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as locked:
            minutes = self._minutes_locked(request, self._get_login_attempts_cache_key(request, **credentials))
            raise ValidationError(_locked_for(minutes), code=locked.code) from locked

    def _minutes_locked(self, request: HttpRequest, key: str) -> int:
        """Until the oldest counted attempt is forgotten, of every limit that is reached; at least 1."""
        ends = [time.time()]
        for rate in ratelimit.get_rates(app="allauth.account", action="login_failed"):
            name = ratelimit.get_cache_key(request, app="allauth.account", action="login_failed", rate=rate, key=key)
            attempts = cache.get(name, [])
            if len(attempts) >= rate.amount:
                ends.append(attempts[-1] + rate.duration)
        return max(1, -int((time.time() - max(ends)) // 60))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        account = Account.objects.filter(username=credentials.get("username", "")).first()
        if account:
            self.write_down(request, account, Method.PASSWORD, Outcome.REFUSED)

    def pre_login(self, request: HttpRequest, user: Account, **facts: Any) -> HttpResponse | None:
        if not may_enter(user):
            clear_login(request)
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]
        return super().pre_login(request, user, **facts)  # type: ignore[no-any-return]

    def post_login(self, request: HttpRequest, user: Account, **facts: Any) -> HttpResponse:
        self.write_down(request, user, _method(request, user), Outcome.OPENED)
        return super().post_login(request, user, **facts)  # type: ignore[no-any-return]

    def write_down(self, request: HttpRequest, account: Account, method: Method, outcome: Outcome) -> None:
        record_sign_in(
            account,
            method=method,
            outcome=outcome,
            at=timezone.now(),
            address=self.get_client_ip(request),
            agent=self.get_http_user_agent(request),
            session=(request.session.session_key or "") if outcome is Outcome.OPENED else "",
        )


class EIdAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The national e-ID: its person becomes ours before the library looks for an account."""

    def get_requests_session(self) -> Session:
        """Every call waits for few seconds, and not in all threads at once."""
        session: Session = super().get_requests_session()
        for scheme in ("https://", "http://"):
            session.mount(scheme, PatientTransport(E_ID))
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") != "login":
            raise PermissionDenied
        try:
            account = person_from_claims(sociallogin.stated, at=timezone.now())
        except NotAcceptable as refused:
            raise ImmediateHttpResponse(refusal_page(request, refused.refusal)) from refused
        claimed = sociallogin.account
        sociallogin.account = link(account, provider=claimed.provider, uid=claimed.uid)
        sociallogin.user = account

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        raise ImmediateHttpResponse(refusal_page(request, _refusal(error, exception)))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets at rest are sealed with the identity key; in production the last authenticator stays."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right. Wait for the next one and try again."),
        "cannot_delete_authenticator": gettext_lazy(
            "Officers keep at least one second factor: add another one first."
        ),
    }

    def encrypt(self, text: str) -> str:
        return identity.seal(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return identity.unseal(encrypted_text.encode())

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return settings.MODE != "production" or others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def build_totp_svg(self, url: str) -> str:
        picture = BytesIO()
        make_qr(url, error="m").save(picture, kind="svg", scale=5, border=4, light="white", xmldecl=False)
        return picture.getvalue().decode()

    def generate_authenticator_name(self, user: Account, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Security key %(number)s") % {"number": number}


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Says why the e-ID opened no account, and what can be done."""
    page = {"sentence": refusal.label}
    return render(request, "socialaccount/authentication_error.html", page, status=STATUS.get(refusal, 403))


def _refusal(error: Any, exception: Any) -> Refusal:
    if error == AuthError.CANCELLED:
        return Refusal.STOPPED
    if isinstance(exception, RequestException):
        return Refusal.UNREACHABLE
    return getattr(exception, "refusal", Refusal.EXPIRED)


def _locked_for(minutes: int) -> str:
    sentence = ngettext(
        "Too many wrong attempts. Try again in %(minutes)s minute.",
        "Too many wrong attempts. Try again in %(minutes)s minutes.",
        minutes,
    )
    return sentence % {"minutes": minutes}


def _method(request: HttpRequest, account: Account) -> Method:
    kinds = {"totp": Method.CODE, "webauthn": Method.KEY, "recovery_codes": Method.RECOVERY_CODE}
    proofs = get_authentication_records(request, account)
    if any(proof["method"] == "socialaccount" for proof in proofs):
        return Method.E_ID
    return next((kinds[proof["type"]] for proof in reversed(proofs) if proof["method"] == "mfa"), Method.PASSWORD)
