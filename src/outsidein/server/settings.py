"""Django's settings, made from Config; the only place that names Django's own knobs.

What lives here: settings. Not here: what a person can set (config).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from outsidein.server.config import Mode, config

_CONFIG = config()

SECRET_KEY = _CONFIG.secret
DEBUG = False
ALLOWED_HOSTS = list(_CONFIG.hosts)
ROOT_URLCONF = "outsidein.server.urls"
ASGI_APPLICATION = "outsidein.server.asgi.application"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
APPEND_SLASH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "allauth.headless",
    "outsidein.server.apps.ServerConfig",
]
MIDDLEWARE = [
    "outsidein.server.edge.Edge",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "outsidein.server.edge.Spoken",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]


def _database() -> dict[str, Any]:
    if not _CONFIG.database:
        _CONFIG.data.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(_CONFIG.data / "outsidein.sqlite3"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(_CONFIG.database)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"connect_timeout": 5, **query},
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}

AUTH_USER_MODEL = "outsidein.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_NAME = "outsidein"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _CONFIG.secure
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_NAME = "outsidein_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _CONFIG.secure
CSRF_USE_SESSIONS = False
CSRF_TRUSTED_ORIGINS = [_CONFIG.origin] if _CONFIG.origin else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if _CONFIG.secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _CONFIG.secure else None

ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/300s/key", "signup": "20/m/ip"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
USERSESSIONS_TRACK_ACTIVITY = False
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
_BASE = _CONFIG.origin
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{_BASE}/account/verify/{{key}}",
    "account_reset_password": f"{_BASE}/account/reset",
    "account_reset_password_from_key": f"{_BASE}/account/reset/{{key}}",
    "account_signup": f"{_BASE}/sign-up",
    "socialaccount_login_error": f"{_BASE}/sign-in?error=provider",
}
ACCOUNT_ADAPTER = "outsidein.server.accounts.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = not _CONFIG.email
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _CONFIG.secure
MFA_TOTP_ISSUER = "Outside-In"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "oidc"
SOCIALACCOUNT_ADAPTER = "outsidein.server.accounts.SocialAccounts"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"provider_class": "outsidein.server.oidc.Provider"}}
if _CONFIG.oidc:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "oidc",
            "name": _CONFIG.oidc.name,
            "client_id": _CONFIG.oidc.client,
            "secret": _CONFIG.oidc.secret,
            "settings": {"server_url": _CONFIG.oidc.issuer, "oauth_pkce_enabled": True},
        }
    ]


def _mail() -> None:
    if not _CONFIG.email:
        globals()["EMAIL_BACKEND"] = "django.core.mail.backends.filebased.EmailBackend"
        globals()["EMAIL_FILE_PATH"] = str(_CONFIG.data / "mail")
        return
    parts = urlsplit(_CONFIG.email)
    query = parse_qs(parts.query)
    globals().update(
        EMAIL_HOST=parts.hostname or "localhost",
        EMAIL_PORT=parts.port or 25,
        EMAIL_HOST_USER=unquote(parts.username or ""),
        EMAIL_HOST_PASSWORD=unquote(parts.password or ""),
        EMAIL_USE_TLS=parts.scheme == "smtp+tls",
        EMAIL_USE_SSL=parts.scheme == "smtps",
        DEFAULT_FROM_EMAIL=query.get("from", ["outside-in@localhost"])[-1],
    )


_mail()

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
LOCAL_MODE = _CONFIG.mode is Mode.LOCAL
LOGGING_CONFIG = None
NINJA_PAGINATION_PER_PAGE = 50
TEST_RUNNER = "django.test.runner.DiscoverRunner"
