"""Whether people would agree with the first page: judged queries, and how good the order is."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
