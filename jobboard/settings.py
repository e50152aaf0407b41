"""Settings of the job board. What differs between machines comes from the environment.

Every variable is described in docs/configuration.md (a test holds the two together).
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from marshmallow.validate import Length, OneOf

from jobboard.env import reader, seal

BASE_DIR = Path(__file__).resolve().parent.parent

# --- from the environment ------------------------------------------------------------------------
env = reader()
env.read_env(BASE_DIR / ".env", recurse=False)

DEBUG = env.flag("DEBUG", "false")
SECRET_KEY = env.str(
    "SECRET_KEY", validate=Length(min=50, error="expected at least 50 random characters")
)
PUBLIC_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
SITE_URL = env.site_url("SITE_URL", "http://127.0.0.1:8000")
SITE_NAME = env.str("SITE_NAME", "Job board", validate=Length(min=1, max=60))
CONTACT_EMAIL = env.mail_address("CONTACT_EMAIL", "")
SITE_LANGUAGE = env.language("SITE_LANGUAGE", "en")
SITE_CURRENCY = env.currency("SITE_CURRENCY", "USD")
DATABASE = env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
HSTS_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", "true")
BEHIND_PROXY = env.flag("BEHIND_PROXY", "false")
LOG_LEVEL = env.str(
    "LOG_LEVEL", "INFO", validate=OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
)
FEED_CONTACT = env.str("FEED_CONTACT", "", validate=Length(max=200))
FEED_MAX_MEGABYTES = env.number("FEED_MAX_MEGABYTES", "128")
FEED_TIMEOUT = env.number("FEED_TIMEOUT", "120")
FEED_ALLOWED_HOSTS = env.networks("FEED_ALLOWED_HOSTS", "")
FEED_FOLDERS = env.folders("FEED_FOLDERS", "")
INDEXNOW_KEY = env.indexnow_key("INDEXNOW_KEY", "")
INDEXNOW_URL = env.web_address("INDEXNOW_URL", "https://api.indexnow.org/indexnow")
ADMINS = env.recipients("ADMINS", "")
SERVER_EMAIL = DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "jobboard@localhost")
EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", "25")
EMAIL_HOST_USER = env.str("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_PASSWORD", "")
EMAIL_SECURITY = env.str("EMAIL_SECURITY", "none", validate=OneOf(["none", "starttls", "tls"]))

seal(env)

# --- Django --------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "jobs.apps.CurationConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_filters",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jobboard.middleware.SecurityHeadersMiddleware",
    "jobboard.language.LanguageMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "jobboard.sessions.SessionEndMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "jobboard.middleware.ComeBackMiddleware",
]

# The machine asks itself /-/health; no address is ever made from the Host header (see SITE_URL).
ALLOWED_HOSTS = [*PUBLIC_HOSTS, "127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "jobboard.urls"
WSGI_APPLICATION = "jobboard.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jobboard.context.site",
            ]
        },
    }
]

# --- database ------------------------------------------------------------------------------------
DATABASES = {"default": DATABASE | {"CONN_HEALTH_CHECKS": True}}
if DATABASE["ENGINE"].endswith("sqlite3"):
    # Readers never wait for the importer (WAL), and a writer waits for its turn instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }

# --- mail ----------------------------------------------------------------------------------------
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 20
EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "

# --- language and time ---------------------------------------------------------------------------
# Of commands and the admin, and of whatever runs outside of a visitor's request.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["jobboard.formats"]
# What a visitor gets who asks for none of them.
SPOKEN = SITE_LANGUAGE if SITE_LANGUAGE in dict(LANGUAGES) else LANGUAGE_CODE
# The same for everybody, whatever a browser asks for: beginnings of addresses, * for any part.
# What stands behind "/jobs." leaves the board as data.
ONE_LANGUAGE = {"/admin/": LANGUAGE_CODE, "/-/": LANGUAGE_CODE, "/jobs.": SPOKEN}
ONE_LANGUAGE["/jobs/*/picture.png"] = SPOKEN
ONE_LANGUAGE["/robots.txt"] = ONE_LANGUAGE["/sitemap"] = SPOKEN
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# --- static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
WHITENOISE_MIMETYPES = {".speculationrules": "application/speculationrules+json"}
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- security ------------------------------------------------------------------------------------
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^-/"]  # health checks come without TLS from the machine itself
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and HSTS_SUBDOMAINS
# Leaving the subdomains out is the operator's decision, nothing to be warned of.
SILENCED_SYSTEM_CHECKS = [] if HSTS_SUBDOMAINS else ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SAVED_COOKIE_NAME = "__Host-saved" if HTTPS else "saved"
SESSION_COOKIE_AGE = 8 * 60 * 60  # in all, and
SESSION_IDLE_AGE = 30 * 60  # without a click (see jobboard/sessions.py)
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jobs.views.errors.forbidden"
X_FRAME_OPTIONS = "DENY"

# Named as in Django 6, so that the middleware can go when its built-in one comes.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- signing in ----------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "jobboard.accounts.Backend",
]
# Never by the name alone: anybody could lock everybody out.
AXES_HANDLER = "jobboard.throttle.Throttle"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_FAILURE_LIMIT = 5  # of one name from one address
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is in the list of users
AXES_CLIENT_IP_CALLABLE = "jobboard.throttle.address"
AXES_LOCKOUT_CALLABLE = "jobboard.throttle.locked_out"
AXES_ENABLE_ADMIN = AXES_VERBOSE = False  # jobs/admin/people/ has pages of our own
OTP_TOTP_ISSUER = SITE_NAME

# --- logging -------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Scanners that guess host names get their 400; nobody needs a traceback of each.
    "loggers": {
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "axes": {"level": "WARNING"},  # it tells of every step
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
