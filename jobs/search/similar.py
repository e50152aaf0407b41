"""Where to read on from one job: jobs like it at other employers, and more of its own employer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

import numpy as np
from pyroaring import BitMap

from jobs.lib import vocabulary
from jobs.lib.words import bare_words, stem
from jobs.models import Job
from jobs.search.cards import Card, cards
from jobs.search.memory import Snapshot, current
from jobs.search.memory.bits import Array, bitmap, slots_of
from jobs.search.memory.segment import code_of
from jobs.search.packing import ARRANGEMENTS
from jobs.search.typed import FILLERS

SHOWN = 4
OF_ONE = 2  # jobs of one employer among the similar ones

# Points. A title is worth as much as its shared words are of it, the rare ones most.
TITLE, SKILLS, SKILL, CATEGORY = 60, 40, 2, 10  # SKILL: for each halving of who has it
ENOUGH = 32  # of those four; where a job is and for whom comes in among these alone
NEAR, COUNTRY, LEVEL, ARRANGEMENT = 8, 4, 5, 4
KILOMETRES = 50
USUAL = 500  # jobs of which a hundredth has anything: small boards say little of what is rare
LOOKED_AT = 200  # of the best, for those of different employers

# Of a title they say for whom the job is, or how, and not what is done.
_GRADES = [one for one in vocabulary.LEVELS if one.slug != "executive"]
_NO_ROLE = FILLERS.union(
    *("m w f d x i ii iii iv v full part time remote hybrid onsite".split(),),
    *(found for one in (*_GRADES, *vocabulary.JOB_TYPES) for name in (one.name, *one.aliases)
      if len(found := bare_words(name)) == 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Further:
    similar: list[Card]
    of_employer: list[Card]


def further(job: Job) -> Further:
    """What a page of a job, live or closed, leads to; live jobs alone, at most SHOWN of each.

    Similar ones are the most similar first, and none rather than one that shares nothing but a
    place or everyday words. One query, beside those for names that were not asked for before.
    """
    board = current()
    alike, own = similar(board, job), _of_employer(board, job)
    shown = {card.pk: card for card in cards(board, np.concatenate((alike, own)))}
    ids = (board.ids(alike).tolist(), board.ids(own).tolist())
    return Further(*([shown[pk] for pk in some if pk in shown] for some in ids))


def similar(board: Snapshot, job: Job, number: int = SHOWN) -> Array:
    """The slots of the live jobs at other employers that have the most in common with a job."""
    titles = _rated((board.title_words(stem) for stem in _role(job)), board)
    skills = _rated((board.having("skill", [link.pk]) for link in job.skill_list), board)
    pool = BitMap.union(BitMap(), *(jobs for jobs, _rarity in (*titles, *skills))) & board.live
    pool -= board.having("employer", [job.employer_id])
    points: Array = np.zeros(board.size, np.int32)
    for jobs, rarity in skills:
        points[slots_of(jobs)] += round(SKILL * rarity)
    np.minimum(points, SKILLS, out=points)
    whole = sum(rarity for _jobs, rarity in titles)
    for jobs, rarity in titles:
        points[slots_of(jobs)] += round(TITLE * rarity / whole)
    if job.category_id:
        points[slots_of(pool & board.having("category", [job.category_id]))] += CATEGORY
    slots = slots_of(pool)
    near = bitmap(slots[points[slots] >= ENOUGH])
    for jobs, worth in _circumstances(board, job):
        points[slots_of(near & jobs)] += worth
    return _best(board, near, points, number)


def _role(job: Job) -> list[str]:
    """The words of a title that say what is done, stemmed, each once; all of them if none does."""
    places = {word for place in job.place_list for word in bare_words(place.name)}
    said = dict.fromkeys(bare_words(job.title))
    role = [word for word in said if word not in _NO_ROLE | places and not word.isdigit()]
    return list(dict.fromkeys(map(stem, role or said)))


def _rated(sets: Iterable[BitMap], board: Snapshot) -> list[tuple[BitMap, float]]:
    """Each with its rarity: how often all jobs are halved until as few are left."""
    live = board.live
    counted = ((jobs, jobs.intersection_cardinality(live)) for jobs in sets)
    return [(jobs, log2((len(live) + USUAL) / (size + USUAL / 100))) for jobs, size in counted]


def _circumstances(board: Snapshot, job: Job) -> list[tuple[BitMap, int]]:
    """Jobs as near, for the same level, done in the same way: each set with what it is worth."""
    places = [place.pk for place in job.place_list]
    near = {*board.places.within(places), *board.places.near(places, KILOMETRES)}
    countries = {code_of(place.country) for place in job.place_list if place.country}
    return [
        (board.having("place", near), NEAR),
        (board.having("country", countries), COUNTRY),
        (board.having("level", [job.level_id] if job.level_id else []), LEVEL),
        (board.having("arrangement", [ARRANGEMENTS.index(job.arrangement)]), ARRANGEMENT),
    ]


def _best(board: Snapshot, jobs: BitMap, points: Array, number: int) -> Array:
    """The slots with the most points, of equal ones the newest, at most OF_ONE of an employer."""
    slots = slots_of(jobs)
    if len(slots) > LOOKED_AT:
        least = np.partition(points[slots], -LOOKED_AT)[-LOOKED_AT]
        slots = slots[points[slots] >= least]
    order = np.lexsort((-board.ids(slots), -board.column("posted", slots), -points[slots]))
    slots = slots[order[:LOOKED_AT]]
    kept: list[int] = []
    shown: Counter[int] = Counter()
    for at, employer in enumerate(board.column("employers", slots).tolist()):
        shown[employer] += 1
        if shown[employer] <= OF_ONE and len(kept) < number:
            kept.append(at)
    return slots[kept]


def _of_employer(board: Snapshot, job: Job) -> Array:
    others = board.having("employer", [job.employer_id]) & board.live
    return board.newest(others - board.slots(np.array([job.pk])), SHOWN)
