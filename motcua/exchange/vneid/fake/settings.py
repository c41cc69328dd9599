"""Settings of the stand-in: a small site of its own, beside the product and knowing nothing of it."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from motcua.exchange.vneid.fake.keys import kept_secret, signing_key

if os.environ.get("MOTCUA_MODE", "production") not in {"demo", "test"}:
    raise ImproperlyConfigured("the stand-in for VNeID lets anybody be anybody: it never runs in production")

DATA = Path(os.environ["MOTCUA_DATA"]).resolve()
PORT = os.environ.get("MOTCUA_VNEID_PORT", "8001")
SECRET_KEY = kept_secret(DATA / "vneid-secret")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MOTCUA_VNEID_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.idp.oidc",
    "motcua.exchange.vneid.fake",
]
MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "motcua.exchange.vneid.fake.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "vneid.sqlite3",
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "vneid_fake.Holder"
LOGIN_URL = "/choose/"
SESSION_COOKIE_NAME = f"vneid_session_{PORT}"  # cookies ignore the port
CSRF_COOKIE_NAME = f"vneid_csrf_{PORT}"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
LANGUAGE_CODE = "vi"
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "subject"
IDP_OIDC_ADAPTER = "motcua.exchange.vneid.fake.claims.Adapter"
IDP_OIDC_PRIVATE_KEY = signing_key(DATA / "vneid-key.pem")
