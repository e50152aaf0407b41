"""The same job of two feeds through whole imports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jobs.importer import twins
from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import Feed, Job
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
Import = Callable[..., Feed]


@pytest.fixture
def bring(tmp_path: Path) -> Import:
    """Imports these records (title by external id) into the feed of this name; all are in Cork."""

    def run(name: str, **titles: str) -> Feed:
        path = tmp_path / f"{name}.xml"
        facts = {"Location": "Cork, IE"}
        path.write_text(yubhub(*(record(one, Title=told, **facts) for one, told in titles.items())))
        feed = feed_for(str(path))
        register(feed)
        run_feed(feed, Options())
        return feed

    return run


def shown() -> dict[str, str | None]:
    return dict(Job.objects.values_list("external_id", "same_as__external_id"))


def live() -> set[str]:
    return set(Job.objects.live().values_list("external_id", flat=True))


def test_the_same_job_of_two_feeds_is_shown_once_until_one_drops_it(bring: Import) -> None:
    bring("one", a="Baker", b="Cook")
    bring("two", y="Baker (m/w/d)", z="Pilot")
    assert shown() == {"a": None, "b": None, "y": "a", "z": None}

    bring("one", b="Cook")
    assert live() == {"b", "y", "z"}
    bring("one", a="Baker", b="Cook")
    assert live() == {"a", "b", "z"}
    bring("two", z="Pilot")
    assert live() == {"a", "b", "z"}


def test_a_job_that_its_feed_words_anew_leaves_its_twin_and_finds_another(bring: Import) -> None:
    bring("one", a="Baker", b="Cook")
    bring("two", y="Baker", z="Pilot")

    bring("one", a="Pilot", b="Cook")

    assert shown() == {"a": None, "b": None, "y": None, "z": "a"}


def test_what_an_editor_wrote_is_what_twins_are_known_by(bring: Import) -> None:
    bring("one", a="Baker", b="Cook")
    bring("two", y="Baker", z="Pilot")
    job = Job.objects.get(external_id="a")
    job.title = "Pilot"
    job.keep(["title", "places"])
    job.save()
    twins.renew([job.pk])
    assert shown() == {"a": None, "b": None, "y": None, "z": "a"}

    job.places.clear()
    twins.renew([job.pk])
    bring("one", a="Baker of bread", b="Cook")

    assert shown() == {"a": None, "b": None, "y": None, "z": None}


def test_an_unchanged_feed_leaves_every_row_as_it_is(bring: Import) -> None:
    bring("one", a="Baker", b="Cook")
    bring("two", y="Baker", z="Pilot")
    before = list(Job.objects.order_by("pk").values())

    bring("one", a="Baker", b="Cook")
    bring("two", y="Baker", z="Pilot")

    assert list(Job.objects.order_by("pk").values()) == before
