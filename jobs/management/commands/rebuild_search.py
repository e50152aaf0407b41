"""Writes what the search knows of every job anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from jobs.search import index


class Command(BaseCommand):
    help = (
        "Writes the words and rows by which all jobs are searched anew. After an upgrade `migrate` "
        "does it by itself; this is for a database that was changed by hand."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Jobs written anew: {index.rebuild():,}")
