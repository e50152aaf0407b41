"""RSS and JSON Feed hold to their specifications, whatever stands in a job."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jobs.lib.html import clean
from jobs.lib.text import fit_for_xml
from jobs.models import Category, Employer, Feed, Job, JobSkill, Skill
from jobs.syndication.format import Format
from jobs.syndication.job_json import job_as_dict
from jobs.syndication.json_feed import json_feed
from jobs.syndication.rss import rss
from tests.syndication.trips import CHANNEL

HOST = "http://testserver.example"
ATOM = "{http://www.w3.org/2005/Atom}"
DC, CONTENT = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/rss/1.0/modules/content/}"
ONCE = {"title", "link", "guid", "pubDate", f"{DC}creator"}
ITEM = {*ONCE, "description", f"{CONTENT}encoded", "category", "source"}
_RFC_822 = re.compile(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")
HOSTILE = st.lists(
    st.sampled_from("]]> <b> & &amp; \x00 \x0b \ufffe \" ' </item> \U0001f600".split(" "))
    | st.text(max_size=5),
    min_size=1,
    max_size=6,
).map("".join)  # fmt: skip


def job_of(text: str, *, source: str = "", address: str = "", pk: int = 7) -> Job:
    """A job of which every text is this one, as the database would give it."""
    name = f"A{fit_for_xml(text)}"
    job = Job(
        pk=pk,
        feed=Feed(attribution_name=source, attribution_url=address),
        title=name,
        employer=Employer(name=name, slug="a"),
        description=clean(text),
        category=Category(name=name, slug="a"),
        apply_url="https://apply.example/",
        salary_text=name,
        posted_on=date(2026, 11, 20),
        first_seen_at=datetime(2026, 11, 21, 8, tzinfo=UTC),
        changed_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    )
    links = [JobSkill(job=job, skill=Skill(name=name, slug="a"))]
    job.__dict__["_prefetched_objects_cache"] = {"skill_links": links, "place_links": []}
    return job


def document(form: Format, *jobs: Job, note: str = "") -> bytes:
    channel = replace(CHANNEL, note=note)
    return b"".join((form.begin(channel), form.between.join(map(form.item, jobs)), form.end()))


def is_address(text: Any) -> bool:
    return urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).netloc)


def problems_of_rss(text: bytes) -> list[str]:
    """What https://www.rssboard.org/rss-specification would not have; nothing, as it should be."""
    root = etree.fromstring(text, etree.XMLParser(resolve_entities=False))
    [channel] = root.findall("channel")
    found = [] if (root.tag, root.get("version")) == ("rss", "2.0") else ["it is no RSS 2.0"]
    for name in ("title", "link", "description", "lastBuildDate", f"{ATOM}link"):
        found += [] if len(channel.findall(name)) == 1 else [f"the channel's {name}"]
    items = channel.findall("item")
    for item in items:
        names = [child.tag for child in item]
        found += [f"{name} is not there once" for name in ONCE if names.count(name) != 1]
        found += [f"{name} is no element of an item" for name in {*names} - ITEM]
        found += [f"{child.tag} is no text" for child in item if len(child)]
        found += [f"{child.tag} is empty" for child in item if not child.text]
        addresses = [item.findtext("link"), item.findtext("guid")]
        addresses += [source.get("url") for source in item.findall("source")]
        found += [f"{address} leads nowhere" for address in addresses if not is_address(address)]
        if not _RFC_822.fullmatch(item.findtext("pubDate", "")):
            found.append("the date of an item")
    guids = [item.findtext("guid") for item in items]
    return found if len(set(guids)) == len(guids) else [*found, "two items have one guid"]


def problems_of_json(text: bytes) -> list[str]:
    """What https://www.jsonfeed.org/version/1.1/ would not have; nothing, as it should be."""
    feed = json.loads(text)
    known = {"version", "title", "home_page_url", "feed_url", "description", "language", "items"}
    found = [f"{key} is no key of a feed" for key in feed.keys() - known]
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        found.append("the version")
    ids = [item["id"] for item in feed["items"]]
    found += [] if len(set(ids)) == len(ids) else ["two items have one id"]
    for item in feed["items"]:
        kinds = {"id": str, "url": str, "title": str, "content_html": str, "date_published": str,
                 "date_modified": str, "authors": list, "tags": list, "_job": dict}  # fmt: skip
        found += [
            f"the kind of {key}" for key in kinds if not isinstance(item.get(key), kinds[key])
        ]
        found += [f"{key} is no key of an item" for key in item.keys() - kinds.keys()]
        found += [] if is_address(item["url"]) else ["an address"]
        for key in ("date_published", "date_modified"):
            found += [] if datetime.fromisoformat(item[key]).tzinfo else [f"the zone of {key}"]
    return found


