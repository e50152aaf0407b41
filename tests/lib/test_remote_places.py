"""Areas to work remotely from, and texts of several places."""

from __future__ import annotations

import pytest

from jobs.lib.places import ParsedPlace, parse_places

Where = tuple[str, str, str]  # city, region, country


def where(text: str) -> list[Where]:
    return [(p.city, p.region, p.country) for p in parse_places(text)]


def only(text: str, country: str = "") -> ParsedPlace:
    (place,) = parse_places(text, country=country)
    return place


@pytest.mark.parametrize(
    ("text", "city", "region", "country"),
    [
        ("Remote", "", "", ""),
        ("Anywhere", "", "", ""),
        ("Worldwide", "", "", ""),
        ("Anywhere in the World", "", "", ""),
        ("100% Remote", "", "", ""),
        ("Work from home", "", "", ""),
        ("Remote, US", "", "", "us"),
        ("Remote - US", "", "", "us"),
        ("Remote (Canada)", "", "", "ca"),
        ("Remote (US only)", "", "", "us"),
        ("US Remote", "", "", "us"),
        ("United States (Remote)", "", "", "us"),
        ("Remote in Germany", "", "", "de"),
        ("Remoto - España", "", "", "es"),
        ("Remote, California, US", "", "California", "us"),
        ("Remote, TX", "", "Texas", "us"),
        ("Remote - CA", "", "", ""),
        ("Remote (US, CA)", "", "", "us"),
        ("Remote - EMEA", "", "", ""),
        ("Remote - flexible hours", "", "", ""),
        ("Remote - Berlin, Germany", "Berlin", "", "de"),
    ],
)
def test_a_remote_area_is_told_as_one(text: str, city: str, region: str, country: str) -> None:
    assert only(text) == ParsedPlace(text, city, region, country, remote=True)


@pytest.mark.parametrize(
    "text",
    ["No remote", "NO REMOTE", "Not remote", "Non-remote", "Remote: no", "Remote: NO",
     "Remote (no)", "Remote not available", "No remote work possible", "Remote: false",
     "Kein Home Office"],
)  # fmt: skip
def test_remote_work_that_is_denied_is_no_place(text: str) -> None:
    assert parse_places(text, country="Norway") == ()


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("Non-remote, Oslo", "Oslo", ""),
        ("Remote not possible - Madrid", "Madrid", ""),
        ("Berlin (no remote)", "Berlin", ""),
        ("Oslo (on-site, no remote work)", "Oslo", ""),
        ("Not fully remote - Leeds, UK", "Leeds", "gb"),
        ("Remote: no, Bergen", "Bergen", ""),
        ("Remote nicht möglich, Wien", "Wien", ""),
    ],
)
def test_a_town_stays_where_remote_work_is_denied(text: str, city: str, country: str) -> None:
    assert only(text) == ParsedPlace(text, city, country=country)


@pytest.mark.parametrize(
    ("text", "city", "country"),
    [
        ("Remote, NO", "", "no"),
        ("Oslo, NO Remote", "Oslo", "no"),
        ("Remote - no travel", "", ""),
        ("Remote: No restrictions", "", ""),
        ("Remote (no visa)", "", ""),
    ],
)
def test_no_is_also_norway_and_the_begin_of_other_words(text: str, city: str, country: str) -> None:
    assert only(text) == ParsedPlace(text, city, country=country, remote=True)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Remote (EST)", ""),
        ("Remote, Est", ""),
        ("Remote EST", ""),
        ("Remote, EST or CST", ""),
        ("Remote (EST/PST)", ""),
        ("Remote (UTC-5 to UTC+2)", ""),
        ("Remote (CET +/- 2 hours)", ""),
        ("Remote, GMT time zone", ""),
        ("USA Remote (EST)", "us"),
        ("US - Remote - PST", "us"),
        ("Germany (CET), remote", "de"),
        ("Remote - Grand Est, France", "fr"),
    ],
)
def test_a_time_zone_beside_remote_is_no_place(text: str, country: str) -> None:
    assert only(text) == ParsedPlace(text, country=country, remote=True)


def test_a_time_zones_code_without_remote_is_what_it_was() -> None:
    assert where("Tallinn, EST") == [("Tallinn", "", "ee")]


@pytest.mark.parametrize("word", ["or", "oder", "ou", "eller", "lub"])
def test_a_town_or_remote_is_both(word: str) -> None:
    assert parse_places(f"Köln {word} remote") == (
        ParsedPlace("Köln", "Köln"),
        ParsedPlace("remote", remote=True),
    )


def test_remote_takes_the_feeds_country_but_worldwide_does_not() -> None:
    assert only("Remote", "US") == ParsedPlace("Remote", country="us", remote=True)
    assert only("Worldwide", "US") == ParsedPlace("Worldwide", remote=True)


@pytest.mark.parametrize("text", ["Tulsa, OK (Remote Okay)", "Hybrid Remote in Tulsa, OK"])
def test_a_town_where_remote_work_is_possible_stays_a_town(text: str) -> None:
    assert only(text) == ParsedPlace(text, "Tulsa", "Oklahoma", "us")


def test_several_places_are_cut_and_keep_their_order() -> None:
    text = "San Francisco, CA, US; Remote, US | Toronto, ON, CA\nLeeds, UK / Remote (US; CA)"
    assert parse_places(text) == (
        ParsedPlace("San Francisco, CA, US", "San Francisco", "California", "us"),
        ParsedPlace("Remote, US", country="us", remote=True),
        ParsedPlace("Toronto, ON, CA", "Toronto", "Ontario", "ca"),
        ParsedPlace("Leeds, UK", "Leeds", "", "gb"),
        ParsedPlace("Remote (US; CA)", country="ca", remote=True),
    )


def test_or_cuts_only_between_complete_places() -> None:
    assert where("Austin, TX or Boston, MA") == [
        ("Austin", "Texas", "us"),
        ("Boston", "Massachusetts", "us"),
    ]
    assert [p.remote for p in parse_places("London or Remote")] == [False, True]
    assert where("Foo or Bar") == [("Foo or Bar", "", "")]
    assert where("Remote: Canada or US") == [("", "", "ca"), ("", "", "us")]
