"""The one app of the board."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from jobs.lib.words import speak


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Job board"

    def ready(self) -> None:
        speak(settings.SITE_LANGUAGE)
