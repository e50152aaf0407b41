"""What the steps of the importer hand to each other. Frozen, and free of Django."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from jobs.lib.footers import Footer
from jobs.lib.money import Salary
from jobs.lib.places import ParsedPlace

PROBLEMS_KEPT = 500  # rows in a report; all are counted
Element = tuple[str, int, str]  # path, in how many records it has a text, an example of it
VALUE = "value: "  # begins the kind of a repair inside a value of a well-formed document


class FeedProblem(Exception):
    """Base of what can go wrong with a feed as a whole; the text is for the operator."""


class Rejected(FeedProblem):
    """The data is not a feed that can be trusted: nothing is changed."""


class NotWellFormed(Rejected):
    """The XML breaks off or breaks a rule. `line` and `column` count from 1; 0 where unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class Unreachable(FeedProblem):
    """The feed could not be fetched just now: nothing is changed, the next run tries again.

    `retry_after` is the pause the server asked for: seconds, None when it did not.
    """

    def __init__(self, message: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Gone(Unreachable):
    """The server knows of no such feed: HTTP `status` 404, or 410 for good."""

    def __init__(self, message: str = "", *, status: int = 404) -> None:
        super().__init__(message)
        self.status = status


def folded(tag: str) -> str:
    """An element name without namespace, case, hyphens and underscores: `Apply-To` is `applyto`."""
    local = tag.rpartition("}")[2].rpartition(":")[2]
    return local.lower().replace("-", "").replace("_", "")


@dataclass(frozen=True, slots=True)
class Document:
    """A fetched feed on disk, unpacked. What the server did not say is empty."""

    path: Path
    size: int  # bytes, unpacked
    etag: str = ""
    last_modified: str = ""
    charset: str = ""  # of the Content-Type header, in lower case


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a feed: (path, text) of every element and attribute, in document order.

    A path is the folded names from the record's child down, joined by `/`: `location/city`. An
    element that only holds others has an entry too, with its own direct text, so that repeated
    groups can be told apart. An attribute follows its element: `location@country`, of the record
    itself `@id`. HTML elements inside a text are part of that text. `fault` says why the record is
    unusable, or is empty.
    """

    entries: tuple[tuple[str, str], ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a document looks like from its first records. All names are folded.

    `record` is empty when no element looks like a record. `names` are the entry paths of the first
    records; `header` is the text outside the records by path below the root (`channel/title`), with
    attributes as in a Record (`@date` of the root); `uris` are the namespaces seen.
    """

    root: str
    record: str = ""
    single: bool = False  # the root element itself is the only record
    names: frozenset[str] = frozenset()
    header: Mapping[str, str] = field(default_factory=dict)
    uris: frozenset[str] = frozenset()


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

    def joined(self) -> str:
        """Everything the feed says of the job, in one text to be compared by."""
        return "\x1f".join(self.values())

    def values(self) -> tuple[str, ...]:
        """In the order of the fields, for `RawJob(*values)`."""
        return _VALUES(self)


_VALUES: Callable[[RawJob], tuple[str, ...]] = attrgetter(*(one.name for one in fields(RawJob)))


@dataclass(frozen=True, slots=True)
class Problem:
    """What was refused or left out, for the run's report. `reason`: expected, came, what to do."""

    external_id: str
    title: str
    field: str
    value: str
    reason: str
    refused: bool = False  # the whole job was refused; otherwise one fact was left out
    fragment: str = ""  # of the first refused ones: what the feed wrote of the record

    def as_row(self) -> dict[str, Any]:
        return {name: told for name, told in asdict(self).items() if told or name != "fragment"}


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
class Task:
    """What the child process is asked to do. Plain values: it crosses a process border."""

    document: str  # path of the fetched document
    worktable: str  # path of the run's SQLite file
    address: str  # of the feed, by which relative links are read
    charset: str = ""  # as the server told it
    dialect: str = ""  # forced; otherwise it is found out
    overrides: str = ""  # the feed's own rules, as an editor wrote them
    signed: tuple[str, str] = ("", "")  # name and address of the feed's attribution as known so far
    date_order: str = ""  # of day and month, as the feed's documents have shown it so far
    today: str = ""  # ISO date in UTC: what a plausible day is measured by
    curious: bool = False  # somebody looks on, and wants to know what no field reads


@dataclass(frozen=True, slots=True)
class Reading:
    """What a complete document held."""

    dialect: str
    seen: int
    duplicates: int = 0
    faulty: int = 0  # records that cannot be used whatever they say
    expected: int = 0  # how many records the feed itself promises; 0 when it does not say
    repairs: Mapping[str, int] = field(default_factory=dict)  # kind to number
    signature: Footer | None = None  # the paragraph that ends the feed's descriptions
    date_order: str = ""  # of day and month, as its dates or those before show it
    day_first: bool | None = None  # what 03/04/2026 means in it
    problems: tuple[Problem, ...] = ()  # of the faulty ones; the first of them
    unread: tuple[Element, ...] = ()  # of the first records, where the task is curious

    @property
    def repaired(self) -> bool:
        """Whether the document itself was mended, not only values inside it."""
        return any(not kind.startswith(VALUE) for kind in self.repairs)


class Stored(NamedTuple):
    """What the database knows of a job when the run begins."""

    external_id: str
    content_hash: str
    closed: bool = False
    by_editor: bool = False
    missing: bool = False  # open, and was not in the feed when this was last settled
    fresh: bool = False  # of a run that was killed, or that left the removals of its document open
    link: str = ""  # the Apply address
    title: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a run would mean for a feed's jobs, in numbers: what the removal guard judges by."""

    seen: int = 0  # records in the document
    stored_open: int = 0  # jobs; those that are fresh do not count
    kept: int = 0  # of these, how many are in the document, also under a new id
    vanished: int = 0  # open jobs that are not
    lost: int = 0  # of the vanished, those that are not fresh
    refused: int = 0
    expected: int = 0  # records the feed itself promises; 0 when it does not say
    repaired: bool = False
    before: tuple[str, str] = ("", "")  # address and dialect that were last applied; empty: none
    now: tuple[str, str] = ("", "")
