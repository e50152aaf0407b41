"""Locating places while an import makes new ones."""

from __future__ import annotations

from pathlib import Path
from threading import Barrier

import pytest

from jobs.importer import locating
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.lib.geonames import City
from jobs.models import Job, Place
from tests import searched
from tests.gazetteer import write_cities
from tests.make import make_job, record, yubhub
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 60


@pytest.mark.parametrize("attempt", range(3))
def test_an_import_and_a_run_over_its_places_do_not_harm_each_other(
    tmp_path: Path, attempt: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locating, "BATCH", 5)
    towns = [City(f"Town {n}", (), "ie", "M", 900, n / 10, 0.5) for n in range(NUMBER)]
    gazetteer = write_cities(tmp_path / "cities.json", towns)
    for town in towns[: NUMBER // 2]:
        make_job(places=f"{town.name}, Ireland")
    path = tmp_path / "feed.xml"
    path.write_text(yubhub(*(record(t.name, Location=f"{t.name}, Ireland") for t in towns[::-1])))
    feed = feed_for(str(path))
    register(feed)
    start = Barrier(2)

    def run_import() -> None:
        start.wait()
        run_feed(feed, Options())

    def locate() -> None:
        start.wait()
        locating.locate(gazetteer)

    raised = together(run_import, locate)
    locating.locate(gazetteer)

    assert raised == []
    assert Job.objects.count() == NUMBER + NUMBER // 2
    located = Place.objects.values_list("city", "latitude", "located_by")
    assert sorted(located) == sorted((t.name, t.latitude, "gazetteer") for t in towns)
    assert searched.remembered() == searched.expected()
