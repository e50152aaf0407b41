"""What a list says of itself, and the way to it."""

from __future__ import annotations

import pytest

from jobs.seo.meta import DESCRIPTION, NOT_LISTED, TITLE, Crumb, Meta, list_meta, sentences

HOST = "http://testserver.example"


def test_the_first_page_of_a_list_may_be_listed() -> None:
    crumbs = [Crumb("Jobs", "/jobs/"), Crumb("Bakers", "")]

    assert list_meta("Bakers", "All of them.", path="/bakers/", pages=3, crumbs=crumbs) == Meta(
        title="Bakers",
        description="All of them.",
        canonical=f"{HOST}/bakers/",
        robots="",
        image="",
        crumbs=(Crumb("Jobs", "/jobs/"), Crumb("Bakers", "")),
    )


@pytest.mark.parametrize(
    ("path", "robots", "page", "told"),
    [
        ("/bakers/", "", 2, NOT_LISTED),
        ("", "", 1, NOT_LISTED),
        ("/bakers/", "noindex", 1, "noindex"),
        ("/bakers/", "noindex", 2, "noindex"),
    ],
)
def test_what_is_not_listed_has_no_canonical_address(
    path: str, robots: str, page: int, told: str
) -> None:
    meta = list_meta("Bakers", "All of them.", path=path, robots=robots, page=page, pages=2)

    assert (meta.robots, meta.canonical, meta.is_listed) == (told, "", False)


def test_further_pages_say_which_they_are() -> None:
    meta = list_meta("Bakers " * 20, "All of them.", path="/bakers/", page=2, pages=14)

    assert meta.title == "Bakers " * 7 + "Bakers…, page 2 of 14"


def test_what_is_too_long_is_cut_at_a_word() -> None:
    meta = list_meta("Bakers " * 20, "All of them. " * 20, path="/bakers/")

    assert meta.title == "Bakers " * 7 + "Bakers…"
    assert meta.description == "All of them. " * 11 + "All of…"
    assert len(meta.title) <= TITLE
    assert len(meta.description) <= DESCRIPTION


def test_the_way_to_a_page_as_search_engines_read_it() -> None:
    crumbs = (Crumb("Jobs", "/jobs/"), Crumb("Café", "/c%C3%A9/"), Crumb("<b>", ""))

    assert Meta("", "", crumbs=crumbs).breadcrumbs == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Jobs", "item": f"{HOST}/jobs/"},
            {"@type": "ListItem", "position": 2, "name": "Café", "item": f"{HOST}/c%C3%A9/"},
            {"@type": "ListItem", "position": 3, "name": "<b>"},
        ],
    }


def test_sentences_stand_whole_or_not_at_all() -> None:
    long = "x" * DESCRIPTION

    assert sentences("A skill", "", long, "Two jobs.") == "A skill. Two jobs."
    assert sentences(long, "Two jobs.") == long
    assert sentences() == ""
