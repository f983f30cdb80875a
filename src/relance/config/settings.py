"""Django's settings, made from the environment and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

from relance.config import environment
from relance.config.database import database_settings

PACKAGE = Path(__file__).resolve().parent.parent

# -- what the environment says -------------------------------------------------------------------------------
RELANCE_HOME = environment.home()
RELANCE_SMTP = environment.smtp()
RELANCE_SMTP_OF = environment.smtp_by_creditor()
RELANCE_IMAP = environment.imap()
RELANCE_IMAP_OF = environment.imap_by_creditor()
RELANCE_POSTAL = environment.postal()
RELANCE_HTTPS = environment.flag("RELANCE_HTTPS")
DEBUG = environment.flag("RELANCE_DEBUG")
SECRET_KEY = environment.secret_key(RELANCE_HOME)
ALLOWED_HOSTS = environment.words("RELANCE_HOSTS", "localhost,127.0.0.1,[::1]")
DATABASES = {"default": database_settings(os.environ.get("RELANCE_DATABASE_URL", ""), RELANCE_HOME)}
if DATABASES["default"]["NAME"] == str(RELANCE_HOME / "relance.sqlite3"):
    environment.make_home(RELANCE_HOME)

# -- the house -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "relance.ledger",
    "relance.web",
    "relance.cli",
    "relance.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "relance.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "relance.config.urls"
WSGI_APPLICATION = "relance.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL = "/sign-in/"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "relance.web.context.frame",
            ],
        },
    }
]

# -- languages and time --------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# -- static files: served from the package itself, no collectstatic ------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [("fonts", PACKAGE / "documents" / "fonts")]  # pages are set in the letters' own face
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_PERMISSIONS = 0o600

# -- security ------------------------------------------------------------------------------------------------
# Pico's icons are data: images inside its style sheet. A page that may be framed by our own pages (a preview)
# says so itself, with csp_replace and xframe_options_sameorigin.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-relance" if RELANCE_HTTPS else "relance"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = RELANCE_HTTPS
CSRF_COOKIE_NAME = "__Host-relance-csrf" if RELANCE_HTTPS else "relance-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = RELANCE_HTTPS
LANGUAGE_COOKIE_NAME = "relance-language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = RELANCE_HTTPS
if RELANCE_HTTPS:
    # The reverse proxy in front must set this header itself and drop what a client sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

# -- what is said on the way: warnings to standard error, never to standard output ---------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "short"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
