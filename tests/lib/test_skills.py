"""Skills: lists cut into names, known spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.lib.skill_lists import LONGEST_SKILL, MOST_SKILLS, number_of_skills, split_skills
from jobs.lib.skills import known_skill
from jobs.lib.tables import listed, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python, Java; C++\n• Go | Rust", ("Python", "Java", "C++", "Go", "Rust")),
        ("Python/Java", ("Python", "Java")),
        ("Python / Java/C#", ("Python", "Java", "C#")),
        ("CI/CD, UI/UX, TCP/IP", ("CI/CD", "UI/UX", "TCP/IP")),
        ("A/B testing, PL/SQL", ("A/B testing", "PL/SQL")),
        ("pricing/contract terms", ("pricing/contract terms",)),
        ("Excel (basic, advanced), SQL", ("Excel (basic, advanced)", "SQL")),
        ("(never closed, SQL", ("never closed", "SQL")),
        ("python, Python , PYTHON.", ("python",)),
        ("C#., .NET, node.js., and writing", ("C#", ".NET", "node.js", "writing")),
        ("- first\n* second\n1. third", ("first", "second", "third")),
        ("two   words ,", ("two words",)),
        ("N/A, none, -, ..., etc.", ()),
        ("", ()),
        ("x" * 500, ("x" * LONGEST_SKILL,)),
    ],
)
def test_a_list_is_cut_into_names(text: str, expected: tuple[str, ...]) -> None:
    assert split_skills(text) == expected


def test_at_most_sixty_skills_are_taken() -> None:
    text = ",".join(f"skill {i}" for i in range(99))

    assert (len(split_skills(text)), number_of_skills(text)) == (MOST_SKILLS, 99)


def test_words_for_none_are_no_skills() -> None:
    assert split_skills("Not applicable; keine Angabe, -, undisclosed | tbd, N.A., Rust") == (
        "Rust",
    )


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("js", "JavaScript"), ("Java Script", "JavaScript"), ("java", "Java"), ("C", "C"),
        ("cpp", "C++"), ("c++", "C++"), ("C Sharp", "C#"), ("csharp", "C#"), ("c#", "C#"),
        (".net", ".NET"), ("dot net", ".NET"), ("dotnet", ".NET"), ("NodeJS", "Node.js"),
        ("node", "Node.js"), ("Node-JS", "Node.js"), ("REACT.JS", "React"), ("golang", "Go"),
        ("go", "Go"), ("Postgres", "PostgreSQL"), ("k8s", "Kubernetes"), ("ci cd", "CI/CD"),
        ("UX/UI", "UI/UX design"), ("problem-solving", "Problem solving"),
        ("Krankenpflege", "Nursing"), ("RN", "Registered nurse"),
        ("Führerschein", "Driver's license"),
        ("fuhrerschein", "Driver's license"),
    ],
)  # fmt: skip
def test_a_skill_is_known_by_any_spelling(name: str, canonical: str) -> None:
    known = known_skill(name)
    assert known is not None
    assert known[0] == canonical
    assert known[1][0] == canonical


@pytest.mark.parametrize("name", ["", "net", "go to market", "ready to go", "c d", "+", "#", "and"])
def test_parts_of_phrases_are_no_skill(name: str) -> None:
    assert known_skill(name) is None


def test_every_spelling_in_the_table_means_one_skill() -> None:
    table = [(name, listed(aliases)) for name, aliases in rows("skills.tsv", 2)]
    assert len(table) >= 250
    assert len({name for name, _ in table}) == len(table)
    wrong = [
        (spelling, name)
        for name, aliases in table
        for spelling in (name, *aliases)
        if known_skill(spelling) != (name, (name, *aliases))
    ]
    assert wrong == []


_WORDS = st.sampled_from([*",;|()/\n•-.", "Python", "CI/CD", "go", "N/A", "é", "and "])


@given(st.one_of(st.text(), st.lists(_WORDS).map("".join)))
def test_any_text_gives_short_tidy_names_once_each(text: str) -> None:
    names = split_skills(text)
    assert len(names) <= MOST_SKILLS
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name) <= LONGEST_SKILL
        assert name == " ".join(name.split())
        known_skill(name)
