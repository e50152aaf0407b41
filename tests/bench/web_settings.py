"""The tests' settings for a server of the bench, which may have addresses of its own."""

import os

from tests.settings import *  # noqa: F403

ROOT_URLCONF = os.environ.get("DJANGO_ROOT_URLCONF", "jobboard.urls")
