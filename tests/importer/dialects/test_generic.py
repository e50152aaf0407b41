"""Traps for a reader that goes by names alone."""

from __future__ import annotations

import pytest

from jobs.importer.dialects import DIALECTS, detect
from jobs.importer.dialects.generic import meaning_of
from jobs.importer.records import RawJob, Record, Sketch

GENERIC = DIALECTS["generic"]


def job(*entries: tuple[str, str]) -> RawJob:
    return GENERIC.raw_job(Record(entries), Sketch(root="list", record="thing"))


@pytest.mark.parametrize(
    ("path", "meaning"),
    [
        ("title", "title"),
        ("title@lang", "title@lang"),
        ("details/title", "title"),
        ("relatedjobs/relatedjob/job/title", "relatedjobs/relatedjob/job/title"),
        ("similar/job/link@href", "similar/job/link@href"),
        ("agency/company/name", "agency/company/name"),
        ("office/salary/min", "office/salary/min"),
        ("location/url", "location/url"),
        ("company/address/country", "company/address/country"),
        ("company/address@country", "company/address@country"),
        ("company/logo/url", "logourl"),
        ("details/company/name", "companyname"),
        ("description/title", "description/title"),
        ("location/lon", "location/lon"),
        ("lon", "lon"),
        ("lön", "lön"),
        ("contact/name", "contact/name"),
        ("contact/title", "contact/title"),
        ("company/name", "companyname"),
        ("company/id", "company/id"),
        ("company/url", "companyurl"),
        ("company/description", "companydescription"),
        ("company/city", "company/city"),
        ("category/id", "category/id"),
        ("category/name", "categoryname"),
        ("category@term", "category"),
        ("location@city", "city"),
        ("location/id", "location/id"),
        ("location/name", "locationname"),
        ("locations/location", "location"),
        ("joblocation/address/addresslocality", "addresslocality"),
        ("salary@currency", "salarycurrency"),
        ("salary/min", "salarymin"),
        ("link@href", "link"),
        ("image/url", "image/url"),
        ("@id", "@id"),
        ("@url", "url"),
        ("@type", "@type"),
        ("beschäftigungsart", "beschaftigungsart"),
        ("author/name", "author/name"),
        ("identifier/name", "identifier/name"),
        ("identifier/value", "identifier"),
    ],
)
def test_a_path_means_what_its_place_says(path: str, meaning: str) -> None:
    assert meaning_of(path) == meaning


def test_the_employer_is_never_a_contact() -> None:
    raw = job(("title", "Cooper"), ("contact", ""), ("contact/name", "A Person"), ("url", "u"))
    assert raw.employer == ""


def test_hours_are_a_kind_of_employment_only_where_they_say_so() -> None:
    assert job(("title", "x"), ("schedule", "Mon-Fri 9-5")).job_type == ""
    assert job(("title", "x"), ("schedule", "Full-time")).job_type == "Full-time"
    assert job(("title", "x"), ("jobtype", "permanent"), ("hours", "37.5")).job_type == "permanent"
    assert job(("title", "x"), ("jobtype", "permanent"), ("hours", "part time")).job_type == (
        "part time"
    )


def test_years_are_no_level() -> None:
    assert job(("title", "x"), ("experience", "5+ years")).level == ""
    assert job(("title", "x"), ("experience", "Senior")).level == "Senior"
    assert job(("title", "x"), ("seniority", "Staff")).level == "Staff"


def test_a_flag_that_says_no_tells_nothing_of_the_place_of_work() -> None:
    assert job(("title", "x"), ("remote", "false")).arrangement == ""
    assert job(("title", "x"), ("remote", "True")).arrangement == "remote"
    assert job(("title", "x"), ("isremote", "no"), ("workplacetype", "Hybrid")).arrangement == (
        "Hybrid"
    )


