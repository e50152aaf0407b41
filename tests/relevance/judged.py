"""The judged queries: what a person expects of the first page, read from the tables beside."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.relevance.conditions import Condition, Texts, condition

HERE = Path(__file__).parent
FIRST_PAGE = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """The first page a query gets: its jobs in order, how many there are, and what is said."""

    jobs: list[Texts]
    total: int
    says: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and what a person expects of it. Every expectation is optional.

    `grades` says how good an answer a job is (3 best; what no condition meets is worth nothing).
    """

    q: str
    params: str = ""  # further parameters, as in an address
    first: str = ""  # the first job meets it
    all: list[str] = field(default_factory=list)  # every job that meets it is on the page
    some: list[str] = field(default_factory=list)  # a job that meets it is on the page
    none: list[str] = field(default_factory=list)  # no job on the page meets it
    only: str = ""  # every job on the page meets it, and there are some
    before: list[list[str]] = field(default_factory=list)  # [a, b]: who meets a, then who meets b
    total: int | None = None
    share: int = FIRST_PAGE  # so many jobs of the page may be one employer's
    says: str = ""  # part of a notice, or of the spelling that is offered
    grades: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return " & ".join(filter(None, (self.q, self.params)))

    def grade(self, job: Texts) -> int:
        return next((grade for grade, meets in _grades(self.grades) if meets(job)), 0)

    def faults(self, answer: Answer, board: list[Texts]) -> list[str]:
        """What is wrong with an answer, in words; empty when a person would be content."""
        page = answer.jobs
        wrong = [f"not first: {self.first}"] * (not _first(self.first, page))
        wrong += [
            f"missing: {sought} ({job['title'][0]}, {job['id'][0]})"
            for sought in self.all
            for job in _meeting(sought, board)
            if job not in page
        ]
        wrong += [f"nobody: {sought}" for sought in self.some if not _meeting(sought, page)]
        wrong += [
            f"unwanted: {sought} ({job['title'][0]}, {job['id'][0]})"
            for sought in self.none
            for job in _meeting(sought, page)
        ]
        if self.only:
            rest = _meeting(self.only, page, reverse=True)
            wrong += [f"not only {self.only}: {job['title'][0]}, {job['id'][0]}" for job in rest]
            wrong += ["an empty page"] * (not page)
        wrong += [f"not before: {a} | {b}" for a, b in self.before if not _before(a, b, page)]
        if self.total not in (None, answer.total):
            wrong.append(f"expected {self.total} jobs, got {answer.total}")
        wrong += [f"too many: {name}" for name in _greedy(page, self.share)]
        wrong += [f"not said: {self.says}"] * (self.says.lower() not in answer.says.lower())
        return wrong

    def unjudgeable(self, board: list[Texts]) -> list[str]:
        """Conditions that no job of the board meets: slips of the pen."""
        asked = [self.first, self.only, *self.all, *self.some, *self.grades.values()]
        asked += [written for pair in self.before for written in pair]
        return [written for written in asked if written and not _meeting(written, board)]


def judged(name: str) -> list[Judged]:
    """The judged queries of `name`.toml. Raises TypeError on an expectation it does not know."""
    table: dict[str, Any] = tomllib.loads((HERE / f"{name}.toml").read_text())
    return [Judged(**row) for row in table["query"]]


_known: dict[str, Condition] = {}


def _condition(written: str) -> Condition:
    if written not in _known:
        _known[written] = condition(written)
    return _known[written]


def _grades(written: dict[str, str]) -> list[tuple[int, Condition]]:
    return [(int(grade), _condition(written[grade])) for grade in sorted(written, reverse=True)]


def _meeting(written: str, jobs: list[Texts], *, reverse: bool = False) -> list[Texts]:
    meets = _condition(written)
    return [job for job in jobs if meets(job) is not reverse]


def _first(written: str, page: list[Texts]) -> bool:
    return not written or bool(page and _condition(written)(page[0]))


def _before(a: str, b: str, page: list[Texts]) -> bool:
    """Somebody meets `a`, and nobody who meets `b` alone stands before the last of them."""
    better, worse = _condition(a), _condition(b)
    places = [place for place, job in enumerate(page) if better(job)]
    return bool(places) and not any(worse(job) and not better(job) for job in page[: places[-1]])


def _greedy(page: list[Texts], share: int) -> list[str]:
    employers = [job["employer"][0] for job in page]
    return sorted({name for name in employers if employers.count(name) > share})
