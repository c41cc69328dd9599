"""Settings, safe by default: production is the mode unless MOTCUA_MODE says otherwise."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from motcua.config.data_folder import REPOSITORY, data_folder, demo_secrets
from motcua.config.databases import COSTS, replica_of
from motcua.config.figures import count_into, role
from motcua.config.logs import LOGGING as LOGGING
from motcua.config.storing import file_store, given

MODE = os.environ.get("MOTCUA_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"MOTCUA_MODE is {MODE!r}; it is one of production, demo, test")
IS_DEMO = MODE != "production"
DATA = data_folder()
ROLE = role()
FIGURES = Path(os.environ.get("MOTCUA_FIGURES", DATA / "figures"))
count_into(FIGURES, ROLE)


def _secret(name: str) -> str:
    value = os.environ.get(f"MOTCUA_{name}") or (demo_secrets(DATA)[name] if IS_DEMO else "")
    if not value:
        raise ImproperlyConfigured(f"production needs MOTCUA_{name}")
    if not IS_DEMO and (value.startswith("demo-") or len(value) < 32):
        raise ImproperlyConfigured(f"MOTCUA_{name} is a demonstration or too short a secret; production refuses it")
    return value


SECRET_KEY = _secret("SECRET_KEY")
IDENTITY_KEYS = _secret("IDENTITY_KEY").split(",")  # the first encrypts, all decrypt: rotation without a stop
SEALED_COLUMNS = [  # what `reseal_identities` seals anew, beside the secrets of second factors
    "directory.Person.number_sealed",
    "dossiers.Draft.answers",
    "dossiers.Declaration.answers",
    "dossiers.EarlierDeclaration.answers",
    "dossiers.SupplementItem.corrected",
]
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MOTCUA_HOSTS", "localhost,127.0.0.1,[::1],testserver" if IS_DEMO else "").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("MOTCUA_ORIGINS", "").split(",") if origin]
PUBLIC_ADDRESS = os.environ.get("MOTCUA_ADDRESS", "http://localhost:8000")  # printed in QR codes

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_cotton",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "motcua.directory",  # before the library, whose pages it replaces
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "motcua.ui",
    "motcua.journal",
    "motcua.catalogue",
    "motcua.documents",
    "motcua.dossiers",
    "motcua.notices",
    "motcua.indicators",
    "motcua.portal",
    "motcua.counter",
    "motcua.desk",
    "motcua.board",
    "motcua.console",
    "motcua.exchange.vneid",
    "motcua.config",
]
MIDDLEWARE = [
    "motcua.config.watching.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "motcua.config.headers.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.directory.access.AccessMiddleware",
    "motcua.directory.idle.IdleMiddleware",
    "motcua.directory.pace.PaceMiddleware",
    "motcua.directory.given_password.GivenPasswordMiddleware",
    "motcua.directory.second_factor.SecondFactorMiddleware",
    "motcua.config.replica.ReplicaMiddleware",  # last: who asks is known, from the primary
]
ROOT_URLCONF = "motcua.config.urls"
WSGI_APPLICATION = "motcua.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "motcua.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "motcua.ui.context.page",
            ],
        },
    }
]

SCHEMA = os.environ.get("MOTCUA_SCHEMA", "laichau")  # the province's tables; the queue's stay in public
# Behind a pooler each transaction may come to another connection, which has none of the plans made before.
IS_POOLED = bool(os.environ.get("MOTCUA_POOLED"))
PLANS = {} if IS_POOLED else {"server_side_binding": True, "prepare_threshold": 5}
NAMED_APART = {"dbname", "host", "port", "user", "password", "options"}


def _database(url: str) -> dict[str, object]:
    parts = conninfo_to_dict(url)
    more = {name: parts[name] for name in parts.keys() - NAMED_APART}  # sslmode and its kind
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "motcua"),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "USER": parts.get("user", "postgres"),
        "PASSWORD": parts.get("password", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**more, "options": f"-c search_path={SCHEMA},public {COSTS}", **PLANS},
        "DISABLE_SERVER_SIDE_CURSORS": IS_POOLED,
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///motcua"))}
# Reports and public pages may be read from a copy that follows; see config/replica.py.
if REPLICA_URL := os.environ.get("MOTCUA_REPLICA_URL"):
    DATABASES["replica"] = replica_of(_database(REPLICA_URL))
    DATABASE_ROUTERS = ["motcua.config.replica.ReplicaRouter"]
REPLICA_LAG = float(os.environ.get("MOTCUA_REPLICA_LAG", "5"))  # seconds behind after which it is left out
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # few would let anybody flush the counters of the lock-out
    }
}

AUTH_USER_MODEL = "directory.Account"
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/welcome/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "motcua.directory.passwords.OwnWordsValidator"},
]
from motcua.config.sign_in import *  # noqa: E402,F403  the sign-in library's own settings, a table by itself

SESSION_ENGINE = "motcua.directory.sessions"
SESSION_COOKIE_AGE = 10 * 3600  # at the longest; directory/idle.py ends a sign-in sooner
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
_of_this_host = "" if IS_DEMO else "__Host-"  # behind TLS: a name that no other host of the domain can write
_of_this_port = f"_{os.environ['MOTCUA_PORT']}" if os.environ.get("MOTCUA_PORT") else ""  # ports share cookies
SESSION_COOKIE_NAME = f"{_of_this_host}motcua_session{_of_this_port}"
CSRF_COOKIE_NAME = f"{_of_this_host}motcua_csrf{_of_this_port}"
LANGUAGE_COOKIE_NAME = f"{_of_this_host}django_language"
TARGETS_COOKIE_NAME, COMMUNE_COOKIE_NAME = f"{_of_this_host}targets", f"{_of_this_host}commune"
MESSAGES_COOKIE_NAME = f"{_of_this_host}messages"
MESSAGE_STORAGE = "motcua.config.page_messages.MessageStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not IS_DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 0 if IS_DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("MOTCUA_BEHIND_PROXY") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
        "form-action": ["'self'", os.environ.get("MOTCUA_VNEID", "http://localhost:8001")],
    }
}

CSRF_FAILURE_VIEW = "motcua.ui.views.form_expired"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [REPOSITORY / "motcua" / place / "locale" for place in ("lib", "exchange", "catalogue/eforms")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("MOTCUA_STATIC", DATA / "static"))
MEDIA_ROOT = DATA / "files"
BACKUP = Path(os.environ["MOTCUA_BACKUP"]) if os.environ.get("MOTCUA_BACKUP") else None
METRICS_TOKEN = given("MOTCUA_METRICS_TOKEN")  # without one, figures are told on this machine only
CERTIFICATES = [Path(name) for name in os.environ.get("MOTCUA_CERTIFICATES", "").split(",") if name]
BACKUP_KEEP = int(os.environ.get("MOTCUA_BACKUP_KEEP", "7"))  # bases
STORAGES = {
    "default": file_store(MEDIA_ROOT),
    "staticfiles": {"BACKEND": "motcua.config.sheets.SheetStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS, DATA_UPLOAD_MAX_MEMORY_SIZE = 2000, 2 * 1024 * 1024  # words of a form
FILE_UPLOAD_MAX_MEMORY_SIZE, MAX_UPLOAD_BYTES = 256 * 1024, 20 * 1024 * 1024
UPLOADS_A_MINUTE = int(os.environ.get("MOTCUA_UPLOADS_A_MINUTE", "0" if IS_DEMO else "120"))  # of one account
SEARCHES_A_MINUTE = int(os.environ.get("MOTCUA_SEARCHES_A_MINUTE", "0" if IS_DEMO else "600"))
SEARCH_PATHS, GUIDED_PATHS = ("/procedures/", "/api/v1/procedures"), "/events/"
SUGGESTION_PATHS = ("/procedures/suggestions/", "/api/v1/suggestions")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [  # the second drops what is too large as it arrives
    "motcua.documents.small_forms.SmallForms",
    "motcua.documents.uploads.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

DOORS_FOR = "motcua.config.doors.doors_for"
REACTIONS = "motcua.config.reactions.REACTIONS"
JOURNAL_CHECKS: list[str] = ["motcua.dossiers.replay.check"]
JOURNAL_KEY_FILE = Path(os.environ.get("MOTCUA_JOURNAL_KEY_FILE", DATA / "keys" / "journal.pem"))
JOURNAL_EXPORT = Path(os.environ.get("MOTCUA_JOURNAL_EXPORT", DATA / "journal"))
PROVINCE_NAME = os.environ.get("MOTCUA_PROVINCE", "Lai Châu")
