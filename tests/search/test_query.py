"""What a seeker types is always a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.search.query import FACTS, MAX_TERMS, SKILLS, Group, Phrase, Query, parse
from jobs.search.typed import spellings_in


def group(*phrases: Phrase | str) -> Group:
    """Alternatives; a text is a phrase of its words."""
    return Group(
        tuple(one if isinstance(one, Phrase) else Phrase(tuple(one.split())) for one in phrases)
    )


def beginning(*words: str) -> Phrase:
    return Phrase(words, prefix=True)


def everyday(word: str) -> Phrase:
    return Phrase((word,), within=SKILLS)


def several(*words: str) -> Phrase:
    return Phrase(words, within=FACTS, apart=True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ()),
        ("  ...  ", ()),
        ("Python", (group("python"),)),
        ("senior python", (group("senior"), group("python"))),
        ('"machine learning"', (group("machin learn"),)),
        ("“machine learning”", (group("machin learn"),)),
        ('"open phrase', (group("open phrase"),)),
        ("develop*", (group(beginning("develop")),)),
        ("enginee*", (group(beginning("enginee"), "engine"),)),
        ("a*", (group("a"),)),
        ("c++ C#", (group("cplusplus"), group("csharp"))),
        ("front-end", (group("frontend"),)),
        ("front end", (group("frontend"),)),
        ("well-known", (group("well known"),)),
        ("ci/cd 24/7", (group("ci cd"), group("24 7"))),
        ("python/django", (group("python"), group("django"))),
        ("sales, service", (group("sale"), group("servic"))),
        ("twice twice", (group("twice"),)),
        ("- ' \" *", ()),
        ("python OR rust", (group("python", "rust"),)),
        ("python OR rust developer", (group("python", "rust"), group("developer"))),
        ("OR python OR OR rust OR", (group("python", "rust"),)),
        ("python or rust", (group("python"), group("rust"))),
        ('"this OR that"', (group("this or that"),)),
        ("jobs in Berlin", (group("berlin"),)),
        ("jobs in", (group("job"), group("in"))),
        ('"the" job', (group("the"),)),
        ("go", (group(everyday("go")),)),
        ('"go"', (group("go"),)),
        ("go to market", (group("goto"), group("market"))),
        ("R R&D", (group(everyday("r")), group("rnd"))),
        ("Entwickler (m/w/d)", (group("entwickl"),)),
        ("Engineer - Python", (group("engin"), group("python"))),
    ],
)
def test_words_phrases_beginnings_and_alternatives_are_understood(
    text: str, wanted: tuple[Group, ...]
) -> None:
    assert parse(text).wanted == wanted


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("python -php", (group("php"),)),
        ('-"machine learning"', (group("machin learn"),)),
        ("−php", (group("php"),)),
        ("- php", ()),
        ("-php OR python", (group("php"),)),
        ("-the", (group("the"),)),
        ("-go", (group(everyday("go")),)),
    ],
)
def test_a_minus_leaves_out(text: str, unwanted: tuple[Group, ...]) -> None:
    assert parse(text).unwanted == unwanted


SYNONYMS = {
    "js": ("JavaScript", "Java Script", "Modern JavaScript"),
    "golang": ("Go",),
    "software engineer": ("SWE",),
    "machine learning": ("ML",),
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Several words count in titles and names; what another spelling finds is left out.
        ("js", (group("js", "javascript", several("java", "script")),)),
        ("golang", (group("golang", everyday("go")),)),
        ("software engineer", (group("softwar", "swe"), group("engin", "swe"))),
        ("software", (group("softwar"),)),
        ('"software engineer"', (group("softwar engin"),)),
        ("js OR rust", (group("js", "javascript", several("java", "script"), "rust"),)),
        (
            "rust OR machine learning",
            (group("rust", "machin", "ml"), group("rust", "learn", "ml")),
        ),
    ],
)
def test_spellings_that_mean_the_same_are_alternatives(
    text: str, wanted: tuple[Group, ...]
) -> None:
    assert parse(text, SYNONYMS).wanted == wanted


def test_each_wanted_group_of_one_word_knows_it_as_typed() -> None:
    query = parse('Engineers -php "two words" one OR other Javascrip* C++')

    assert query.typed == ("engineers", "", "", "", "cplusplus")


def test_names_of_up_to_three_words_are_looked_for() -> None:
    assert spellings_in('Sr. Front-end dev, "not this" -minus in Berlin') == [
        "sr. frontend dev",
        "sr. frontend",
        "sr.",
        "frontend dev",
        "frontend",
        "dev",
        "minus",
        "in berlin",
        "berlin",
    ]


def test_what_is_beyond_the_limits_is_left_out_and_said() -> None:
    words = [f"word{number}" for number in range(20)]

    assert parse("a " * 400).shortened
    assert parse(" ".join(words)) == Query(
        tuple(group(word) for word in words[:MAX_TERMS]), (), True, tuple(words[:MAX_TERMS])
    )
    assert parse("xy-" * 20).wanted == (group("xy " * MAX_TERMS),)
    assert not parse(" ".join(words[:MAX_TERMS])).shortened
    assert parse("aa* bb* cc* dd*") == Query(
        tuple(group(beginning(word)) for word in ("aa", "bb", "cc", "dd")), (), False, ("",) * 4
    )
    assert parse("aa* bb* cc* dd* python*") == Query(
        (*(group(beginning(word)) for word in ("aa", "bb", "cc", "dd")), group("python")),
        (),
        True,
        ("", "", "", "", "python"),
    )


@given(st.text(max_size=300) | st.text("ab \"-*()':&|!/<>\\\0OR\ud800", max_size=60))
def test_every_input_is_a_query(text: str) -> None:
    query = parse(text, dict.fromkeys(spellings_in(text), ("Go", "Machine learning", "")))

    assert len(query.typed) == len(query.wanted)
    for one in (*query.wanted, *query.unwanted):
        assert one.any_of
        for phrase in one.any_of:
            assert phrase.words
            assert all(word.isalnum() for word in phrase.words)
