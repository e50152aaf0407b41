"""Every page as somebody reads it who comes from a search engine and knows nothing of the board."""

from __future__ import annotations

from collections import defaultdict
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils.translation import override
from lxml import html

from jobs.search.landing import landings
from jobs.views import errors
from tests.audit.pages import pages
from tests.make import make_job
from tests.views.addresses import addresses, kept, make_board
from tests.views.reading import canonical_of, faults, is_listed, read, said_of, title_of

LANGUAGES = [code for code, _name in settings.LANGUAGES]
Pages = dict[str, tuple[str, html.HtmlElement]]  # by name: the path, and what stands there


def seen(client: Client, paths: dict[str, str], language: str) -> Pages:
    """Those of these addresses that are pages: no parts of one, no files, no redirects."""
    found = {}
    for name, path in paths.items():
        answer = client.get(path, headers={"accept-language": language})
        is_page = answer["Content-Type"].startswith("text/html") and b"<html" in answer.content
        if is_page:
            found[name] = path, read(answer.content.decode())
    return found


def faults_of(found: Pages, language: str) -> list[str]:
    return [f"{name}: {what}" for name, (path, page) in found.items()
            for what in faults(page, path, language)]  # fmt: skip


def said_twice(found: Pages) -> dict[str, list[str]]:
    """Titles and descriptions that several pages have; one address is one page."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for name, (path, page) in found.items():
        if is_listed(page):
            here = canonical_of(page) or path
            said[title_of(page)][here] = name
            said[said_of(page, "description")][here] = name
    return {text: sorted(names.values()) for text, names in said.items() if len(names) > 1}


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_that_is_a_page_can_be_read_by_a_stranger(
    client: Client, language: str
) -> None:
    make_board()
    for town in ("Cork, IE", "Galway, IE", ""):
        make_job(title="Miller", employer="Quince", places=town, skills=("Baking",))
    for number in range(50):
        make_job(title="Miller", employer=f"Mill {number}", category="Baking")
    more = {"page 2": "/jobs/?page=2", "nothing": "/jobs/?q=zebra", "missing": "/nothing/"}

    found = seen(client, addresses() | kept() | more, language)

    assert {"home", "search", "job", "closed", "values", "saved", "missing"} < found.keys()
    assert faults_of(found, language) == []
    assert said_twice(found) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_page_of_the_sample_can_be_read_by_a_stranger(
    client: Client, language: str
) -> None:
    call_command("load_sample", stdout=StringIO())
    kinds = {kind["name"]: kind for kind in pages() if kind["path"]}
    client.cookies[settings.SAVED_COOKIE_NAME] = kinds["saved"]["cookie"]

    found = seen(client, {name: kind["path"] for name, kind in kinds.items()}, language)

    assert len(found) > 20
    assert faults_of(found, language) == []
    assert said_twice(found) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_landing_page_of_the_sample_can_be_read_by_a_stranger(
    client: Client, language: str
) -> None:
    call_command("load_sample", stdout=StringIO())

    found = seen(client, {landing.path: landing.path for landing in landings()}, language)

    assert len(found) > 100
    assert faults_of(found, language) == []
    assert said_twice(found) == {}
    told = {path: said_of(page, "description") for path, page in found.values()}
    cut = {path for path, words in told.items() if words.endswith("…")}
    assert {path for path in cut if not path.startswith("/employers/")} == set()
    doubled = [words for words in told.values() if words.count(": ") > 2]
    assert doubled == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_understands_what_went_wrong(rf: RequestFactory, language: str) -> None:
    request = rf.get("/nothing/")
    with override(language):
        ours = [errors.bad_request(request, Exception()), errors.forbidden(request),
                errors.not_found(request, Exception())]  # fmt: skip
        bare = [errors.too_many(), errors.server_error(request), errors.unavailable()]
        found = {
            str(answer.status_code): ("/nothing/", read(answer.content.decode()))
            for answer in (*ours, *bare)
        }

    assert len({title_of(page) for _path, page in found.values()}) == 6
    assert not any(is_listed(page) for _path, page in found.values())
    assert faults_of(found, language) == [
        f"{status}: a description of 0 characters: " for status in (429, 500, 503)
    ]


@pytest.mark.django_db
def test_jobs_of_one_title_have_titles_of_their_own_in_every_town(client: Client) -> None:
    towns = ("Cork, IE", "Galway, IE", "Remote, IE", "")
    jobs = [make_job(title="Baker", places=town) for town in towns]

    titles = [title_of(seen(client, {"job": job.get_absolute_url()}, "en")["job"][1])
              for job in jobs]  # fmt: skip

    assert titles == [
        "Baker, Harbourline, Cork",
        "Baker, Harbourline, Galway",
        "Baker, Harbourline, Remote, Ireland",
        "Baker, Harbourline",
    ]


PAGE = """<!doctype html><html lang="en"><head><title>Bakers in Cork – Job board</title>
<meta name="description" content="Forty bakers are wanted in Cork, most of them at once.">
<link rel="canonical" href="http://testserver.example/b/">
<meta property="og:type" content="website"><meta property="og:site_name" content="Job board">
<meta property="og:title" content="Bakers in Cork">
<meta property="og:description" content="Forty bakers are wanted in Cork, most of them at once.">
<meta property="og:url" content="http://testserver.example/b/"></head><body>
<nav class="crumbs"><ol><li><a href="/jobs/">Jobs</a></li><li>Bakers</li></ol></nav>
<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[
{"name":"Jobs","item":"http://testserver.example/jobs/"},{"name":"Bakers"}]}</script>
<h1 id="top">Bakers</h1><h2>Jobs</h2><h3><a href="/jobs/1/baker/">Baker</a></h3>
<a href="#top">To the top</a><a href="/jobs/1/baker/?q=x"><b aria-hidden="true">!</b>Baker</a>
<img src="/l.webp" width="64" height="64" alt=""></body></html>"""


def test_a_good_page_has_no_faults() -> None:
    assert list(faults(read(PAGE), "/b/", "en")) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('lang="en"', 'lang="de"', "the language of the page is 'de'"),
        ("Cork – Job board<", "Cork<", "the title does not end with the name of the site"),
        ("<title>Bakers in Cork", f"<title>{'B' * 61}", f"a title of 61 characters: {'B' * 61}"),
        (' are wanted in Cork, most of them at once."', '"', "a description of 12 characters"),
        ("at once.", "at once. " + "More of them. " * 8, "a description of 167 characters"),
        ('<link rel="canonical"', '<meta name="robots" content="noindex"><link rel="canonical"',
         "either the page may be listed and has an address, or neither"),
        ('l" href="http://testserver', 'l" href="http://other', "the address is not on the site"),
        ('og:title" content="Bakers', 'og:title" content="Cooks', "og:title is 'Cooks in Cork'"),
        ('property="og:url"', 'name="x"', "og:url is ''"),
        ("<meta property", '<meta property="og:image" content="http://testserver.example/p.png">'
         "<meta property", "a picture that is told as"),
        ('"name":"Jobs"', '"name":"All"', "the way here is shown as"),
        ('<a href="/jobs/">Jobs</a>', "Jobs", "all but the page itself are links"),
        ("<h2>", "<h1>Again</h1><h2>", "one h1 first was expected, got [1, 1, 2, 3]"),
        ("<h2>Jobs</h2>", "", "h3 behind h1: Baker"),
        (">Jobs</h2>", "> </h2>", "an empty h2"),
        ('height="64" ', "", "/l.webp without height"),
        ('alt=""', "", "/l.webp without alt"),
        ('href="/jobs/1/baker/"', 'href=""', "a link that leads nowhere: Baker"),
        ('href="#top"', 'href="#end"', "nothing on the page is #end"),
        ("To the top", "Read more…", "a link that does not say where it goes: 'Read more…'"),
        (">To the top", ' aria-label="Here">To the top', "does not say where it goes: 'Here'"),
        ("To the top", " ", "a link that does not say where it goes: '' to #top"),
        ("To the top", "https://b.example/", "an address for a text: https://b.example/"),
        ("/baker/?q=x", "0/baker/", "'Baker' leads to ['/jobs/1/baker/', '/jobs/10/baker/']"),
    ],
)  # fmt: skip
def test_a_fault_is_told(before: str, after: str, told: str) -> None:
    assert PAGE.count(before) >= 1

    found = list(faults(read(PAGE.replace(before, after, 1)), "/b/", "en"))

    assert [one for one in found if told in one], found


def test_two_pages_of_one_title_are_found(client: Any) -> None:
    one, other = read(PAGE), read(PAGE.replace("example/b/", "example/c/"))

    assert said_twice({"one": ("/b/", one), "again": ("/b/?x", one)}) == {}
    assert said_twice({"one": ("/b/", one), "other": ("/c/", other)}) == {
        "Bakers in Cork": ["one", "other"],
        "Forty bakers are wanted in Cork, most of them at once.": ["one", "other"],
    }
