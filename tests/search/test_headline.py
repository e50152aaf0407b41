"""A search in words never says more than it asks."""

from __future__ import annotations

import pytest

from jobs.search.headline import headline


@pytest.mark.parametrize(
    ("total", "words", "labels", "said"),
    [
        (0, "", {}, "No jobs"),
        (1, "", {}, "1 job"),
        (1234, "", {}, "1,234 jobs"),
        (2, "sous chef", {}, "2 jobs matching \u201csous chef\u201d"),
        (
            12,
            "",
            {"arrangement": ["Remote"], "skill": ["Python"], "country": ["Canada"]},
            "12 remote Python jobs in Canada",
        ),
        (57, "", {"arrangement": ["Remote", "Hybrid"]}, "57 remote or hybrid jobs"),
        (57, "", {"skill": ["A", "B", "C"], "employer": ["Acme"]}, "57 jobs at Acme"),
        (3, "", {"level": ["Senior"], "type": ["Full-time"]}, "3 senior full-time jobs"),
        (3, "", {"place": ["Cork, Ireland"], "country": ["Ireland"]}, "3 jobs in Cork, Ireland"),
        (40, "", {"country": ["United States"]}, "40 jobs in the United States"),
        (8, "", {"place": ["Remote, Ireland", "Cork"]}, "8 jobs (Remote, Ireland or Cork)"),
        (
            9,
            "",
            {"place": ["Cork, Ireland", "Bern"], "within": ["Within 50 km"], "employer": ["Acme"]},
            "9 jobs within 50 km of Cork, Ireland or Bern at Acme",
        ),
        (9, "", {"place": ["A", "B", "C"], "within": ["Within 50 km"]}, "9 jobs"),
        (3, "", {"posted": ["Last 7 days"], "salary": ["1 EUR or more"]}, "3 jobs"),
    ],
)
def test_a_search_is_said_in_words(
    total: int, words: str, labels: dict[str, list[str]], said: str
) -> None:
    assert headline(total, words, labels) == said
