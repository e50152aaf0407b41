"""The user's own feed and its neighbours, where a developer has them beside the project."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from jobs.models import Feed, ImportRun, Job

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
HERE = Path(__file__).resolve().parents[3] / "shared" / "feeds"
present = pytest.mark.skipif(not HERE.exists(), reason="no feeds of others beside the project")


@present
def test_the_yubhub_feed_is_understood(import_document: Import) -> None:
    run = import_document((HERE / "yubhub.xml").read_bytes())

    assert (run.seen, run.created, run.rejected, run.problems) == (3, 3, 0, [])
    jobs = {job.external_id: job for job in Job.objects.live().for_cards()}
    facts = {
        external_id: (
            job.title,
            job.employer.name,
            (job.salary_currency, job.salary_min, job.salary_max, job.salary_period),
            [(place.city, place.region, place.country, place.remote) for place in job.place_list],
            (job.level and job.level.slug, job.arrangement, job.job_type and job.job_type.slug),
            str(job.posted_on),
            job.apply_url,
        )
        for external_id, job in jobs.items()
    }
    usd = ("USD", Decimal(155584), Decimal(320320), "year")
    coast = [("San Francisco", "California", "us", False), ("", "", "us", True)]
    greenhouse = "https://job-boards.greenhouse.io/pinterest/jobs"
    assert facts == {
        "b154f572-13d": (
            "Software Engineer II, Backend",
            "Pinterest",
            ("CAD", Decimal(139378), Decimal(189378), "year"),
            [("Toronto", "Ontario", "ca", False)],
            ("mid", "remote", "full-time"),
            "2026-04-24",
            f"{greenhouse}/5132899",
        ),
        "e12807fc-1d5": (
            "Sr. Backend Engineer",
            "tvScientific",
            usd,
            coast,
            ("senior", "remote", "full-time"),
            "2026-04-24",
            f"{greenhouse}/7782548",
        ),
        "ccb5daf2-354": (
            "Sr. ML Ops Engineer",
            "tvScientific",
            usd,
            coast,
            ("senior", "remote", "full-time"),
            "2026-04-18",
            f"{greenhouse}/7642249",
        ),
    }
    feed = Feed.objects.get()
    assert (feed.attribution_name, feed.attribution_url) == ("YubHub", "https://yubhub.co")
    for job in jobs.values():
        assert "YubHub" not in job.description
        assert "</ul>\n<ul>" not in job.description


@present
def test_versions_of_one_feed_change_what_has_changed(import_document: Import) -> None:
    runs, ids = [], []
    for version in sorted((HERE / "sequence").glob("*.xml")):
        run = import_document(version.read_bytes())
        runs.append((run.created, run.updated, run.unchanged, run.closed, run.rejected))
        ids.append(sorted(Job.objects.values_list("pk", "external_id")))

    assert runs == [(68, 0, 0, 0, 0), (0, 44, 24, 0, 0), (0, 68, 0, 0, 0), (0, 0, 68, 0, 0)]
    assert ids == [ids[0]] * 4


@present
@pytest.mark.parametrize("path", sorted(HERE.glob("malformed/*")), ids=lambda path: path.stem)
def test_a_broken_feed_is_refused_with_a_reason(import_document: Import, path: Path) -> None:
    run = import_document(path.read_bytes())

    assert (run.status, run.created, Job.objects.count()) == ("rejected", 0, 0)
    assert run.message.startswith("expected")
