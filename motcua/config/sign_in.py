"""Settings of the sign-in library: officers by password and second factor, citizens by the national e-ID only."""

import os

from django.core.exceptions import ImproperlyConfigured

from motcua.config.data_folder import data_folder, demo_secrets

_is_demo = os.environ.get("MOTCUA_MODE", "production") != "production"
_vneid = os.environ.get("MOTCUA_VNEID", "http://localhost:8001" if _is_demo else "")
_secret = os.environ.get("MOTCUA_VNEID_SECRET") or (demo_secrets(data_folder())["VNEID_SECRET"] if _is_demo else "")
if not _is_demo and not _vneid.startswith("https://"):
    raise ImproperlyConfigured("production needs MOTCUA_VNEID, the https address of the national identity server")
if not _is_demo and (not _secret or _secret.startswith("demo-")):
    raise ImproperlyConfigured("production needs MOTCUA_VNEID_SECRET, as the identity server's keeper gave it")

# The library's pages are opened one by one in directory/urls.py; none opens itself.
OPEN_MODULES: list[str] = []
AUTHENTICATION_BACKENDS = ["motcua.directory.backends.Backend"]

ACCOUNT_ADAPTER = "motcua.directory.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "motcua.directory.forms.SignInForm",
    "reauthenticate": "motcua.directory.forms.ProveAgainForm",
    "change_password": "motcua.directory.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; the library asks all the same
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False  # a sign-in ends with the browser, or after SESSION_COOKIE_AGE
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Counted on the shared database cache, so for all processes together. A whole office may share one address.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,100/15m/ip", "login": "300/m/ip", "reauthenticate": "10/15m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("MOTCUA_BEHIND_PROXY") else 0

SOCIALACCOUNT_ADAPTER = "motcua.directory.adapters.EIdAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds
SOCIALACCOUNT_PROVIDERS = {
    "vneid": {
        "APP": {
            "name": "VNeID",
            "client_id": os.environ.get("MOTCUA_VNEID_CLIENT", "motcua"),
            "secret": _secret,
            "settings": {"server_url": _vneid},
        },
        "AUTH_PARAMS": {"acr_values": "LoA1"},  # as in the national portal's contract
    }
}

MFA_ADAPTER = "motcua.directory.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "motcua.directory.forms.CodeForm",
    "reauthenticate": "motcua.directory.forms.CodeAgainForm",
    "activate_totp": "motcua.directory.forms.FirstCodeForm",
    "add_webauthn": "motcua.directory.forms.NewKeyForm",
    "edit_webauthn": "motcua.directory.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there is no e-mail to verify
MFA_TOTP_ISSUER = "Một Cửa"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _is_demo  # http://localhost
