"""The terms of a synthetic board: their rows, with every spelling as an alias of its own.

Number i of a kind is its i-th most frequent one and has the primary key i + 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jobs.lib import vocabulary
from jobs.lib.places import ParsedPlace
from jobs.lib.text import free_slug, slug
from jobs.models import Skill
from jobs.models.employer import base_key
from jobs.models.place import place_key
from jobs.models.term import key_of
from tests.bench.fill import load
from tests.bench.names import CATEGORIES, INDUSTRIES, Names, place_name

KINDS = ("skill", "employer", "place", "category", "industry", "jobtype", "level")
TABLES = [f"jobs_{kind}{end}" for kind in KINDS for end in ("", "alias")]
EXTRA = 10  # every tenth employer and skill is known by a second spelling


@dataclass(frozen=True, slots=True)
class Terms:
    names: Names
    job_types: tuple[vocabulary.Word, ...]
    levels: tuple[vocabulary.Word, ...]

    @classmethod
    def of(cls, jobs: int, seed: int) -> Terms:
        large = jobs >= 100_000
        names = Names(
            seed,
            words=65_000 if large else 12_000,
            skills=60_000 if large else 2_000,
            employers=(40_000 if jobs >= 500_000 else 25_000) if large else 1_000,
            towns=6_000 if large else 800,
        )
        return cls(names, vocabulary.JOB_TYPES, vocabulary.LEVELS)

    def write(self) -> None:
        names = self.names
        employers = [(name, "", "", "", "[]") for name in names.employers]
        columns = ("description", "website", "logo_url", "edited")
        _write("employer", employers, columns, map(_second, names.employers))
        skills = [(name, len(name.split()) <= 4) for name in names.skills]
        _write("skill", skills, ("in_facets",), map(_spellings, names.skills))
        for kind, known in (("category", CATEGORIES), ("industry", INDUSTRIES)):
            _write(kind, [(name,) for name in known], (), [() for _ in known])
        for kind, words in (("jobtype", self.job_types), ("level", self.levels)):
            rows = [(word.name, number) for number, word in enumerate(words)]
            _write(kind, rows, ("position",), [(word.slug, *word.aliases) for word in words])
        places = [(place_name(place), *place) for place in names.places]
        keys = [(place_key(ParsedPlace(name, *place)),) for name, *place in places]
        _write("place", places, ("city", "region", "country", "remote"), keys)


def _second(name: str) -> tuple[str, ...]:
    return (f"{name} Worldwide",) if len(name) % EXTRA == 0 else ()


def _spellings(name: str) -> tuple[str, ...]:
    known = Skill.new(name).aliases
    return tuple(known) or ((f"{name} skills",) if len(name) % EXTRA == 0 else ())


def _write(
    kind: str,
    terms: Sequence[Sequence[object]],
    columns: Sequence[str],
    spellings: Iterable[Sequence[str]],
) -> None:
    rows, aliases, slugs = [], [], set[str]()
    keys: dict[str, None] = {key_of(str(name)): None for name, *_rest in terms}
    own = list(keys)
    for number, ((name, *rest), more) in enumerate(zip(terms, spellings, strict=True), start=1):
        address = free_slug(slug(str(name)), slugs)
        slugs.add(address)
        rows.append((number, name, address, *rest))
        aliases.append((len(aliases) + 1, own[number - 1], str(name), number))
        for spelling in more:
            if (key := key_of(spelling)) not in keys:
                keys[key] = None
                aliases.append((len(aliases) + 1, key, spelling, number))
    load(f"jobs_{kind}", ("id", "name", "slug", *columns), rows)
    if kind == "employer":
        known = [(*alias, base_key(alias[2])) for alias in aliases]
        load("jobs_employeralias", ("id", "key", "text", "term_id", "base"), known)
    else:
        load(f"jobs_{kind}alias", ("id", "key", "text", "term_id"), aliases)