PROBLEMS = {rss: problems_of_rss, json_feed: problems_of_json}
ADDRESSES = st.sampled_from(["", "https://f.example/?a=1&b=<'\">"])


@pytest.mark.parametrize("form", PROBLEMS, ids=lambda form: form.name)
def test_a_feed_is_valid_with_any_number_of_jobs(form: Format) -> None:
    for number in range(3):
        jobs = [job_of("x", pk=pk) for pk in range(1, number + 1)]
        assert PROBLEMS[form](document(form, *jobs)) == []


@pytest.mark.parametrize("form", PROBLEMS, ids=lambda form: form.name)
@given(text=HOSTILE, address=ADDRESSES)
def test_a_feed_is_valid_whatever_stands_in_it(form: Format, text: str, address: str) -> None:
    sources = {"source": f"S{text}", "address": address} if address else {}
    jobs = [job_of(text, **sources), job_of("x", pk=8)]

    assert PROBLEMS[form](document(form, *jobs, note=text)) == []


@given(text=HOSTILE)
def test_what_stands_in_a_job_is_what_is_read(text: str) -> None:
    job = job_of(text)
    [item] = etree.fromstring(document(rss, job)).findall("channel/item")
    [told] = json.loads(document(json_feed, job))["items"]

    def read(said: str) -> str:  # as XML reads line ends
        return said.replace("\r\n", "\n").replace("\r", "\n")

    description = fit_for_xml(job.description)
    assert item.findtext(f"{CONTENT}encoded", "") == read(description)
    assert item.findtext(f"{DC}creator") == item.findtext("category") == read(job.employer.name)
    assert (told["content_html"], told["tags"]) == (job.description, [job.title, job.title])
    assert told["_job"] == json.loads(json.dumps(job_as_dict(job, "", "")))


@pytest.mark.parametrize("form", PROBLEMS, ids=lambda form: form.name)
def test_a_broken_feed_is_caught(form: Format) -> None:
    good = document(form, job_of("x"))
    address = f"{HOST}/jobs/7/ax/".encode()

    assert PROBLEMS[form](good.replace(address, b"/jobs/7/ax/")) != []
    assert PROBLEMS[form](document(form, job_of("x"), job_of("x"))) != []


def test_rss_tells_a_job() -> None:
    job = job_of("<p>You bake.</p>", source="Feeder & Co", address="https://f.example/?a=1&b=2")
    [item] = etree.fromstring(document(rss, job)).findall("channel/item")

    assert item.findtext("guid") == f"{HOST}/jobs/7/"
    assert item.find("guid").attrib == {}
    assert parsedate_to_datetime(item.findtext("pubDate")) == datetime(2026, 11, 20, tzinfo=UTC)
    assert item.findtext("title") == f"{job.title}, {job.employer.name}"
    assert item.findtext("description") == "You bake."
    assert item.findtext("source") == "Feeder & Co"
    assert item.find("source").get("url") == "https://f.example/?a=1&b=2"
    assert '<a href="https://f.example/?a=1&amp;b=2"' in item.findtext(f"{CONTENT}encoded")


def test_json_feed_tells_a_job() -> None:
    job = job_of("<p>You bake.</p>", source="Feeder", address="https://f.example")
    feed = json.loads(document(json_feed, job))
    [item] = feed.pop("items")

    assert item["_job"]["source"] == {"name": "Feeder", "url": "https://f.example"}
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Jobs in Toronto",
        "home_page_url": CHANNEL.home,
        "feed_url": CHANNEL.own,
        "language": "en",
    }
    assert item == {
        "id": f"{HOST}/jobs/7/",
        "url": f"{HOST}{job.get_absolute_url()}",
        "title": f"{job.title}, {job.title}",
        "content_html": '<p>You bake.</p>\n<p style="font-size:smaller">Source: '
        '<a href="https://f.example" rel="noopener">Feeder</a></p>',
        "date_published": "2026-11-20T00:00:00+00:00",
        "date_modified": "2026-11-22T09:30:00+00:00",
        "authors": [{"name": job.title}],
        "tags": [job.title, job.title],
        "_job": job_as_dict(job, "Feeder", "https://f.example"),
    }
