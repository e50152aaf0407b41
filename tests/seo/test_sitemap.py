"""The documents of sitemaps, held against the rules of sitemaps.org."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import XMLSyntaxError

from jobs.seo.sitemap import PIECE, sitemap, sitemap_index, w3c
from tests.seo.sitemaps import entries, wrong

THEN = datetime(2026, 11, 1, 8, 30, 5, 999_999, UTC)
SITE = "http://testserver.example"


def written(document: object) -> bytes:
    return "".join(document).encode()  # type: ignore[call-overload]


def test_a_sitemap_has_addresses_and_when_they_changed() -> None:
    assert written(sitemap([("/", None), ("/jobs/1/a/", THEN)])).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>http://testserver.example/</loc></url>\n"
        "<url><loc>http://testserver.example/jobs/1/a/</loc>"
        "<lastmod>2026-11-01T08:30:05Z</lastmod></url>\n"
        "</urlset>\n"
    )


def test_an_index_has_sitemaps() -> None:
    index = written(sitemap_index([("/sitemaps/jobs-1.xml", THEN)]))

    assert b"<sitemapindex " in index
    assert entries(index) == {f"{SITE}/sitemaps/jobs-1.xml": "2026-11-01T08:30:05Z"}


def test_signs_of_xml_are_escaped() -> None:
    assert entries(written(sitemap([("/a?b=1&c='", None)]))) == {f"{SITE}/a?b=1&c='": ""}


@given(st.integers(1, 3 * PIECE + 1))
def test_however_many_there_are_each_stands_once(number: int) -> None:
    made = written(sitemap((f"/jobs/{pk}/a/", THEN) for pk in range(number)))

    assert len(entries(made)) == number


def test_nothing_is_asked_for_before_it_is_sent() -> None:
    """A million may come: what is held at any moment is one piece."""
    document = sitemap(repeat(("/jobs/1/a/", THEN)))

    assert next(document).startswith("<?xml")
    assert next(document).count("<url>") == PIECE


@given(
    st.datetimes(
        datetime(1970, 1, 2),  # the zone is another strategy
        datetime(9999, 12, 30),
        timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
    )
)
def test_a_moment_is_written_in_utc_and_is_the_same_second(moment: datetime) -> None:
    read = datetime.fromisoformat(w3c(moment))

    assert (read, w3c(moment)[-1]) == (moment.replace(microsecond=0), "Z")


GOOD = written(sitemap([("/jobs/1/a/", THEN)]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"urlset", b"urls"),
        (b"/0.9", b"/0.8"),
        (b"<url>", b"<url><priority>1</priority>"),
        (b"http://", b"ftp://"),
        (b"/a/", b"/\xc3\xa4/"),
        (b"/a/", b"/" + 2048 * b"a"),
        (b"/a/", b"/a b/"),
        (b"08:30", b"28:30"),
        (b"Z<", b"<"),
        (b"2026-11-01T", b"2026-13-01T"),
        (GOOD[GOOD.index(b"<url>") : GOOD.index(b"</urlset>")], b""),
    ],
)
def test_the_rules_see_what_is_wrong(old: bytes, new: bytes) -> None:
    assert wrong(GOOD) == []
    assert wrong(GOOD.replace(old, new)) != []


def test_the_rules_see_what_is_no_xml() -> None:
    with pytest.raises(XMLSyntaxError):
        wrong(GOOD.replace(b"/a/", b"/a&b/"))


def test_the_rules_count() -> None:
    assert wrong(written(sitemap(repeat(("/a", None), 50_001)))) == ["50001 entries"]
