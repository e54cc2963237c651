"""One settings file. Everything that differs between machines comes from the environment (see env.py)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from recovery_site import env

BASE_DIR = Path(__file__).resolve().parent.parent
RELEASE = "1"

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.required(
    "SECRET_KEY",
    "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))' "
    "and set it in the environment of the service. `make run` makes one of its own for development.",
)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
SITE_NAME = env.text("SITE_NAME", "Recovery Meetings") or "Recovery Meetings"
SITE_URL = env.web_address("SITE_URL", "http://127.0.0.1:8000")
HOME_PLACE = env.text("HOME_PLACE")
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
REQUIRE_TOTP = env.flag("REQUIRE_TOTP")
CONFIRM_DAYS = env.number("CONFIRM_DAYS", 180, least=1)
FEEDS_ALLOW_PRIVATE = env.flag("FEEDS_ALLOW_PRIVATE")
TRUST_PROXY_HEADERS = env.flag("TRUST_PROXY_HEADERS")
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "data")) or BASE_DIR / "data")

INSTALLED_APPS = [
    "recovery_site.apps.RecoverySiteConfig",
    "fellowships",
    "meetings",
    "articles",
    "recovery_site.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "import_export",
    "simple_history",
]

# Public pages touch neither session nor user: the parts named Staff… wrap /admin/ only.
MIDDLEWARE = [
    "recovery_site.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "recovery_site.middleware.LanguageFromPath",
    "recovery_site.caching.PageCache",
    "recovery_site.middleware.OwnStyles",
    "recovery_site.middleware.StaffSession",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "recovery_site.middleware.StaffUser",
    "recovery_site.middleware.StaffSecondFactor",
    "recovery_site.middleware.StaffMessages",
    "recovery_site.middleware.StaffHistory",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "recovery_site.urls"
WSGI_APPLICATION = "recovery_site.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "recovery_site.context.site",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    },
    # For the fragments of recovery_site/templatetags/fragments.py alone.
    {"BACKEND": "django.template.backends.jinja2.Jinja2", "DIRS": [BASE_DIR / "templates"]},
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]

DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.database("DATABASE_URL", f"sqlite:///{DATA_DIR}/site.sqlite3")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=33554432"
        ),
    }
DATABASES["default"].setdefault("CONN_MAX_AGE", 600)

CACHES = {"default": env.cache("CACHE_URL", "locmemcache://recovery")}
for _key, _value in env.email("EMAIL_URL", "consolemail://").items():
    if _key.startswith("EMAIL_"):
        globals()[_key] = _value
DEFAULT_FROM_EMAIL = SERVER_EMAIL = f"noreply@{urlsplit(SITE_URL).hostname}"

# So long a worker answers by the data version it last read; the pages themselves may be kept for a minute.
VERSION_SECONDS = 0.25

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "recovery_site.formats"
TIME_ZONE = env.zone("TIME_ZONE", "America/Chicago")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "recovery_site.storage.ForgivingStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# Who tries too often is known by user name alone: no address, browser or path is kept (sign_in.py).
AXES_HANDLER = "recovery_site.sign_in.ByName"
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_CLIENT_IP_CALLABLE = "recovery_site.sign_in.no_address"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # its pages have columns for addresses
OTP_TOTP_ISSUER = SITE_NAME
# Axes would rather count by address too; and its middleware would stand before public pages.
SILENCED_SYSTEM_CHECKS = ["axes.W002", "axes.W006"]
IMPORT_EXPORT_USE_TRANSACTIONS = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS or not DEBUG
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "recovery_site.kept_forms.csrf_failure"
if TRUST_PROXY_HEADERS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_visitor": {"()": "recovery_site.logging.NoVisitor"}},
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["no_visitor"], "formatter": "plain"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "recovery": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
