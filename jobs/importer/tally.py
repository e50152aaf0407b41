"""What a run has really done, job by job: the numbers and problems of its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from jobs.importer.records import PROBLEMS_KEPT, Problem


@dataclass(slots=True)
class Tally:
    written: Counter[str] = field(default_factory=Counter)  # created, updated, reopened
    rejected: int = 0
    refused: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    unusable: set[str] = field(default_factory=set)  # closed jobs whose record was refused

    def note(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            kept = self.refused if problem.refused else self.left_out
            self.rejected += problem.refused
            if len(kept) < PROBLEMS_KEPT:
                kept.append(problem)

    @property
    def problems(self) -> list[Problem]:
        """The first of them, what was refused before what was left out."""
        return (self.refused + self.left_out)[:PROBLEMS_KEPT]
