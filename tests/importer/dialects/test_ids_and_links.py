"""What a record is known by from run to run, and what its links start from."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.importer.dialects import DIALECTS, detect
from jobs.importer.dialects.look import absolute, base_of, identified
from jobs.importer.records import RawJob, Record, Sketch

NONE = ("N/A", "null", "None", "-", "0", "0000", "undefined")


@pytest.mark.parametrize(
    ("raw", "external_id"),
    [
        (RawJob(external_id="A1", apply_url="https://x.example/1"), "A1"),
        (RawJob(apply_url="https://x.example/1?job=2"), "https://x.example/1?job=2"),
        (
            RawJob(apply_url="https://x.example/1?utm_source=f&job=2&utm_medium=r#top"),
            "https://x.example/1?job=2#top",
        ),
        (RawJob(apply_url="https://x.example/1?utm_source=f"), "https://x.example/1"),
        (RawJob(title="Cooper", employer="Cask", location="Jerez"), "cooper\x1fcask\x1fjerez"),
        (RawJob(title=" COOPER ", employer="Cask", location="Jérez"), "cooper\x1fcask\x1fjerez"),
        # The front page of an employer is no job of its own.
        (RawJob(title="Cooper", apply_url="https://x.example/"), "cooper\x1f\x1f"),
        (RawJob(employer="Cask"), ""),
        *((RawJob(none, apply_url="https://x.example/1"), "https://x.example/1") for none in NONE),
        (RawJob("0", title="Cooper"), "cooper\x1f\x1f"),
        (RawJob("007"), "007"),
        (RawJob("nullable"), "nullable"),
    ],
)
def test_a_record_keeps_its_id(raw: RawJob, external_id: str) -> None:
    known = sha256(external_id.encode()).hexdigest() if "\x1f" in external_id else external_id
    assert identified(raw).external_id == known


def test_an_id_too_long_for_the_board_becomes_its_digest() -> None:
    long = "x" * 256
    assert identified(RawJob(external_id=long)).external_id == sha256(long.encode()).hexdigest()
    assert identified(RawJob(external_id=long[1:])).external_id == long[1:]


@pytest.mark.parametrize(
    ("link", "resolved"),
    [
        ("https://other.example/1", "https://other.example/1"),
        ("mailto:jobs@x.example", "mailto:jobs@x.example"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("//cdn.example/logo.png", "https://cdn.example/logo.png"),
        ("/jobs/1", "https://x.example/jobs/1"),
        ("1?a=b", "https://x.example/feeds/1?a=b"),
        ("www.x.example/jobs/1", "http://www.x.example/jobs/1"),
        ("//[broken", "//[broken"),
        ("other.example/5", "http://other.example/5"),
        ("jobs.other.example:8080/5?a=b", "http://jobs.other.example:8080/5?a=b"),
        ("firma.pl/praca/5", "http://firma.pl/praca/5"),
        ("other.example", "other.example"),
        ("apply.php/5", "https://x.example/feeds/apply.php/5"),
        ("show.aspx?id=5", "https://x.example/feeds/show.aspx?id=5"),
        ("../jobs/5.html", "https://x.example/jobs/5.html"),
        ("2.0/jobs/5", "https://x.example/feeds/2.0/jobs/5"),
        ("#", ""),
        ("#apply", ""),
        ("-", ""),
        ("N/A", ""),
        ("null", ""),
        ("\ufeffhttps://other.example/1\u200b", "https://other.example/1"),
        ("Click here", "Click here"),
        ("Click", "Click"),
    ],
)
def test_a_link_is_made_absolute(link: str, resolved: str) -> None:
    assert absolute(link, "https://x.example/feeds/all.xml") == resolved


def test_without_a_base_a_relative_link_stays_as_it_is() -> None:
    assert absolute("/jobs/1", "") == "/jobs/1"
    assert absolute("//cdn.example/logo.png", "") == "https://cdn.example/logo.png"


@pytest.mark.parametrize(
    ("dialect", "entries", "external_id"),
    [
        ("generic", (("jobcode", "ENG"), ("id", "1")), "1"),
        ("generic", (("jobreference", "R"), ("@id", "1")), "1"),
        ("generic", (("id", "N/A"), ("jobcode", "ENG")), "ENG"),
        ("indeed", (("requisitionid", "R"), ("referencenumber", "1")), "1"),
        ("indeed", (("requisitionid", "R"), ("id", "1")), "1"),
        ("indeed", (("referencenumber", "null"), ("requisitionid", "R")), "R"),
    ],
)
def test_the_id_that_is_one_jobs_alone_wins(
    dialect: str, entries: tuple[tuple[str, str], ...], external_id: str
) -> None:
    sketch = Sketch(root="jobs", record="job")
    assert DIALECTS[dialect].raw_job(Record(entries), sketch).external_id == external_id


@pytest.mark.parametrize(
    ("dialect", "entries", "link"),
    [
        (
            "generic",
            (("link", "Click here"), ("link@href", "https://a.example/1")),
            "https://a.example/1",
        ),
        ("generic", (("link", "Apply"), ("link@href", "/1")), "https://x.example/1"),
        ("generic", (("applyurl", "#"), ("url", "https://a.example/1")), "https://a.example/1"),
        ("generic", (("url", "null"),), ""),
        ("generic", (("url", "\u200bhttps://a.example/1"),), "https://a.example/1"),
        ("generic", (("url", "/1"), ("link", "https://a.example/1")), "https://x.example/1"),
        ("rss", (("guid", "abc"),), ""),
        ("rss", (("guid", "https://a.example/1"),), "https://a.example/1"),
        *(
            (name, (("guid", "abc"),), "")
            for name in "stackoverflow successfactors teamtailor weworkremotely neogov".split()
        ),
    ],
)
def test_only_an_address_is_a_link(
    dialect: str, entries: tuple[tuple[str, str], ...], link: str
) -> None:
    sketch = Sketch(root="jobs", record="job")
    raw = DIALECTS[dialect].raw_job(Record(entries), sketch, "https://x.example/feed.xml")
    assert raw.apply_url == link


@pytest.mark.parametrize(
    ("dialect", "sketch"),
    [
        (
            "adzuna",
            Sketch("jobs", "job", names=frozenset("id title url location contracttype".split())),
        ),
        (
            "ziprecruiter",
            Sketch(
                "source",
                "job",
                names=frozenset("title referencenumber url company compensationcurrency".split()),
            ),
        ),
    ],
)
def test_a_dialect_is_known_without_its_optional_elements(dialect: str, sketch: Sketch) -> None:
    found = detect(sketch)
    assert found is not None
    assert found.name == dialect


def test_pay_is_read_where_nothing_tells_ziprecruiter_from_indeed() -> None:
    record = Record((("title", "Cooper"), ("compensationmin", "20"), ("compensationinterval", "h")))
    raw = DIALECTS["indeed"].raw_job(record, Sketch(root="source", record="job"))
    assert (raw.salary_min, raw.salary_period) == ("20", "h")


def test_the_nearest_base_wins() -> None:
    header = {"channel/link": "https://site.example/", "publisherurl": "https://ats.example/"}
    record = Record((("@base", "https://entry.example/"),))
    address = "https://feed.example/f.xml"
    assert base_of(record, Sketch(root="rss", header=header), address) == "https://entry.example/"
    plain = Record(())
    assert base_of(plain, Sketch(root="rss", header=header), address) == "https://site.example/"
    assert base_of(plain, Sketch(root="source"), address) == address
    only_publisher = Sketch(root="source", header={"publisherurl": "https://ats.example/"})
    assert base_of(plain, only_publisher, "/srv/feed.xml") == "https://ats.example/"
    assert base_of(plain, Sketch(root="source"), "-") == ""


_names = sorted(
    {
        way
        for dialect in DIALECTS.values()
        for ways in dialect.elements.values()
        for way in ways
        if isinstance(way, str)
    }
)
_entries = st.lists(st.tuples(st.sampled_from(_names), st.text(max_size=40)), max_size=15)


@given(st.sampled_from(sorted(DIALECTS)), _entries, st.text(max_size=30))
def test_any_record_gives_a_job_of_its_own_text_and_always_the_same(
    name: str, entries: list[tuple[str, str]], address: str
) -> None:
    record, sketch = Record(tuple(entries)), Sketch(root="jobs", record="job")
    raw = DIALECTS[name].raw_job(record, sketch, address)
    assert raw == DIALECTS[name].raw_job(record, sketch, address)
    assert len(raw.external_id) <= 255
