"""Writes the search words of every job anew, a batch a transaction."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from jobs.models import Job
from jobs.search import index


class Command(BaseCommand):
    help = (
        "Rebuilds the search words of all jobs, after an upgrade that changed how words are made."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        ids = list(Job.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), index.BATCH):
            with transaction.atomic():
                index.put(ids[start : start + index.BATCH])
        self.stdout.write(f"{len(ids):,} jobs indexed")