@pytest.mark.parametrize(
    ("entries", "location"),
    [
        ([("city", "Paris"), ("state", "TX"), ("country", "US")], "Paris, TX, United States"),
        ([("city", "Toronto"), ("country", "CA")], "Toronto, Canada"),
        ([("city", "Austin, TX"), ("state", "TX"), ("country", "US")], "Austin, TX, United States"),
        ([("city", "Porto"), ("region", "Porto"), ("country", "Portugal")], "Porto, Portugal"),
        ([("city", ""), ("country", "DE"), ("location", "Remote")], "Remote"),
        ([("city", "Bonn"), ("location", "Bonn; Ulm")], "Bonn; Ulm"),
        ([("city", "Bonn"), ("location", "Bonn or remote")], "Bonn or remote"),
        ([("city", "Bonn"), ("location", "Main office")], "Bonn"),
        ([("location", "Bonn"), ("location", "Ulm"), ("location", "Bonn")], "Bonn; Ulm"),
        (
            [
                ("locations", ""),
                ("locations/location", ""),
                ("locations/location/city", "Bonn"),
                ("locations/location", ""),
                ("locations/location/city", "Ulm"),
            ],
            "Bonn; Ulm",
        ),
        ([("city", "Bonn"), ("city", "Ulm")], "Bonn; Ulm"),
        (
            [("city", "Berlin"), ("city", "Paris"), ("country", "DE"), ("country", "FR")],
            "Berlin, Germany; Paris, France",
        ),
        ([("city", "Berlin"), ("city", "Paris"), ("country", "DE")], "Berlin; Paris"),
        ([("city", "Linz"), ("country", "DE"), ("country", "AT")], "Linz"),
        (
            [("city", "Linz"), ("country", "AT"), ("city", "Ulm"), ("country", "DE")],
            "Linz, Austria; Ulm, Germany",
        ),
        ([("city", ""), ("city/name", "Ulm"), ("country", "DE")], "Ulm, Germany"),
        ([("city", "N/A"), ("country", "DE")], "Germany"),
        ([("city", "Oslo"), ("state", "published"), ("country", "NO")], "Oslo, Norway"),
        ([("state", "active")], ""),
        ([("location", "null"), ("region", "Veneto"), ("country", "IT")], "Veneto, Italy"),
        ([("town", "Bergen"), ("city", "Oslo")], "Oslo"),
        ([("town", "Bergen, Vestland"), ("city", "Bergen")], "Bergen, Vestland"),
        (
            [("location", "Venezia"), ("region", "Veneto"), ("country", "IT")],
            "Venezia, Veneto, Italy",
        ),
        ([("location", "Remote"), ("region", "Veneto"), ("country", "IT")], "Remote"),
    ],
)
def test_a_place_is_put_together(entries: list[tuple[str, str]], location: str) -> None:
    assert job(("title", "x"), *entries).location == location


def test_a_country_for_several_countries_is_none() -> None:
    entries = [("country", "DE"), ("country", "AT")]
    assert job(("title", "x"), *entries).country == ""
    assert job(("title", "x"), *entries[:1]).country == "DE"


def test_sections_beside_the_description_belong_to_it() -> None:
    raw = job(("title", "x"), ("description", "Make\ncasks."), ("requirements", "<p>Oak.</p>"))
    assert raw.description == "<p>Make<br>casks.</p><h3>Requirements</h3><p>Oak.</p>"
    assert job(("title", "x"), ("description", "Make."), ("benefits", "")).description == "Make."


def test_a_heading_inside_the_description_stays_with_its_text() -> None:
    entries = [("description", ""), ("description/title", "About"), ("description/text", "Foo")]
    assert job(("title", "x"), *entries).description == "<h3>About</h3><p>Foo</p>"


def test_a_longitude_is_no_pay_and_a_swedish_wage_is() -> None:
    assert job(("title", "x"), ("lat", "59.9"), ("lon", "10.7")).salary == ""
    assert job(("title", "x"), ("lön", "30 000 kr")).salary == "30 000 kr"


def test_lists_are_joined() -> None:
    entries = [("skills", ""), ("skills/skill", "Oak"), ("skills/skill", "Fire, steam")]
    assert job(("title", "x"), *entries).skills == "Oak; Fire, steam"


def test_an_update_is_no_publication() -> None:
    assert job(("title", "x"), ("updated", "2026-11-01")).posted == ""


@pytest.mark.parametrize(
    ("names", "known"),
    [
        (("title", "url"), True),
        (("jobname", "text"), True),
        (("stellenbezeichnung", "referenznummer"), True),
        (("title",), False),
        (("url", "description"), False),
    ],
)
def test_a_title_and_something_to_go_by_make_a_feed(names: tuple[str, ...], known: bool) -> None:
    found = detect(Sketch(root="things", record="thing", names=frozenset(names)))
    assert (found is GENERIC) == known


def test_a_title_made_to_keep_a_pattern_busy_is_taken_as_it_is() -> None:
    title = "Cooper" + " at Cask (" * 50_000
    entries = (("title", title), ("author/name", "Cask"), ("link", "https://cask.example/1"))
    raw = DIALECTS["stackoverflow"].raw_job(Record(entries), Sketch(root="rss", record="item"))
    assert raw.title == title
