"""The board's own settings, with what a test run has no use for taken out."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["DEBUG"] = "false"
os.environ["SITE_URL"] = "http://testserver.example"
os.environ["SITE_CURRENCY"] = "USD"
os.environ["INDEXNOW_KEY"] = "a-key-of-tests-2026"
os.environ["FEED_FOLDERS"] = tempfile.gettempdir()  # where tests write the documents of feeds
os.environ.setdefault("SECRET_KEY", "a key for tests only, as long as a real one has to be")
os.environ.setdefault("DATABASE_URL", "sqlite:///tests.sqlite3")

from jobboard.settings import *  # noqa: F403

if DATABASE["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in production: a database in memory has other locks, and no second connection.
    folder = tempfile.mkdtemp(prefix="jobboard-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    DATABASES["default"]["TEST"] = {"NAME": Path(folder) / "tests.sqlite3"}  # noqa: F405
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files straight from where they are written, without collecting them first.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
