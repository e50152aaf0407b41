"""The fixed mix of searches: 40 of each kind, a quarter of them with 0, 1, 2 and 3 filters each."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.http import QueryDict

from jobs.models import Category, Employer, Industry, JobType, Level, Place, Skill
from jobs.search.packing import ARRANGEMENTS
from tests.bench.board import SEED
from tests.bench.draw import Falling
from tests.bench.names import COUNTRIES, FIELDS, ROLES
from tests.bench.terms import Terms

KINDS = ("no words", "one common word", "two words", "a rare word", "a beginning")
EACH = 40
COMPARED = 5  # every fifth is put to the other ways as well


@dataclass(frozen=True, slots=True)
class Asked:
    kind: str
    words: str
    filters: tuple[tuple[str, str], ...]
    compared: bool

    def params(self) -> QueryDict:
        params = QueryDict(mutable=True)
        if self.words:
            params["q"] = self.words
        for key, value in self.filters:
            params.appendlist(key, value)
        return params

    def __str__(self) -> str:
        return f"{self.kind}: {self.params().urlencode()}"


def mix(terms: Terms) -> list[Asked]:
    """200 searches, the same for the same board, in an order of their own."""
    asker = _Asker(terms)
    asked = [
        Asked(kind, asker.words(kind), asker.filters(number % 4), number % COMPARED == 0)
        for kind in KINDS
        for number in range(EACH)
    ]
    asker.pick.shuffle(asked)
    return asked


class _Asker:
    def __init__(self, terms: Terms) -> None:
        self.pick, self.chance = random.Random(SEED), np.random.default_rng(SEED)
        self.vocabulary = terms.names.words
        self.known = [name.lower() for name in terms.names.skills[:150] if name.isalpha()]
        self.common = [word for word in self.vocabulary[:500] if len(word) > 4]
        self.roles = [role.lower() for role in ROLES]
        self.fields = [field.lower() for field in FIELDS]
        self.used: set[str] = set()

    def words(self, kind: str) -> str:
        """Never the same word twice, so that each is asked for the first time."""
        if kind == "one common word":
            return self._common()
        if kind == "two words":
            return f"{self._common()} {self._common()}"
        if kind == "a rare word":
            return self._fresh(self.vocabulary[8_000:60_000])
        if kind == "a beginning":
            word = self._common()
            return word[: self.pick.randint(4, max(4, len(word) - 2))] + "*"
        return ""

    def _common(self) -> str:
        return self._fresh(self.pick.choice((self.roles, self.fields, self.known, self.common)))

    def _fresh(self, words: Sequence[str]) -> str:
        word = self.pick.choice([word for word in words if word not in self.used])
        self.used.add(word)
        return word

    def filters(self, number: int) -> tuple[tuple[str, str], ...]:
        values = {
            "arrangement": self.pick.choice(ARRANGEMENTS[1:]),
            "salary": self.pick.choice(("30000", "50000", "60000", "80000")),
            "pay": "stated",
            "posted": self.pick.choice(("1", "3", "7", "30")),
            "country": COUNTRIES[self._rank(20)],
            "level": self._slug(Level, 4),
            "type": self._slug(JobType, 5),
            "category": self._slug(Category, 20),
            "industry": self._slug(Industry, 20),
            "place": self._slug(Place, 60),
            "skill": self._slug(Skill, 60),
            "employer": self._slug(Employer, 60),
        }
        return tuple((key, values[key]) for key in self.pick.sample(sorted(values), number))

    def _rank(self, most: int) -> int:
        return int(Falling(most, 3).draw(self.chance, 1)[0])

    def _slug(self, model: type, most: int) -> str:
        """Of one of the `most` most frequent terms: what the pages offer."""
        return str(model.objects.values_list("slug", flat=True).get(pk=self._rank(most) + 1))
