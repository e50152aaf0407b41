"""Every live job of every feed at hand: its markup passes the checklist, or there is a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from jobs.lib.html import to_text
from jobs.models import ImportRun, Job
from jobs.templatetags.board import json_ld
from tests.importer.test_real_feeds import EXPECTED, HERE, present
from tests.seo import checklist
from tests.seo.checklist import faults
from tests.seo.seen import Seen

pytestmark = pytest.mark.django_db
TITLE_RULES = (
    checklist.title_without_employer,
    checklist.title_without_place,
    checklist.title_without_pay,
    checklist.title_without_code,
)
# The day on which a feed is read: its jobs have dates then, and most of them expired long ago.
TODAY = (2026, 11, 23)
DAYS = {
    "indeed_doc_sample.xml": (2021, 6, 30),
    "jboard_double_escaped.xml": (2025, 3, 1),
    "jobrapido.xml": (2025, 4, 15),
    "jooble.xml": (2025, 4, 15),
    "jora.xml": (2025, 4, 15),
    "madgex_pascal_case.xml": (2016, 4, 30),
    "neogov_rss.xml": (2026, 8, 20),
    "oleeo_atom.xml": (2018, 2, 8),
    "stackoverflow_rss.xml": (2016, 11, 16),
    "talentcom.xml": (2025, 4, 15),
    "weworkremotely_rss.xml": (2026, 7, 11),
}
# Live jobs of each feed with markup, and those without by the reason.
FOUND = {
    "careerjet.xml": {"no date": 100},  # the dialect has none
    "chiropractic_custom.xml": {"markup": 7, "no date": 1},
    "indeed_4corner.xml": {"markup": 31},
    "indeed_doc_sample.xml": {"markup": 1},
    "jboard_double_escaped.xml": {"markup": 13, "title": 5},
    "jboard_snake_case.xml": {"markup": 65, "title": 1},
    "jobrapido.xml": {"markup": 100},
    "jooble.xml": {"markup": 100},
    "jora.xml": {"markup": 100},
    "linkedin_doc_sample.xml": {"no date": 1},
    "madgex_pascal_case.xml": {"markup": 3, "no country": 1},
    "neogov_rss.xml": {"markup": 1, "no country": 1},
    "oleeo_atom.xml": {"no country": 3},
    "stackoverflow_rss.xml": {"markup": 45, "title": 3},
    "talentcom.xml": {"markup": 100},
    "teamtailor_rss.xml": {"markup": 1, "no country": 1},
    "weworkremotely_rss.xml": {"no country": 4},  # worldwide
    "wpjobmanager_rss.xml": {"no country": 1},
    "trailing_junk_exceptionly_linkedin_2022.xml": {"no date": 1},
    "yubhub.xml": {"markup": 3},
    "000_2024-07-13_20f8bfb4.xml": {"no date": 66},
    "001_2024-07-13_495c2d5e.xml": {"no date": 66},
    "002_2024-07-13_88578ff9.xml": {"markup": 65, "title": 1},
}


def why_without(job: Job, page: str) -> str:
    """Why a live job is to have no markup, "" where it is to have some."""
    countries = {place.country for place in job.place_list} - {""}
    if job.posted_on is None:
        return "no date"
    if not countries:
        return "no country"
    told = json_ld({"@type": "JobPosting", "title": job.title})
    if not all(rule(Seen(page + told, job)) for rule in TITLE_RULES):
        return "title"
    return "" if to_text(job.description).casefold() != job.title.casefold() else "description"


def counted() -> dict[str, int]:
    """How many live jobs have markup, and why the others have none; nothing else may be wrong."""
    client, found, wrong = Client(), Counter[str](), {}
    for job in Job.objects.live().for_cards().select_related("feed"):
        page = client.get(job.get_absolute_url()).content.decode()
        marked = "JobPosting" in page
        reason = "" if marked else why_without(job, page)
        found["markup" if marked else reason] += 1
        if problems := faults(page, job) if marked else [] if reason else ["no markup"]:
            wrong[job.external_id, job.title] = problems
    assert wrong == {}
    return dict(found)


def test_every_job_of_the_sample_passes() -> None:
    call_command("load_sample", stdout=StringIO())

    assert counted() == {"markup": 222, "no country": 12, "no date": 2}


def documents() -> list[Path]:
    """Every feed that jobs come of, each once, and every version of the one kept over days."""
    filled = [HERE / name for name, told in EXPECTED.items() if told[0][3]]
    paths = [HERE / "yubhub.xml", *filled, *sorted((HERE / "sequence").glob("*.xml"))]
    return [*{path.read_bytes(): path for path in reversed(paths) if path.exists()}.values()]


@present
@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_job_of_a_feed_passes(import_document: Callable[..., ImportRun], path: Path) -> None:
    noon = datetime(*DAYS.get(path.name, TODAY), 12, tzinfo=UTC)
    with time_machine.travel(noon):
        import_document(path.read_bytes())

        assert counted() == FOUND.get(path.name)
