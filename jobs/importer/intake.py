"""Takes the records of one reading of a document into the worktable, each once."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from jobs.importer.date_order import depends, shown_by
from jobs.importer.dialects import Dialect, Overrides
from jobs.importer.dialects.look import base_of
from jobs.importer.fragments import fragment_of
from jobs.importer.normalise import content_hash, rules_key
from jobs.importer.reasons import essentials
from jobs.importer.records import PROBLEMS_KEPT, Problem, RawJob, Record, Sketch
from jobs.importer.twin_keys import alike
from jobs.importer.worktable import Worktable
from jobs.lib.countries import country_name
from jobs.lib.footers import Footer, footer
from jobs.lib.text import fold, squeeze
from jobs.lib.urls import public_address

ENDINGS_KEPT = 1_000  # different ones; a signature is among the first
FAULTY = ""  # the hash of an id of which only faulty records have come
SHARED_KEPT = 10_000  # ids that several jobs have; beyond, the first record of an id speaks
MERGED_LOCATION = 4_000  # characters of the places of all records of one id
NO_OVERRIDES = Overrides()
_encode = json.JSONEncoder(ensure_ascii=False).encode


class Restart(Exception):
    """The document has to be read again: with `everything`, as a duplicate adds to a known job, or
    with the ids that turned out to be `shared`."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How the records of a document are read."""

    dialect: Dialect
    sketch: Sketch
    overrides: Overrides
    address: str  # of the feed
    signature: Footer | None = None  # as assumed until the last record is read
    day_first: bool | None = None  # what 03/04/2026 means, as assumed until then
    key: str = ""  # by which records are compared; of the signature
    dated: str = ""  # the same for records whose dates depend on the order
    everything: bool = False  # stages also what has not changed
    shared: frozenset[str] = frozenset()  # ids that several different jobs have

    def raw_job(self, record: Record) -> RawJob:
        raw = self.dialect.raw_job(record, self.sketch, self.address)
        if self.overrides is not NO_OVERRIDES:
            base = base_of(record, self.sketch, self.address)
            raw = self.overrides.apply(raw, record, base)
        if raw.external_id in self.shared:
            own = f"{raw.external_id[:200]}#{_digest(raw.apply_url)}"
            raw = replace(raw, external_id=own)
        return raw

    def hash_of(self, raw: RawJob) -> str:
        return content_hash(raw, self.dated if depends(raw) else self.key)

    def assuming(self, signature: Footer | None, day_first: bool | None) -> Rules:
        key = rules_key(signature, self.overrides.fingerprint())
        dated = f"{key}\x1f{day_first}"
        return replace(self, signature=signature, day_first=day_first, key=key, dated=dated)


@dataclass(slots=True)
class Intake:
    table: Worktable
    rules: Rules
    seen: int = 0
    duplicates: int = 0
    faulty: int = 0
    problems: list[Problem] = field(default_factory=list)
    fragments: int = 0  # staged with records that make no job
    shared: set[str] = field(default_factory=set)  # ids of several jobs, found in this reading
    endings: Counter[Footer | None] = field(default_factory=Counter)
    orders: set[bool] = field(default_factory=set)  # of day and month, that dates have shown

    def take(self, record: Record) -> None:
        """Raises Restart."""
        raw = self.rules.raw_job(record)
        self.seen += 1
        if record.fault:
            self._note(raw, record)
            return
        ending = footer(raw.description)
        if ending in self.endings or len(self.endings) < ENDINGS_KEPT:
            self.endings[ending] += 1
        if depends(raw) and len(self.orders) < 2:
            self.orders |= shown_by([raw])
        if not raw.external_id:
            self._stage(raw, record)
            return
        digest = self.rules.hash_of(raw)
        stored = self.table.stored_hash(raw.external_id)
        # Only a new id can be an old job's, so only there the address is worth the work.
        link = _link(raw) if stored is None else raw.apply_url
        if not self.table.put_incoming(raw.external_id, digest, link):
            self._add_to_first(raw, record, digest)
        elif self.rules.everything or digest != stored:
            self._stage(raw, record)

    def _stage(self, raw: RawJob, record: Record) -> None:
        """With what the feed wrote of it, if it is one of the first that make no job."""
        fragment = ""
        if self.fragments < PROBLEMS_KEPT and isinstance(essentials(raw), Problem):
            fragment = fragment_of(record)
            self.fragments += 1
        self.table.stage(raw.external_id, _json(raw), fragment)

    def _add_to_first(self, raw: RawJob, record: Record, digest: str) -> None:
        """A second record of one id: the first usable one stays, further places join it."""
        first = self.table.incoming_hash(raw.external_id)
        if first == FAULTY:  # then this one is the first that can be used
            self._stage(raw, record)
            self.table.restage(raw.external_id, _json(raw), digest)
            return
        self.duplicates += 1
        staged = self.table.staged(raw.external_id)
        if staged is None:
            if first == digest:
                return
            raise Restart
        known = RawJob(*json.loads(staged))
        if others(known, raw) and len(self.shared) < SHARED_KEPT:
            self.shared.add(raw.external_id)
        merged = merge(known, raw)
        self.table.restage(raw.external_id, _json(merged), self.rules.hash_of(merged))

    def _note(self, raw: RawJob, record: Record) -> None:
        self.faulty += 1
        if raw.external_id:  # it is in the feed all the same, so it has not vanished
            self.table.put_incoming(raw.external_id, FAULTY, None)
        if len(self.problems) < PROBLEMS_KEPT:
            title = squeeze(raw.title)[:200]
            told = Problem(raw.external_id[:200], title, "record", "", record.fault, refused=True)
            self.problems.append(replace(told, fragment=fragment_of(record)))


def others(first: RawJob, second: RawJob) -> bool:
    """Whether two records of one id are two jobs: neither title nor Apply address is the same."""
    told = (first.title, first.apply_url, second.title, second.apply_url)
    return (
        all(told)
        and not alike(first.title, second.title)
        and first.apply_url.strip() != second.apply_url.strip()
    )


def merge(first: RawJob, second: RawJob) -> RawJob:
    """One job of two records with one id.

    The first usable record speaks. When both are the same role in different places, which is how
    some feeds write a job in several towns, the job has all of them.
    """
    if not _usable(first) and _usable(second):
        return second
    same_role = _role(first) == _role(second)
    here, there = _location(first), _location(second)
    known = [fold(place) for place in here.split(";")]
    if not same_role or not there or fold(there) in known:
        return first
    if len(here) + len(there) > MERGED_LOCATION:
        return first
    return replace(first, location="; ".join(filter(None, (here, there))), country="")


def _usable(raw: RawJob) -> bool:
    return bool(raw.title and raw.employer and raw.apply_url)


def _role(raw: RawJob) -> tuple[str, str]:
    return fold(raw.title), fold(raw.employer)


def _location(raw: RawJob) -> str:
    """The places with their country in words, so that places of several countries can stand in
    one text."""
    country = country_name(raw.country.lower()) or raw.country if raw.country else ""
    if not country or fold(country) in fold(raw.location):
        return raw.location
    return "; ".join(f"{place.strip()}, {country}" for place in raw.location.split(";")) or country


def _link(raw: RawJob) -> str | None:
    try:
        return public_address(raw.apply_url)
    except ValueError:
        return None


def _digest(address: str) -> str:
    return blake2b(address.strip().encode(), digest_size=8).hexdigest()


def _json(raw: RawJob) -> str:
    return _encode(raw.values())
