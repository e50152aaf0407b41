"""What the steps of the importer hand to each other. Frozen, and free of Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jobs.lib.html import Footer
from jobs.lib.money import Salary
from jobs.lib.places import ParsedPlace


class FeedProblem(Exception):
    """Base of what can go wrong with a feed as a whole; the text is for the operator."""


class Rejected(FeedProblem):
    """The data is not a feed that can be trusted: nothing is changed."""


class Unreachable(FeedProblem):
    """The feed could not be fetched just now: nothing is changed, the next run tries again."""


@dataclass(frozen=True, slots=True)
class Document:
    """A fetched feed on disk. `etag` and `last_modified` are the server's validators or empty."""

    path: Path
    size: int
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class RawJob:
    """One record as the feed wrote it: text only, empty where the feed says nothing."""

    external_id: str = ""
    title: str = ""
    description: str = ""
    job_type: str = ""
    level: str = ""
    arrangement: str = ""
    salary: str = ""
    salary_min: str = ""
    salary_max: str = ""
    salary_currency: str = ""
    salary_period: str = ""
    skills: str = ""
    category: str = ""
    industry: str = ""
    employer: str = ""
    employer_logo: str = ""
    employer_description: str = ""
    employer_website: str = ""
    apply_url: str = ""
    location: str = ""
    country: str = ""
    posted: str = ""
    expires: str = ""

    def digest(self) -> str:
        """SHA-256 of everything the feed says of the job, as hexadecimal digits."""
        values = "\x1f".join(getattr(self, one.name) for one in fields(self))
        return sha256(values.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """What was refused or left out, for the run's report. `reason`: expected, came, what to do."""

    external_id: str
    title: str
    field: str
    value: str
    reason: str
    refused: bool = False  # the whole job was refused; otherwise one fact was left out

    def as_row(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CleanJob:
    """A record whose every fact is checked; what is not known is empty."""

    external_id: str
    title: str
    employer: str
    description: str
    apply_url: str
    job_type: str = ""
    level: str = ""
    arrangement: str = ""
    category: str = ""
    industry: str = ""
    skills: tuple[str, ...] = ()
    places: tuple[ParsedPlace, ...] = ()
    salary: Salary = field(default_factory=Salary)
    posted_on: date | None = None
    expires_on: date | None = None
    employer_facts: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a complete document held. `digests`: external id to digest, in the feed's order."""

    dialect: str
    digests: Mapping[str, str]
    seen: int
    duplicates: int
    signature: Footer | None  # the paragraph that ends the feed's descriptions
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database knows of a job when the run begins."""

    content_hash: str
    closed: bool = False
    by_editor: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do, by external id. `held` are removals that wait for a person."""

    write: frozenset[str]
    new: frozenset[str]
    unchanged: int
    reopen: frozenset[str]
    close: frozenset[str]
    held: frozenset[str] = frozenset()
    hold_reason: str = ""
