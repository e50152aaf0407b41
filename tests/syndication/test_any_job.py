"""Any job that the board could have comes back as it was, whatever stands in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from jobs.importer.records import CleanJob, RawJob
from jobs.lib.html import clean as cleaned
from jobs.lib.money import has_money
from jobs.lib.place_words import may_tell_arrangement
from jobs.lib.places import parse_places
from jobs.lib.text import fit_for_xml
from jobs.models import Feed, Job, Place
from jobs.syndication import FORMATS
from jobs.syndication.facts import place_text
from tests.facts.cases import cases
from tests.syndication.trips import document, facts, read, stored, understood

Pay = tuple[object, ...] | None


def told(table: str, column: str) -> st.SearchStrategy[str]:
    """What feeds write, without lists in JSON: a part of one is none."""
    return st.sampled_from([one[column] for one in cases(table) if "[" not in one[column]])


HTML = st.sampled_from(
    ["<p>", "</p>", "<ul><li>", "</li></ul>", "<ol><li>1</li></ol>", "<b>", "</b>", "<em>so</em>",
     "<h3>About:</h3>", '<a href="https://a.example/?a=1&amp;copy=2">here</a>', "\n\n", "ü",
     "&amp;", "&", "&lt;", "<", ">", "]]>", "\xa0", "&nbsp;", "R&amp;D", "C++ & more", "\u2028"]
)  # fmt: skip
WORDS = st.sampled_from(["Senior", "Baker", "-", "&", "C++", "(m/w/d)", "<b>", "Berlin", "#5"])
PAY = st.sampled_from(
    [("", ""), ("0", ""), ("20000", "30000"), ("20.50", "25.75"), ("40", "40"), ("", "61000.5")]
)
SKILLS = st.one_of(told("skills", "text"), st.text(max_size=12))


def raw_job(pay: tuple[str, str], **told: str) -> RawJob:
    return RawJob(external_id="4711", salary_min=pay[0], salary_max=pay[1], **told)


RAW_JOBS = st.builds(
    raw_job,
    pay=PAY,
    title=st.one_of(told("titles", "title"), st.lists(WORDS, max_size=6).map(" ".join), st.text()),
    description=st.one_of(st.text(max_size=60), st.lists(HTML, max_size=12).map("".join)),
    job_type=st.sampled_from(["", "full-time", "Vollzeit", "Freelance", "Zeitvertrag", "A & B"]),
    level=st.sampled_from(["", "mid", "Senior", "Director", "Principal", "II"]),
    arrangement=st.sampled_from(["", "remote", "hybrid", "onsite"]),
    salary=st.one_of(told("pay", "text"), st.just("")),
    salary_currency=st.sampled_from(["", "EUR", "USD", "$"]),
    salary_period=st.sampled_from(["", "year", "hour", "monthly"]),
    skills=st.lists(SKILLS, max_size=5).map(", ".join),
    category=st.one_of(st.sampled_from(["", "Engineering", "Sales & Marketing"]), st.text()),
    industry=st.sampled_from(["", "Technology"]),
    employer=st.one_of(st.sampled_from(["Harbourline", "AT&T", "Müller & Co. KG"]), st.text()),
    employer_logo=st.sampled_from(["", "https://logo.example/a.png?x=1&y=2"]),
    employer_website=st.sampled_from(["", "https://harbourline.example/"]),
    employer_description=st.one_of(st.just("Bread <b>and</b>\nbutter & more"), st.text()),
    apply_url=st.sampled_from(["https://apply.example/1", "https://apply.example/?id=12&a=b"]),
    location=st.lists(told("places", "text"), max_size=3).map("; ".join),
    country=st.sampled_from(["", "US", "Germany"]),
    posted=st.sampled_from(["", "2026-11-02"]),
    expires=st.sampled_from(["", "2027-01-31"]),
)


def is_understood(place: Place) -> bool:
    """Whether its country is known, so that its neighbours do not tell it, and it is one place."""
    read = [(one.city, one.region, one.country) for one in parse_places(place_text(place))]
    return bool(place.country) and read == [(place.city, place.region, place.country)]


def known(raw: RawJob) -> Job:
    """The job of a record, of which the board knows for certain what it knows at all."""
    clean = understood(raw)
    assume(isinstance(clean, CleanJob))
    assert isinstance(clean, CleanJob)
    pay = clean.salary
    paid = pay.minimum is not None or pay.maximum is not None
    assume(paid or not (pay.currency or pay.period or has_money(clean.title)))
    job = stored(clean)
    assume(all(map(is_understood, job.place_list)))
    remote = any(place.remote for place in job.place_list)
    assume(job.arrangement or not (remote or may_tell_arrangement(raw.location)))
    return job


def travelled(name: str, job: Job) -> dict[str, Any]:
    dialect, raws, mended = read(document(name, [job]))
    assert dialect == name
    assume(not mended)  # what the reader takes for a slip of the writer, as "]]>" at the end
    came = understood(raws[0])
    assert isinstance(came, CleanJob), came
    return facts(stored(came))


def assert_same_pay(came: Pay, expected: Pay) -> None:
    """What fields and text said differently is unknown here; the text alone says it once."""
    assert (came is None) == (expected is None)
    for one, was in zip(came or (), expected or (), strict=True):
        assert one == was or was == ""


@settings(deadline=None)  # it writes and reads a file
@given(RAW_JOBS)
def test_any_job_comes_back_from_yubhub_xml(raw: RawJob) -> None:
    job = known(raw)

    came = travelled("yubhub", job)

    # A text without any tag becomes a paragraph whenever it is cleaned.
    expected = facts(job) | {"description": cleaned(job.description)}
    assert_same_pay(came.pop("pay"), expected.pop("pay"))
    assert came == expected


@settings(deadline=None)  # it writes and reads a file
@given(RAW_JOBS)
def test_any_job_comes_back_from_indeed_xml(raw: RawJob) -> None:
    job = known(replace(raw, title="".join(sign for sign in raw.title if not sign.isdigit())))

    came = travelled("indeed", job)

    assert came.pop("apply").startswith("http://testserver.example/jobs/4711/")
    expected = facts(job) | {"description": cleaned(job.description.replace("&nbsp;", "\xa0"))}
    del expected["apply"]
    assert_same_pay(came.pop("pay"), expected.pop("pay"))
    assert came == expected


@settings(deadline=None)  # it writes and reads a file
@given(RAW_JOBS)
def test_any_job_is_true_in_linkedin_xml(raw: RawJob) -> None:
    job = known(raw)

    came, expected = travelled("linkedin", job), facts(job)

    for field in ("employer", "arrangement", "category", "industry", "skills", "posted", "apply"):
        assert came[field] == expected[field]
    assert set(came["places"]) <= set(expected["places"])
    assert came["type"] in (expected["type"], None)


@settings(deadline=None)
@given(st.text(min_size=1), st.text(), st.text(), st.sampled_from(sorted(FORMATS)))
def test_whatever_an_editor_writes_stands_in_it(
    title: str, description: str, source: str, name: str
) -> None:
    feed = Feed(attribution_name=source, attribution_url="https://feeds.example/?a=1&b=2")
    clean = CleanJob("4711", title, "Harbourline", description, "https://apply.example/1")
    root = etree.fromstring(document(name, [stored(clean, feed)]))

    texts = {node.tag.lower(): node.text or "" for node in root.iter() if isinstance(node.tag, str)}
    assert texts["title"] == as_read(title)
    if name == "yubhub":
        assert texts["description"].startswith(as_read(description))


def as_read(text: str) -> str:
    """As every reader of XML has it."""
    return fit_for_xml(text).replace("\r\n", "\n").replace("\r", "\n")
