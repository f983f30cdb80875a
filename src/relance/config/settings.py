"""Django's settings, made from the environment and nothing else."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from relance.config import environment
from relance.config.database import database_settings

PACKAGE = Path(__file__).resolve().parent.parent
FILE_MAIL = "django.core.mail.backends.filebased.EmailBackend"

# -- what the environment says -------------------------------------------------------------------------------
RELANCE_HOME = environment.home()
RELANCE_SMTP = environment.smtp()
RELANCE_SMTP_OF = environment.smtp_by_creditor()
RELANCE_IMAP = environment.imap()
RELANCE_IMAP_OF = environment.imap_by_creditor()
RELANCE_POSTAL = environment.postal()
RELANCE_JOBS = environment.jobs()
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
    "allauth",  # after our own, so that our templates are found first
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
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
    "relance.web.afterwards.AfterwardsMiddleware",
    "relance.web.session_ages.SessionAgeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "relance.config.urls"
WSGI_APPLICATION = "relance.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
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

# -- how people come in: a link from the shell, a password, a passkey; a second factor; see docs/SIGN-IN.md -------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "relance.web.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Relance] "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if RELANCE_HTTPS else "http"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "relance.web.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Relance"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not RELANCE_HTTPS
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if RELANCE_HTTPS else 0
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "relance.web.accounts.attempted_account"
AXES_CLIENT_IP_CALLABLE = "relance.web.accounts.client_ip"
AXES_LOCKOUT_CALLABLE = "relance.web.accounts.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = [
    "username", "ip_address", "login", "code", "credential", "csrfmiddlewaretoken",
    "password", "password1", "password2", "oldpassword",
]  # fmt: skip
PASSWORD_RESET_TIMEOUT = 3600
SESSION_COOKIE_AGE = 7 * 24 * 3600  # however busy, a session ends after a week
RELANCE_SESSION_IDLE = 12 * 3600  # and after half a day in which nothing was asked

# -- mails about accounts: by the SMTP server, else into a folder beside the outbox ----------------------------
EMAIL_BACKEND = "relance.config.account_mail.AccountMail" if RELANCE_SMTP["smtp_host"] else FILE_MAIL
EMAIL_FILE_PATH = RELANCE_HOME / "outbox" / "accounts"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = RELANCE_SMTP["smtp_from"] or "relance@localhost"

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
LANGUAGE_COOKIE_NAME = "__Host-relance-language" if RELANCE_HTTPS else "relance-language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = RELANCE_HTTPS
if RELANCE_HTTPS:
    # The reverse proxy in front must set this header itself and drop what a client sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.flag("RELANCE_HSTS_SUBDOMAINS")

# -- what is said on the way: warnings to standard error, never to standard output ---------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "short"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
