"""Whole pages in another language: nothing is left in English, and no address is translated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from django.test import Client
from django.utils.dates import MONTHS
from django.utils.translation import override
from lxml import html

from jobs.lib.tables import rows
from tests.language.pages import greek_board
from tests.language.texts import forms, messages, texts

GERMAN = {"accept-language": "de"}
READ = ("alt", "title", "aria-label", "placeholder", "aria-description")
# What other data-* attributes hold is text.
ADDRESSES = (
    "data-go",
    "data-seen",
    "data-share",
    "data-suggest",
    "data-values",
)
# What is the same in every language, and the examples of the search.
NAMES = {
    *"JSON Atom RSS WCAG AA GeoNames CC BY USD km".split(),
    *"example bakery apply feed host testserver".split(),
    *"senior engineer customer success sales nurse OR carer develop C NET Node js find".split(),
}


@pytest.fixture
def _pseudo(tmp_path: Path, settings: Any) -> None:
    """German is each text in brackets: what stands outside of them, nobody can translate."""
    catalog = texts()
    for message in messages(catalog):
        bracketed = tuple(f"⟦{form}⟧" for form in forms(message.id))
        message.string = bracketed if message.pluralizable else bracketed[0]
    catalog.locale = "de"
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalog)
    settings.LOCALE_PATHS = [tmp_path]
    settings.SITE_NAME = "Αγγελίες"


def outside(text: str) -> str:
    """What of a text is in no brackets."""
    depth, kept = 0, []
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        kept.append(character if depth == 0 and character != "⟧" else " ")
    assert depth == 0, text
    return "".join(kept)


def english(page: str) -> Iterator[str]:
    """The Latin words of a page that are in no brackets, no names of ours and no months."""
    known = {word for *_key, local, _in in rows("names.de.tsv", 5) for word in local.split()}
    with override("de"):
        known |= {str(month) for month in MONTHS.values()}
    tree = html.fromstring(page)
    for element in tree.xpath("//script | //style"):
        element.drop_tree()
    read = [tree.text_content()]
    read += [value for name in READ for value in tree.xpath(f"//@{name}")]
    read += [
        value
        for element in tree.iter()
        for name, value in element.attrib.items()
        if name.startswith("data-") and name not in ADDRESSES
    ]
    read += tree.xpath("//meta[@name='description']/@content")
    for text in read:
        words = re.findall(r"[A-Za-z]+", outside(text))
        yield from (word for word in words if word not in NAMES | known)


@pytest.mark.django_db
@pytest.mark.usefixtures("_pseudo")
def test_every_text_of_every_page_can_be_translated(client: Client) -> None:
    left = {
        path: words
        for path in greek_board()
        if (words := list(english(client.get(path, headers=GERMAN).content.decode())))
    }

    assert left == {}


@pytest.mark.django_db
def test_what_machines_read_is_the_same_in_every_language(client: Client) -> None:
    """Numbers are grouped and names translated where people read them, and nowhere else."""
    names = "|".join(("href", "value", "name", "id", "for", "datetime", "src", *ADDRESSES))
    machines = rf'\s((?:{names})="[^"]*")'
    for path in greek_board():
        english, german = (
            client.get(path, headers={"accept-language": language}).content.decode()
            for language in ("en", "de")
        )
        assert re.findall(machines, german) == re.findall(machines, english), path
    page = client.get("/jobs/?salary=10000", headers=GERMAN).content.decode()
    assert 'value="10000" checked' in page
    assert re.search(r'href="/jobs/12345\d\d/', page)
    assert "ab 10.000 USD" in page
    assert "90.000 USD pro Jahr" in page
