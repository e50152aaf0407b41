"""Writes the search words of every job anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jobs.search import index


class Command(BaseCommand):
    help = "Rebuilds the search words of all jobs, after an upgrade that changed how they are made."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{index.rebuild():,} jobs indexed")
