"""Reading XML: what counts as a record, and what is refused before it can do harm."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from jobs.importer.reader import MAX_RECORD, read_jobs, read_records
from jobs.importer.records import RawJob, Rejected
from tests.make import record, yubhub

Write = Callable[[str | bytes], Path]

EVERY_ELEMENT = {
    "externalid": "x-1",
    "Title": "Baker",
    "Description": "<![CDATA[<p>Bread &amp; rolls</p>]]>",
    "Jobtype": "full-time",
    "Experiencelevel": "mid",
    "Workarrangement": "onsite",
    "Salaryrange": "$10",
    "Skills": "Baking, Ovens",
    "Category": "Food",
    "Industry": "Bakeries",
    "Employername": "Crumb &amp; Co",
    "Employerlogo": "https://crumb.example/logo.png",
    "Employerdescription": "Bakers.",
    "Employerwebsite": "https://crumb.example",
    "Compensationcurrency": "EUR",
    "Compensationmin": "10",
    "Compensationmax": "12",
    "Applyto": "https://crumb.example/apply",
    "Location": "Cork, IE",
    "Country": "Ireland",
    "Postedate": "2026-11-01",
}
AS_JOB = RawJob(
    external_id="x-1",
    title="Baker",
    description="<p>Bread &amp; rolls</p>",
    job_type="full-time",
    level="mid",
    arrangement="onsite",
    salary="$10",
    salary_min="10",
    salary_max="12",
    salary_currency="EUR",
    skills="Baking, Ovens",
    category="Food",
    industry="Bakeries",
    employer="Crumb & Co",
    employer_logo="https://crumb.example/logo.png",
    employer_description="Bakers.",
    employer_website="https://crumb.example",
    apply_url="https://crumb.example/apply",
    location="Cork, IE",
    country="Ireland",
    posted="2026-11-01",
)


def pascal(name: str) -> str:
    return name


def upper_hyphenated(name: str) -> str:
    return "-".join(name.upper())


def lower_underscored(name: str) -> str:
    return "_".join(name.lower())


@pytest.mark.parametrize("spelt", [pascal, upper_hyphenated, lower_underscored])
def test_all_21_elements_are_read_however_their_names_are_spelt(
    feed_file: Write, spelt: Callable[[str], str]
) -> None:
    elements = "".join(
        f"<{spelt(name)}>{value}</{spelt(name)}>" for name, value in EVERY_ELEMENT.items()
    )

    [(dialect, job, fault)] = read_jobs(feed_file(yubhub(f"<job>{elements}</job>")))

    assert (dialect.name, job, fault) == ("yubhub", AS_JOB, "")


def test_names_of_a_namespace_are_read_by_their_local_part(feed_file: Write) -> None:
    document = yubhub(record("a")).replace("<source>", '<f:source xmlns:f="urn:f">')
    document = document.replace("</source>", "</f:source>").replace("job>", "f:job>")

    [(_dialect, job, _fault)] = read_jobs(feed_file(document))

    assert job.external_id == "a"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("", "well-formed"),
        ("not xml at all", "well-formed"),
        ("<html><body>Moved<br></body></html>", "well-formed"),
        (yubhub(record("a")) + "<source/>", "well-formed"),
        (yubhub(record("a")).replace("</jobs>", ""), "well-formed"),
        (yubhub(record("a", Title="R&D")), "well-formed"),
        (yubhub(record("a", Title="a&nbsp;b")), "nbsp"),
        ('<!DOCTYPE source SYSTEM "file:///etc/passwd">' + "<source/>", "DOCTYPE"),
        (
            '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><source>&x;</source>',
            "DOCTYPE",
        ),
        ("<a>" * 70 + "</a>" * 70, "inside each other"),
        (f"<source><{'n' * 101}/></source>", "element names up to 100"),
        ("<rss><channel><item/></channel></rss>", "got a document <rss> without any"),
        ("<job><externalid>1</externalid></job>", "got a document <job> without any"),
    ],
)
def test_what_is_no_feed_is_rejected_with_a_reason(
    feed_file: Write, document: str, reason: str
) -> None:
    with pytest.raises(Rejected, match=reason):
        list(read_records(feed_file(document)))


def test_a_doctype_is_refused_in_utf_16_too(feed_file: Write) -> None:
    document = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE source><source/>'

    with pytest.raises(Rejected, match="DOCTYPE"):
        list(read_records(feed_file(document.encode("utf-16"))))


def test_a_feed_in_no_known_dialect_is_rejected_with_its_element_names(feed_file: Write) -> None:
    with pytest.raises(Rejected, match=r"YubHub / JBoard.*colour, weight"):
        list(read_jobs(feed_file("<r><job><colour>red</colour><weight>1</weight></job></r>")))


def test_a_record_too_large_is_marked_and_the_next_one_is_read(feed_file: Write) -> None:
    huge = record("a", Description="x" * (MAX_RECORD + 1))
    many = "<job><externalid>b</externalid>" + "<x/>" * 600 + "</job>"
    deep = "<job><externalid>d</externalid>" + "<x>" * 9 + "text" + "</x>" * 9 + "</job>"

    read = list(read_jobs(feed_file(yubhub(huge, many, record("c"), deep)), "yubhub"))

    assert [(job.external_id, bool(fault)) for _dialect, job, fault in read] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", True),
    ]


def test_what_surrounds_the_records_costs_no_memory(feed_file: Write) -> None:
    document = feed_file("<source>" + "<a b='c'/>" * 2_000_000 + record("a") + "</source>")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert len(list(read_records(document))) == 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20_000  # KB; a tree of the same document takes about 500,000
