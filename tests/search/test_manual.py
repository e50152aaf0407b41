"""What docs/search.md tells of the search is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from jobs.lib.words import BODY_WORDS, MAX_WORD
from jobs.search.choices import MAX_VALUES
from jobs.search.facets import LONGEST
from jobs.search.memory.loading import LEAST_CHANGES
from jobs.search.notices import MAX_PAGE
from jobs.search.order import PER_PAGE
from jobs.search.query import EVERYDAY, MAX_BEGINNINGS, MAX_LENGTH, MAX_TERMS
from jobs.search.shown import SHOWN
from jobs.search.spelling import TIMES
from jobs.search.typed import FILLERS, SHORTEST_BEGINNING
from jobs.search.understanding import RARE

TEXT = (Path(__file__).parents[2] / "docs" / "search.md").read_text()
NUMBERS = {2: "two", 3: "three"}


def test_the_limits_are_those_in_force() -> None:
    limits = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", TEXT.partition("## Limits")[2], re.M))

    assert limits == {
        "what": "limit",
        "a query": f"{MAX_TERMS} words, {MAX_LENGTH} characters",
        "a word": f"{MAX_WORD} characters",
        "a description": f"its first {BODY_WORDS:,} words",
        "results": f"{MAX_PAGE} pages of {PER_PAGE}",
        "values of one key in an address": f"{MAX_VALUES}",
        "values of a facet on the results page": (
            f"{SHOWN}, and the chosen ones; all on their own page"
        ),
        "values of a facet in `/jobs.json`": f"{LONGEST}, of places {SHOWN}, and the chosen ones",
        "a prefix": f"{SHORTEST_BEGINNING} letters",
        "prefixes of a query": f"{MAX_BEGINNINGS}; further stars do not count",
    }


def test_the_words_that_are_dropped_and_those_that_count_in_titles_alone_are_all_named() -> None:
    fillers = re.search(r"fillers \(([^)]*)\)", TEXT)
    everyday = re.search(r"^\| (.*) \| the word in a title or among the skills only", TEXT, re.M)

    assert fillers
    assert everyday
    assert set(fillers[1].split(", ")) == FILLERS
    assert set(re.findall(r"`(\w+)`", everyday[1])) == EVERYDAY


def test_the_figures_of_misspelling_and_memory_are_those_in_force() -> None:
    plain = " ".join(TEXT.split())

    assert f"when at most {NUMBERS[RARE]} have it" in plain
    assert f"at least {TIMES} times as many" in plain
    assert f"Above {LEAST_CHANGES:,} changed jobs" in plain
