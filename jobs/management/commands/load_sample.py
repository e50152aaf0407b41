"""Fills an empty board with the sample feed; a board that has a feed is left alone."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

import jobs
from jobs.importer.fetching.small import SmallFile
from jobs.importer.logos import keeping
from jobs.importer.logos.picture import picture
from jobs.models import Employer, Feed

SAMPLE = Path(jobs.__file__).with_name("sample_feed.xml")
LOGOS = Path(jobs.__file__).with_name("sample_logos")


class Command(BaseCommand):
    help = "Imports the sample feed when no feed is configured yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if Feed.objects.exists():
            return
        feed = Feed.objects.create(
            name="Sample jobs", slug="sample", address=str(SAMPLE), enabled=False
        )
        call_command("import_feed", feed.slug, stdout=self.stdout)
        self._give_logos()

    def _give_logos(self) -> None:
        """Some of the invented employers have a logo; their addresses answer nothing."""
        drawn = {file.name: file for file in LOGOS.iterdir()}
        named = Employer.objects.exclude(logo_url="").order_by("pk")
        for pk, address in list(named.values_list("pk", "logo_url")):
            if file := drawn.get(PurePosixPath(urlsplit(address).path).name):
                data = SmallFile(file.read_bytes())
                keeping.keep(pk, address, picture(data.data), data, now=timezone.now())
