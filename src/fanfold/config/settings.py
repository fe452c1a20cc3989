"""The one settings file: what the environment says, then what follows from it.

Each `env.…` line declares a setting of the host, with its default and a sentence; docs/settings.md
explains them all. There is no second settings file: a test, a laptop and a cluster differ by
addresses alone.
"""

import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from fanfold.config import env, logging

TESTING = "pytest" in sys.modules

# What the host decides ------------------------------------------------------------------------

DATA = Path(
    env.text("FANFOLD_DATA", "data", "The data folder: database, secret key, media, backups.")
).absolute()
if TESTING:
    DATA = env.throw_away_folder()  # Tests never touch the data folder of a real archive.

PUBLIC_URL = env.text(
    "FANFOLD_URL", "", "The archive's public address, for links in mail and books."
).rstrip("/")
PUBLIC_SCHEME, PUBLIC_HOST = env.origin(PUBLIC_URL)

DEBUG = env.switch("FANFOLD_DEBUG", False, "Show details of errors to everyone. Never in public.")

LANGUAGE_CODE = env.text("FANFOLD_LANGUAGE", "en", "The language of the archive's own pages.")
TIME_ZONE = env.text("FANFOLD_TIME_ZONE", "UTC", "The archive's time zone, such as Europe/Paris.")

SIGNUPS_OPEN = (
    env.choice("FANFOLD_SIGNUPS", "open", ("open", "closed"), "Whether anyone may sign up.")
    == "open"
)

ALLOWED_HOSTS = env.words(
    "FANFOLD_HOSTS",
    "",
    "Further host names the archive answers to, with commas. FANFOLD_URL's is always one.",
) + ([PUBLIC_HOST.rsplit(":", 1)[0]] if PUBLIC_HOST else ["127.0.0.1", "localhost", "[::1]"])

TRUSTED_PROXIES = env.number(
    "FANFOLD_TRUSTED_PROXIES", 0, "How many reverse proxies stand before the archive."
)

_given_key = env.text(
    "FANFOLD_SECRET_KEY", "", "The key that signs sessions; by default the data folder's own."
)
SECRET_KEY_IS_GIVEN = bool(_given_key)
SECRET_KEY = env.secret_key(DATA, _given_key)

DATABASES = {
    "default": env.database(
        env.text(
            "FANFOLD_DATABASE_URL",
            "",
            "postgresql://user:password@host/name; by default SQLite in the data folder.",
        ),
        data=DATA,
    )
}

CACHES = {
    "default": env.cache(
        env.text("FANFOLD_CACHE_URL", "", "redis://host:6379/0; by default each process's memory.")
    )
}

MAIL_URL = env.text(
    "FANFOLD_EMAIL_URL",
    "",
    "smtp://user:password@host:587, smtps://… or console: (prints it). Without it no mail is sent.",
)
globals().update(env.mail(MAIL_URL))
MAIL_IS_SET_UP = bool(MAIL_URL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "FANFOLD_EMAIL_FROM", "archive@localhost", "The address that the archive's mail comes from."
)

UPLOAD_LIMIT = (
    env.number("FANFOLD_UPLOAD_LIMIT_MB", 10, "The largest story file to import, in megabytes.")
    * 1_000_000
)

LOG_FORMAT = env.choice(
    "FANFOLD_LOG_FORMAT", "text", ("text", "json"), "How log lines look: text or json."
)
LOG_LEVEL = env.choice(
    "FANFOLD_LOG_LEVEL",
    "INFO",
    ("DEBUG", "INFO", "WARNING", "ERROR"),
    "The least important lines that the log still shows.",
)

# The house ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "fanfold.transfer",
    "fanfold.catalog",
    "fanfold.reading",
    "fanfold.editions",
    "fanfold.works",
    "fanfold.tags",
    "fanfold.people",
    "fanfold.house",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "fanfold.house.middleware.answer_probes",
    "django.middleware.security.SecurityMiddleware",
    "fanfold.house.middleware.add_security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fanfold.people.middleware.know_the_person",
    "fanfold.house.middleware.refuse_nul_characters",
    "fanfold.house.middleware.explain_refusals",
]

ROOT_URLCONF = "fanfold.config.urls"
WSGI_APPLICATION = "fanfold.config.wsgi.application"
APPEND_SLASH = False  # The addresses of CONTRACT end without one.

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fanfold.house.context.archive",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"

LANGUAGES = [("en", _("English"))]
USE_I18N = True
USE_TZ = True

# Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * UPLOAD_LIMIT
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# Background work ------------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Accounts -------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "fanfold.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_IS_SET_UP else "none"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = MAIL_IS_SET_UP
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = PUBLIC_SCHEME or "http"

MFA_ADAPTER = "fanfold.people.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # people.policies.may_add_factor asks, and knows about mail.
MFA_TOTP_TOLERANCE = 1  # Clocks may differ by half a minute; a code still works only once.
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 10

# Safety ---------------------------------------------------------------------------------------

SECURE = PUBLIC_SCHEME == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 90 * 24 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
CSRF_FAILURE_VIEW = "fanfold.house.views.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logging.configuration(log_format=LOG_FORMAT, level=LOG_LEVEL)

# Tests are told apart in one place only: they write no hashed file names and no log lines.
if TESTING:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
