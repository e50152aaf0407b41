"""A facet as it is shown: its values, each with the number of results after choosing it."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 10  # values on a page of results, and every chosen one


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str  # what stands in the address
    label: str
    count: int  # results after choosing it
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    label: str
    values: tuple[FacetValue, ...]
    single: bool = False  # one value at a time
    more: bool = False  # values are left out

    @property
    def selected(self) -> int:
        return sum(value.selected for value in self.values)

    @property
    def shown(self) -> tuple[FacetValue, ...]:
        """What a page sends: a list of everything is one link away."""
        return self.values[:SHOWN] + tuple(value for value in self.values[SHOWN:] if value.selected)

    @property
    def is_cut(self) -> bool:
        """Whether there are values that a page does not send."""
        return self.more or len(self.shown) < len(self.values)
