"""What a dialect is: the names a feed uses for the facts of a job. Data, no code."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from jobs.importer.records import RawJob


def folded(tag: str) -> str:
    """An element name without namespace, case, hyphens and underscores: `Apply-To` is `applyto`."""
    local = tag.rpartition("}")[2].rpartition(":")[2]
    return local.lower().replace("-", "").replace("_", "")


@dataclass(frozen=True, slots=True)
class Dialect:
    """`elements`: for each field of RawJob the folded element names, the first filled one wins."""

    name: str
    label: str
    roots: tuple[str, ...]  # a document with one of these may be empty
    record: str
    elements: Mapping[str, tuple[str, ...]]
    # A record with one name of every group is in this dialect.
    marks: tuple[tuple[str, ...], ...]

    def fits(self, names: Collection[str]) -> bool:
        return all(any(name in names for name in group) for group in self.marks)

    def raw_job(self, values: Mapping[str, str]) -> RawJob:
        """Picks the fields of a job from a record's values by folded element name."""
        picked = {
            field: next((values[name] for name in names if values.get(name)), "")
            for field, names in self.elements.items()
        }
        return RawJob(**picked)
