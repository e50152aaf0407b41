"""What is marked is what was searched for, and the text stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.words import words
from jobs.search.marking import Marks
from jobs.search.query import FACTS, SKILLS, TITLE, Query, parse

SYNONYMS = {"k8s": ("Kubernetes",), "swe": ("software engineer",), "dentist": ("dental",)}
TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(
        "C++|c|.NET|Front End|R&D|(m/w/d)|engineers|é|e\u0301|U.S.|-|/|Node.js|objective-c|\u00ad"
        "|401(k)|AT&T|go|to|Engineer".split("|")
    )
).map(" ".join)


def marked(text: str, query: str, strength: int = TITLE) -> str:
    """The text with what is marked in brackets."""
    pieces = Marks(parse(query, SYNONYMS)).pieces(text, strength)
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("query", "text", "seen"),
    [
        ("", "Baker", "Baker"),
        ("cook", "Baker", "Baker"),
        ("engineering", "Senior Engineer, Data", "Senior [Engineer], Data"),
        ("data engineer", "Data Engineer / engineering", "[Data Engineer] / [engineering]"),
        ("data engineer", "Engineer, Data", "[Engineer], [Data]"),
        ('"data engineer"', "Data Engineer for data", "[Data Engineer] for data"),
        ('"data engineer"', "Engineer, Data", "Engineer, Data"),
        ("engineer -data", "Data Engineer", "Data [Engineer]"),
        ("develop*", "Web Developers", "Web [Developers]"),
        ('"web dev*" rust OR go', "Rust or Go, not Good", "[Rust] or [Go], not Good"),
        ("k8s", "Kubernetes Lead", "[Kubernetes] Lead"),
        ("swe", "Engineer (Software)", "[Engineer] ([Software])"),
        ("c++", "C++/C Programmer", "[C++]/C Programmer"),
        ("c", "C++/C Programmer", "C++/[C] Programmer"),
        (".net", "ASP.NET, .NET and net", "ASP[.NET], [.NET] and net"),
        ("frontend", "Front End Lead, front-end", "[Front End] Lead, [front-end]"),
        ("end", "Front End Lead", "Front End Lead"),
        ("r&d", "Head of R&D (R and D)", "Head of [R&D] ([R and D])"),
        ("cook", "(m/w/d) Cook (h/f)", "(m/w/d) [Cook] (h/f)"),
        ("sao", "São Paulo, Sa\u0303o Tomé", "[São] Paulo, [Sa\u0303o] Tomé"),
        ("engineer", "Engi\u00adneer", "[Engi\u00adneer]"),
        ("us", "U.S. Counsel", "[U.S]. Counsel"),
        ("<b>", "<b>Bold</b>", "<[b]>Bold</[b]>"),
        ("工程师", "高级 工程师", "高级 [工程师]"),
    ],
)
def test_the_words_of_a_query_are_marked(query: str, text: str, seen: str) -> None:
    assert marked(text, query) == seen


@pytest.mark.parametrize(
    ("query", "strength", "seen"),
    [
        ("go", SKILLS, "[Go] Dental"),
        ("go", FACTS, "Go Dental"),
        ("dentist", TITLE, "Go [Dental]"),
        ("dentist", SKILLS, "Go Dental"),
        ("dental", FACTS, "Go [Dental]"),
    ],
)
def test_words_are_marked_where_they_count(query: str, strength: int, seen: str) -> None:
    assert marked("Go Dental", query, strength) == seen


@given(TEXTS, TEXTS, st.sampled_from([TITLE, SKILLS, FACTS]))
def test_marking_never_changes_a_text(text: str, query: str, strength: int) -> None:
    pieces = Marks(parse(query, SYNONYMS)).pieces(text, strength)

    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces) or text == ""
    assert all(words(piece.text) for piece in pieces if piece.marked)


@given(TEXTS)
def test_nothing_is_marked_without_words(text: str) -> None:
    assert Marks(Query()).pieces(text, TITLE) == [(text, False)]
    assert not Marks(Query()).wants("", text)


@given(TEXTS)
def test_nothing_unwanted_is_marked(text: str) -> None:
    minus = Query(unwanted=parse(text).wanted)

    assert Marks(minus).pieces(text, TITLE) == [(text, False)]
