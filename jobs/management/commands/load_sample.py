"""Fills an empty board with the sample feed; a board that has a feed is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

import jobs
from jobs.models import Feed

SAMPLE = Path(jobs.__file__).with_name("sample_feed.xml")


class Command(BaseCommand):
    help = "Imports the sample feed when no feed is configured yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if Feed.objects.exists():
            return
        feed = Feed.objects.create(
            name="Sample jobs", slug="sample", address=str(SAMPLE), enabled=False
        )
        call_command("import_feed", feed.slug, stdout=self.stdout)
