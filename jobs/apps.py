"""The one app of the board, and Django's admin with a site of our own."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps

from jobs.lib.words import speak


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Job board"

    def ready(self) -> None:
        speak(settings.SITE_LANGUAGE)


class CurationConfig(apps.AdminConfig):
    default = False  # of this module, JobsConfig is the app that "jobs" means
    default_site = "jobs.site.BoardSite"
