"""The board's own settings, with what a test run has no use for taken out."""

import os

os.environ["DEBUG"] = "false"
os.environ["SITE_URL"] = "http://testserver.example"
os.environ["SITE_CURRENCY"] = "USD"
os.environ.setdefault("SECRET_KEY", "a key for tests only, as long as a real one has to be")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from jobboard.settings import *  # noqa: F403

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files straight from where they are written, without collecting them first.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
