"""A board in any language: no word is lost on the way to the database, nor breaks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import QueryDict

from jobs.lib.words import LANGUAGES, speak, spoken, words
from jobs.search.page import results
from tests.make import make_job

# Letters of which a stemmer may leave nothing.
ODD = {"ar": "ـ", "el": "ακι", "ne": "αμε"}
SHORT = [
    *("ـ ـا ال ان ون وا ة ی").split(),
    *("ακι αμε εις α ς ια").split(),
    *("को मा ले हरू बाट ने").split(),
    *("e en er est s ing ed ly ul a o i ja ya y na не ся ый ах").split(),
    *("ու եր ו ער ின் கள் 日 ß ı İ 1 c++ #").split(),
]


@pytest.fixture(params=sorted(LANGUAGES))
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = spoken()
    speak(request.param)
    try:
        yield request.param
    finally:
        speak(before)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", *ODD], indirect=True)
def test_words_of_which_a_stemmer_leaves_nothing_are_stored_and_found(language: str) -> None:
    odd = list(ODD.values())
    for word in odd:
        make_job(title=f"Quince {word}", description=f"<p>medlar{len(word)} {word} oak</p>")
    make_job(title="Quince", description="<p>Oak</p>")

    assert results(QueryDict("q=quince")).total == 4
    for number, word in enumerate(odd):
        for query in (word, f'"quince {word}"', f"quince {word}", f'"{word} oak"', f"{word}*"):
            found = results(_query(query))
            titles = [job.title for job in found.jobs]
            assert (number, query, titles) == (number, query, [f"Quince {word}"])
        assert results(_query(f"quince -{word}")).total == 3


def _query(text: str) -> QueryDict:
    params = QueryDict(mutable=True)
    params["q"] = text
    return params


def test_no_language_makes_a_word_empty(language: str) -> None:
    odd = [*SHORT, *ODD.values()]

    assert [word for text in odd for word in words(text) if not word.strip()] == []
    assert [word for word in words(" ".join(odd)) if not word.strip()] == []
    assert len(words("ـ ακι αμε")) == 3
