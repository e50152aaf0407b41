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


# What a person expects of each file: status, dialect, seen, created, rejected, duplicates.
NO_EMPLOYER = "every record was refused, the first because: expected an employer, got none"
NO_ADDRESS = "every record was refused, the first because: expected an apply url, got none"
EMPTY = "expected jobs, the feed is empty"
EXPECTED: dict[str, tuple[tuple[str, str, int, int, int, int], str]] = {
    "wellformed/careerjet.xml": (("applied", "careerjet", 100, 100, 0, 0), ""),
    "wellformed/chiropractic_custom.xml": (("applied", "generic", 8, 8, 0, 0), ""),
    "wellformed/empty_jooble.xml": (("held", "", 0, 0, 0, 0), EMPTY),
    "wellformed/empty_talentcom.xml": (("held", "", 0, 0, 0, 0), EMPTY),
    "wellformed/indeed_4corner.xml": (("applied", "indeed", 31, 31, 0, 0), ""),
    "wellformed/indeed_doc_sample.xml": (("applied", "indeed", 1, 1, 0, 0), ""),
    "wellformed/jazzhr.xml": (("rejected", "generic", 2, 0, 2, 0), NO_EMPLOYER),
    "wellformed/jboard_double_escaped.xml": (("applied", "yubhub", 18, 18, 0, 0), ""),
    "wellformed/jboard_snake_case.xml": (("applied", "yubhub", 68, 68, 0, 0), ""),
    "wellformed/jobrapido.xml": (("applied", "jobrapido", 100, 100, 0, 0), ""),
    "wellformed/jobvite_opower.xml": (("rejected", "jobvite", 45, 0, 45, 0), NO_EMPLOYER),
    "wellformed/jooble.xml": (("applied", "jooble", 100, 100, 0, 0), ""),
    "wellformed/jora.xml": (("applied", "jora", 100, 100, 0, 0), ""),
    # The second record of the documentation's sample says "..." and nothing else.
    "wellformed/linkedin_doc_sample.xml": (
        ("applied", "linkedin", 2, 1, 1, 0),
        "1 of 2 records were refused",
    ),
    "wellformed/madgex_pascal_case.xml": (("applied", "madgex", 4, 4, 0, 0), ""),
    "wellformed/neogov_rss.xml": (("applied", "neogov", 2, 2, 0, 0), ""),
    "wellformed/oleeo_atom.xml": (("applied", "atom", 4, 3, 0, 1), ""),
    # From a file nobody knows the company's address, which its links are made of.
    "wellformed/personio_positions.xml": (("rejected", "personio", 11, 0, 11, 0), NO_ADDRESS),
    "wellformed/personio_small.xml": (("rejected", "personio", 2, 0, 1, 1), NO_ADDRESS),
    "wellformed/stackoverflow_rss.xml": (("applied", "stackoverflow", 49, 49, 0, 0), ""),
    "wellformed/talentcom.xml": (("applied", "talent", 100, 100, 0, 0), ""),
    "wellformed/teamtailor_rss.xml": (("applied", "teamtailor", 2, 2, 0, 0), ""),
    "wellformed/weworkremotely_rss.xml": (("applied", "weworkremotely", 4, 4, 0, 0), ""),
    "wellformed/wpjobmanager_rss.xml": (("applied", "wpjobmanager", 1, 1, 0, 0), ""),
    "malformed/eight_bytes_crossingz_2024-07-24.xml": (
        ("rejected", "", 0, 0, 0, 0),
        "expected XML, got text: jobs.xml",
    ),
    "malformed/trailing_junk_exceptionly_linkedin_2022.xml": (
        ("applied", "linkedin", 1, 1, 0, 0),
        "The document was mended: 1 x text after the document",
    ),
    "malformed/two_roots_talia_2025-11-05.xml": (
        ("rejected", "", 0, 0, 0, 0),
        "expected well-formed XML to the end, got in line 3, column 9",
    ),
    "malformed/unclosed_item_wwr_tittle_fixture.rss": (
        ("rejected", "", 0, 0, 0, 0),
        "expected well-formed XML to the end, got in line 52, column 22",
    ),
    # Its bare & can be mended; a <url> in line 375 has no end.
    "malformed/unescaped_amp_wakam_greenhouse_2023-11.xml": (
        ("rejected", "", 0, 0, 0, 0),
        "expected well-formed XML to the end, got in line 383, column 11",
    ),
    "malformed/zero_bytes_cpsit.xml": (("rejected", "", 0, 0, 0, 0), "expected XML, got an empty"),
    "malformed/ziprecruiter_trailing.xml": (("rejected", "generic", 1, 0, 1, 0), NO_ADDRESS),
}


@present
def test_every_feed_beside_the_project_has_an_expectation() -> None:
    found = {f"{path.parent.name}/{path.name}" for path in HERE.glob("*formed/*")}

    assert found == EXPECTED.keys()


@present
@pytest.mark.parametrize("name", EXPECTED)
def test_a_feed_in_the_wild_is_read_as_a_person_would(import_document: Import, name: str) -> None:
    run = import_document((HERE / name).read_bytes())

    counts = (run.status, run.dialect, run.seen, run.created, run.rejected, run.duplicates)
    assert counts == EXPECTED[name][0]
    assert run.message.startswith(EXPECTED[name][1])
    assert Job.objects.count() == run.created
