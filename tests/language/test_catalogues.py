"""The catalogues have the texts of the board, all of them, and nothing else."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from tests.language.texts import (
    LANGUAGES,
    ROOT,
    forms,
    messages,
    placeholders,
    po,
    stored,
    texts,
)

PER_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def read(text: str) -> str:
    """As a visitor reads it, without the tags."""
    return re.sub(r"<[^>]*>", "", text)


def strings(message: Message) -> tuple[object, ...]:
    context = message.context
    if isinstance(context, bytes):  # Babel reads it so from what is compiled
        context = context.decode()
    return context, forms(message.id), forms(message.string)


def keys(found: list[Message]) -> set[tuple[object, object]]:
    return {(message.context, forms(message.id)) for message in found}


def test_german_is_one_of_the_languages() -> None:
    assert LANGUAGES == ["de"]
    assert len(messages(texts())) > 70


@PER_LANGUAGE
def test_a_catalogue_has_the_texts_of_the_code_and_of_the_templates(language: str) -> None:
    assert keys(messages(stored(language))) == keys(messages(texts())), "run `make messages`"


@PER_LANGUAGE
def test_every_text_is_translated_and_none_by_guessing(language: str) -> None:
    catalog = stored(language)
    lacking = [message.id for message in messages(catalog) if not all(forms(message.string))]
    guessed = [message.id for message in messages(catalog) if message.fuzzy]
    plurals = [
        message.id
        for message in messages(catalog)
        if message.pluralizable and len(forms(message.string)) != catalog.num_plurals
    ]

    assert (lacking, guessed, plurals, dict(catalog.obsolete)) == ([], [], [], {})


@PER_LANGUAGE
def test_a_translation_fills_in_what_its_text_does(language: str) -> None:
    """A singular may leave a number out, as "one job" does; no other placeholder is lost."""
    wrong = [
        (message.id, message.string)
        for message in messages(stored(language))
        if {placeholders(form) for form in forms(message.string)[-1:]}
        != {placeholders(form) for form in forms(message.id)[-1:]}
        or not all(
            placeholders(form) <= placeholders(forms(message.id)[-1])
            for form in forms(message.string)
        )
    ]

    assert wrong == []


@PER_LANGUAGE
def test_a_translation_is_written_as_its_language_is(language: str) -> None:
    """Typographic signs, and no exclamation marks, in the source as well."""
    wrong = [
        form
        for message in messages(stored(language))
        for form in (*forms(message.id), *forms(message.string))
        if re.search(r"[\"'!]|\.\.\.| - |  ", read(form))
    ]
    tags = [
        message.id
        for message in messages(stored(language))
        for form in forms(message.string)
        if sorted(re.findall(r"<[^>]*>", form))
        != sorted(re.findall(r"<[^>]*>", forms(message.id)[-1]))
    ]
    quotes = [
        form
        for message in messages(stored(language))
        for form in forms(message.string)
        if form.count("„") != form.count("“") or "”" in form
    ]

    assert (wrong, tags, quotes) == ([], [], [])


@PER_LANGUAGE
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    with po(language).with_suffix(".mo").open("rb") as file:
        compiled = {strings(one) for one in read_mo(file) if one.id}

    assert compiled == {strings(one) for one in messages(stored(language))}


def test_the_texts_of_the_admin_are_nobodys_to_translate() -> None:
    places = {place for message in messages(texts()) for place, _line in message.locations}

    assert [place for place in places if "admin" in place] == []
    assert all((ROOT / place).exists() for place in places)
