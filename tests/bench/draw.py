"""What each job of a synthetic board has: drawn at random, a few values often and most rarely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tests.bench.names import CATEGORIES, FIELDS, GRADES, INDUSTRIES, ROLES
from tests.bench.terms import Terms

DAYS = 60  # since when jobs were posted
CURRENCIES = ("USD", "EUR", "GBP", "CAD", "AUD")
SHARES = (0.5, 0.25, 0.12, 0.08, 0.05)
NOTHING = -1


@dataclass(frozen=True, slots=True)
class Drawn:
    """One job in numbers: those of terms count from 0 by frequency, NOTHING for none."""

    title: list[str]
    body: list[int]  # of the vocabulary
    employer: int
    skills: list[int]
    places: list[int]
    job_type: int
    level: int
    category: int
    industry: int
    arrangement: int
    currency: str  # empty when no pay is stated
    hourly: bool
    pay: tuple[int, int]  # a year, whole units
    age: int  # days since it was posted, NOTHING when that is unknown
    left: int  # days until it expires, may be past; DAYS when it does not
    closed: bool
    hidden: bool


class Falling:
    """Numbers below `size`, of which number i is drawn as often as 1 / (i + flat)."""

    def __init__(self, size: int, flat: float) -> None:
        self._sums = np.cumsum(1 / (np.arange(size) + flat))

    def draw(self, chance: np.random.Generator, number: int) -> np.ndarray:
        return np.searchsorted(self._sums, chance.random(number) * self._sums[-1])


class Chances:
    def __init__(self, terms: Terms) -> None:
        names = terms.names
        self.words = Falling(len(names.words), 2.7)
        self.employers = Falling(len(names.employers), 12)
        self.skills = Falling(len(names.skills), 6)
        self.places = Falling(len(names.places), 4)
        self.roles = Falling(len(ROLES), 3)
        self.fields = Falling(len(FIELDS), 4)
        self.special = Falling(3_000, 20)  # the third word of many titles
        self.categories = Falling(len(CATEGORIES), 3)
        self.industries = Falling(len(INDUSTRIES), 3)
        self.types = Falling(len(terms.job_types) + 1, 0.4)
        self.levels = Falling(len(terms.levels) + 1, 2)
        self.vocabulary = names.words

    def jobs(self, chance: np.random.Generator, start: int, number: int) -> Iterator[Drawn]:
        lengths = np.clip(chance.normal(170, 55, number), 40, 420).astype(int)
        body = np.split(self.words.draw(chance, int(lengths.sum())), np.cumsum(lengths)[:-1])
        counts = chance.integers(8, 21, number)
        skills = np.split(self.skills.draw(chance, int(counts.sum())), np.cumsum(counts)[:-1])
        titles = self._titles(chance, number)
        employers = self.employers.draw(chance, number)
        fourth = (np.arange(start, start + number) % 4 == 0).nonzero()[0]
        # Every employer has jobs, most of them one or two.
        employers[fourth] = (start + fourth) // 4 % len(self.employers._sums)
        places = self.places.draw(chance, number * 3).reshape(number, 3)
        spread = chance.choice((1, 2, 3), number, p=(0.8, 0.15, 0.05))
        facts = self._facts(chance, number)
        for i in range(number):
            yield Drawn(
                titles[i],
                body[i].tolist(),
                int(employers[i]),
                list(dict.fromkeys(skills[i].tolist())),
                list(dict.fromkeys(places[i, : spread[i]].tolist())),
                *(column[i] for column in facts),
            )

    def _titles(self, chance: np.random.Generator, number: int) -> list[list[str]]:
        roles, fields = self.roles.draw(chance, number), self.fields.draw(chance, number)
        grades = chance.integers(0, 3 * len(GRADES), number)
        special, shape = 200 + self.special.draw(chance, number * 2), chance.random(number)
        titles = []
        for i in range(number):
            title = [GRADES[grades[i]]] if grades[i] < len(GRADES) else []
            title += [FIELDS[fields[i]], ROLES[roles[i]]]
            if shape[i] < 0.5:
                title.append(self.vocabulary[special[i]].title())
            if shape[i] < 0.2:
                title.append(self.vocabulary[special[number + i]].title())
            titles.append(title)
        return titles

    def _facts(self, chance: np.random.Generator, number: int) -> tuple[list, ...]:
        """The columns of Drawn from `job_type` on."""
        types, levels = self.types.draw(chance, number), self.levels.draw(chance, number)
        low = chance.lognormal(10.9, 0.45, number).astype(int) // 500 * 500 + 12_000
        high = low + (low * chance.random(number) * 0.5).astype(int) // 500 * 500
        known = chance.random(number) < 0.6
        currency = chance.choice(CURRENCIES, number, p=SHARES)
        age = np.where(chance.random(number) < 0.02, NOTHING, chance.integers(0, DAYS, number))
        ends = chance.random(number) < 0.3
        left = np.where(ends, chance.integers(-2, DAYS - 1, number), DAYS)
        return (
            np.where(types == len(self.types._sums) - 1, NOTHING, types).tolist(),
            np.where(levels == len(self.levels._sums) - 1, NOTHING, levels).tolist(),
            self.categories.draw(chance, number).tolist(),
            self.industries.draw(chance, number).tolist(),
            chance.choice(4, number, p=(0.25, 0.4, 0.15, 0.2)).tolist(),
            np.where(known, currency, "").tolist(),
            (chance.random(number) < 0.1).tolist(),
            list(zip(low.tolist(), high.tolist(), strict=True)),
            age.tolist(),
            left.tolist(),
            (chance.random(number) < 0.03).tolist(),
            (chance.random(number) < 0.01).tolist(),
        )
