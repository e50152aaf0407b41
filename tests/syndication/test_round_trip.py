"""What leaves a board and comes to an empty one is what it was, field by field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from jobs.lib.html import clean
from jobs.management.commands.load_sample import SAMPLE
from jobs.models import Feed, ImportRun, Job
from jobs.search import memory
from jobs.syndication import facts as written
from tests.make import record, yubhub
from tests.syndication.trips import document, facts

pytestmark = pytest.mark.django_db
Import = Callable[..., ImportRun]
Told = dict[str, dict[str, Any]]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "feeds"
FEEDS = [path for path in sorted(SHARED.glob("**/*.xml")) if path.name != "README.md"]
SOURCE = '<p style="color:#666">Jobs by <a href="https://feeds.example/">Feeds Example</a></p>'


def jobs_of_the_board() -> list[Job]:
    """One row for each job: what is there twice leaves once. The dates of old feeds have passed."""
    shown = Job.objects.filter(closed_at=None, same_as=None)
    return list(shown.for_cards().select_related("feed", "employer").order_by("pk"))


def travelled(name: str, import_document: Import, source: bytes | str) -> tuple[Told, Told]:
    """What the jobs of a document say here, and on an empty board that imports them from us."""
    with transaction.atomic():
        import_document(source)
        jobs = jobs_of_the_board()
        ids = {str(job.pk): job.external_id for job in jobs}
        before = {job.external_id: facts(job) for job in jobs}
        if name == "indeed":  # its address is the page of the job here
            pages = {job.external_id: {"apply": written.page_of(job)} for job in jobs}
            before = {key: before[key] | pages[key] for key in before}
        sent = document(name, jobs)
        transaction.set_rollback(True)
    memory.forget()
    if not before:
        return {}, {}
    run = import_document(sent)
    assert (run.dialect, run.seen, run.rejected) == (name, len(before), 0)
    return before, {ids[job.external_id]: facts(job) for job in jobs_of_the_board()}


def differences(before: Told, after: Told) -> dict[str, dict[str, tuple[Any, Any]]]:
    assert after.keys() == before.keys()
    found = {
        key: {
            name: (was, after[key][name]) for name, was in told.items() if after[key][name] != was
        }
        for key, told in before.items()
    }
    return {key: fields for key, fields in found.items() if fields}


@pytest.mark.parametrize("name", ["yubhub", "indeed"])
def test_the_sample_comes_to_an_empty_board_as_it_is(name: str, import_document: Import) -> None:
    before, after = travelled(name, import_document, SAMPLE.read_bytes())

    assert len(before) == 236
    # Its feed has the bounds in fields the wrong way round, so they were not believed; the text
    # beside them states them rightly, and is all that travels.
    assert differences(before, after) == {
        "f1ec5f1b-f9f": {"pay": (None, (47000, 61000, "USD", "year"))}
    }
    feed = Feed.objects.get()
    assert (feed.attribution_name, feed.attribution_url) == (
        "Jobfeed Example",
        "https://jobfeed.example",
    )


def test_linkedin_carries_what_it_has_words_for(import_document: Import) -> None:
    before, after = travelled("linkedin", import_document, SAMPLE.read_bytes())

    assert {name for fields in differences(before, after).values() for name in fields} == {
        *("description", "website", "logo", "about", "level", "type", "places", "pay", "stated")
    }
    for key, told in before.items():
        towns = [place for place in told["places"] if not place[-1]]
        assert after[key]["places"] == (towns or told["places"])[:1]
        assert after[key]["type"] in (told["type"], None)
        assert after[key]["pay"] in (told["pay"], None)
    assert Feed.objects.get().attribution_name == ""  # its descriptions have no links


@pytest.mark.parametrize("name", ["yubhub", "indeed"])
@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_feeds_of_others_travel_as_they_are(name: str, path: Path, import_document: Import) -> None:
    lost = differences(*travelled(name, import_document, path.read_bytes()))

    fields = {field for told in lost.values() for field in told}
    if name == "indeed" and "places" in fields:
        fields.remove("places")
        # "Medellín, Colombia; Remote" beside the one country that Indeed's element can hold.
        assert [told["places"][1][1] for told in lost.values()] == [
            ("Remote, Colombia", "", "", "co", True)
        ]
    assert fields == set()


@pytest.mark.parametrize("name", ["yubhub", "indeed"])
def test_of_several_sources_each_stays_in_its_jobs(name: str, import_document: Import) -> None:
    """No paragraph ends nearly all descriptions, so none is taken for the signature of the feed."""
    with transaction.atomic():
        import_document(yubhub(*(record(key, Description="Text") for key in "abc")))
        Feed.objects.update(attribution_name="Feeds & Co", attribution_url="https://feeds.example")
        jobs = jobs_of_the_board()
        jobs[0].feed = Feed()
        sent = document(name, jobs)
        transaction.set_rollback(True)
    import_document(sent)

    signed = clean('<p>Text</p>\n<p>Source: <a href="https://feeds.example">Feeds &amp; Co</a></p>')
    told = [job.description for job in jobs_of_the_board()]
    assert told == ["<p>Text</p>", signed, signed]


@override_settings(LANGUAGE_CODE="de")
def test_a_signature_in_another_language_is_one(import_document: Import) -> None:
    document_ = yubhub(
        *(record(key, Description=f"<![CDATA[<p>Text</p>{SOURCE}]]>") for key in "ab")
    )
    before, after = travelled("yubhub", import_document, document_)

    assert differences(before, after) == {}
    assert before["a"]["description"] == "<p>Text</p>"
    assert Feed.objects.get().attribution_name == "Feeds Example"
