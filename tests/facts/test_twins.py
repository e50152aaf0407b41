"""When two records are one job, as a reader sees it: through whole imports, all cases in one."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from jobs.importer.pipeline import Options, run_feed
from jobs.importer.sources import feed_for, register
from jobs.models import Job
from tests.facts.cases import cases
from tests.make import record, yubhub

pytestmark = pytest.mark.django_db
CASES = cases("twins")
LONG = (
    "<p>You bake bread and rolls from four in the morning, in a team of three.</p><ul><li>You know "
    "sourdough</li><li>You like people</li></ul><p>Nobody here works alone, and nobody sells what "
    "he would not eat himself.</p><p>You are not afraid of an oven that is older than you: we "
    "pay above the rate, close at noon & give you each second Saturday off.</p>"
)
TEXTS = {
    "long": LONG,
    "set": LONG.replace("</p><ul><li>", " ").replace("</li><li>", "; ").replace(":", " -").upper(),
    "other": LONG.replace("bread and rolls", "cakes").replace("sourdough", "sugar"),
    "ref": f"{LONG}<p>Reference 2026-77</p>",
    "short": "<p>You bake bread and rolls.</p>",
    "cut": LONG.partition(" second Saturday")[0] + " ...",
}
FIRST = {
    "title": "Baker",
    "place": "Cork, Ireland",
    "apply": "https://bread.example/jobs/4711",
    "text": "long",
    "pay": "15 EUR per hour",
    "type": "Full-time",
    "arrangement": "On-site",
    "employer": "Ember Loaf",
}


def told(number: int, name: str, changes: dict[str, str]) -> str:
    """The record of a case; each case has an employer and a host of its own."""
    facts = FIRST | {key: value for key, value in changes.items() if value}
    facts = {key: "" if value == "~" else value for key, value in facts.items()}
    description = TEXTS.get(facts["text"], "")
    return record(
        f"{number}{name}",
        Title=facts["title"],
        Location=facts["place"],
        Applyto=escape(facts["apply"].replace(".example", f"{number}.example")),
        Description=f"<![CDATA[{description}]]>",
        Salaryrange=facts["pay"],
        Jobtype=facts["type"],
        Workarrangement=facts["arrangement"],
        Employername=f"{facts['employer']} {number}",
    )


@pytest.fixture(scope="module")
def groups(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, str]]:
    """Each record to the one that is shown for it."""
    folder: Path = tmp_path_factory.mktemp("twins")
    feeds: dict[str, list[str]] = {"one": [], "two": []}
    for number, case in enumerate(CASES):
        changes = {key: value for key, value in case.items() if key in FIRST}
        shared = {key: value for key, value in changes.items() if key in case["both"].split()}
        feeds["one"].append(told(number, "a", shared))
        feeds["one" if case["feeds"] == "1" else "two"].append(told(number, "b", changes))
    with django_db_blocker.unblock(), transaction.atomic():
        for name, records in feeds.items():
            path = folder / f"{name}.xml"
            path.write_text(yubhub(*records))
            feed = feed_for(str(path))
            register(feed)
            assert run_feed(feed, Options()).created == len(records)
        rows = Job.objects.values_list("external_id", "same_as__external_id")
        yield {one: other or one for one, other in rows}
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[f"{one['feeds']}: {one['what']}" for one in CASES]
)
def test_as_many_jobs_are_shown_as_a_reader_sees(groups: dict[str, str], number: int) -> None:
    shown = {groups[f"{number}{name}"] for name in "ab"}

    assert len(shown) == int(CASES[number]["jobs"])
