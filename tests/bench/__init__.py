"""How fast the board is, next to the raw limits of what it is made of, in one run."""

import os

import django
from django.apps import apps

if not apps.ready:  # a command of the bench; the suite has all of this already
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ.setdefault("FEED_MAX_MEGABYTES", "10000")
    django.setup()
