"""What a search answers, worked out job by job: slow, obvious, and what the fast way must equal.

No index, no cache, no SQL but reading everything: a job fits or it does not, and a count is taken
by counting. How words are understood is `reference_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.conf import settings
from django.http import QueryDict

from jobs.lib.countries import country_name
from jobs.lib.text import fold
from jobs.models import Category, Employer, Industry, Job, JobType, Level, Place, Skill, today
from tests.search.reference_words import Asked, WordedJob

FACETS = """arrangement salary level type category country place skill employer industry posted
    within""".split()
TERMS: dict[str, Any] = {
    "level": Level,
    "type": JobType,
    "category": Category,
    "industry": Industry,
}
TERMS |= {"skill": Skill, "also": Skill, "employer": Employer, "place": Place}
FILTERABLE = ("skill", "employer", "category", "industry", "place")
KEYS = ("arrangement", "pay", "salary", "country", *TERMS, "posted")
DISTANCES = ("10", "25", "50", "100")
DAYS = {"1": "Last 24 hours", "3": "Last 3 days", "7": "Last 7 days", "30": "Last 30 days"}
ON_A_PAGE = 20
TEN = 10  # places at most
Row = tuple[str, str, int, bool]  # value, label, count, selected


@dataclass(frozen=True)
class Answer:
    total: int
    ids: list[int]  # all of them, in order
    facets: dict[str, list[Row]]

    def page(self, number: int) -> list[int]:
        return self.ids[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]


def answer(params: QueryDict, *, facets: Iterable[str] = FACETS) -> Answer:
    search = Search(params)
    found = search.found()
    return Answer(
        total=len(found),
        ids=[job.pk for job in search.in_order(found)],
        facets={key: search.facet(key) for key in facets},
    )


class Search:
    def __init__(self, params: QueryDict) -> None:
        stored = Job.objects.for_cards()
        live = [job for job in stored if job.is_live]
        self.live = {job.pk: job for job in live}
        self.chosen = {
            key: chosen(key, params.getlist(key)) for key in (*KEYS, "currency", "within")
        }
        self.currency = next(iter(self.chosen["currency"]), settings.SITE_CURRENCY)
        self.sort = params.get("sort", "")
        self.asked = Asked(params.get("q", ""), list(map(WordedJob, live)))

    def found(self, without: str = "") -> list[Job]:
        """The live jobs that the words and every key leave, but for one key."""
        return [
            job
            for job in self.live.values()
            if job.pk in self.asked.matching
            and all(self.fits(job, key) for key in KEYS if key != without)
        ]

    def fits(self, job: Job, key: str) -> bool:
        values = self.chosen[key]
        if not values:
            return True
        if key == "posted":
            return posted_within(job, max(map(int, values)))
        if key == "salary":
            return self.pays(job, min(map(int, values)))
        if key == "place":
            return self.is_there(job, values, *self.chosen["within"])
        return bool(set(values) & set(HAS[key](job)))

    def is_there(self, job: Job, places: list[str], within: str = "") -> bool:
        """In one of these places, or in a town so near to one that is a town."""
        if set(places) & set(_places(job)):
            return True
        middles = Place.objects.filter(slug__in=places)
        return bool(within) and any(
            kilometres(middle, place) <= int(within)
            for middle in middles
            for place in job.place_list
            if is_located(middle) and is_located(place)
        )

    def pays(self, job: Job, amount: int) -> bool:
        if job.pay_to is not None:
            return job.salary_currency == self.currency and job.pay_to >= amount
        return not self.chosen["pay"] and job.salary_currency in ("", self.currency)

    # --- order --------------------------------------------------------------------------------
    def in_order(self, jobs: list[Job]) -> list[Job]:
        newest = sorted(jobs, key=newest_first)
        if self.sort == "salary":
            return sorted(newest, key=self._by_pay)
        front = 0
        if self.sort == "newest" or not self.asked.query.wanted:
            newest = sorted(newest, key=lambda job: not is_featured(job))
            front = sum(map(is_featured, newest))
        else:
            newest = sorted(newest, key=lambda job: self.asked.rank(job.pk))
        if self.chosen["employer"]:
            return newest
        return spread(newest, self.asked.employers_named, front)

    def _by_pay(self, job: Job) -> tuple[int, str, bool, float]:
        """The chosen currency, the others by code, the unknown; the highest minimum first."""
        group = 0 if job.salary_currency == self.currency else 1 if job.salary_currency else 2
        pay = job.pay_from
        return group, job.salary_currency, pay is None, -(pay or 0)

    # --- counts -------------------------------------------------------------------------------
    def facet(self, key: str) -> list[Row]:
        """The values of a facet: how many jobs each would leave if it alone were chosen."""
        jobs, own = self.found(without="place" if key == "within" else key), self.chosen[key]
        if key == "posted":
            counts = {days: sum(posted_within(job, int(days)) for job in jobs) for days in DAYS}
            rows = [(days, DAYS[days], count) for days, count in counts.items()]
        elif key == "within":
            near = self.chosen["place"]
            middles = Place.objects.filter(slug__in=near)
            rows = [(far, f"Within {far} km", sum(self.is_there(job, near, far) for job in jobs))
                    for far in DISTANCES if any(map(is_located, middles))]  # fmt: skip
            own = own if rows else []
        elif key == "salary":
            rows = [(str(step), f"{step:,} {self.currency} or more",
                     sum(self.pays(job, step) for job in jobs))
                    for step in sorted({*self._steps(), *map(int, own)})]  # fmt: skip
        else:
            rows = list(self._counted(key, jobs))
        shown = [row for row in rows if row[2] or row[0] in own]
        absent = [value for value in own if value not in {row[0] for row in shown}]
        shown += [(value, label_of(key, value), self._with(jobs, key, value)) for value in absent]
        return [(*row, row[0] in own) for row in shown]

    def _with(self, jobs: list[Job], key: str, value: str) -> int:
        """How many of the jobs have one value; a distance stays around another place."""
        if key != "place":
            return sum(value in HAS[key](job) for job in jobs)
        middles = Place.objects.filter(slug__in=self.chosen["place"])
        within = self.chosen["within"] if any(map(is_located, middles)) else []
        return sum(self.is_there(job, [value], *within) for job in jobs)

    def _counted(self, key: str, jobs: list[Job]) -> Iterator[tuple[str, str, int]]:
        """Every value some job has, in the order of the facet."""
        counts: dict[str, int] = {}
        for job in jobs:
            for value in set(HAS[key](job)):
                counts[value] = counts.get(value, 0) + 1
        if key == "arrangement":
            for value in ("onsite", "hybrid", "remote"):
                yield value, label_of(key, value), counts.get(value, 0)
            return
        if key == "place":
            land = Place.objects.filter(slug__in=counts, remote=False, in_facets=True)
            land = land.exclude(city="", region="").order_by("pk")
            busiest = sorted(land.values_list("slug", flat=True), key=lambda slug: -counts[slug])
            counts = {slug: self._with(jobs, key, slug) for slug in busiest[:TEN]}
        hidden = set()
        if key in FILTERABLE:
            unlisted = TERMS[key].objects.filter(in_facets=False)
            hidden = set(unlisted.values_list("slug", flat=True))
        positions = {}
        if key in ("level", "type"):
            positions = dict(TERMS[key].objects.values_list("slug", "position"))
        rows = [(value, label_of(key, value), count) for value, count in counts.items()
                if value not in hidden]  # fmt: skip
        yield from sorted(
            rows, key=lambda row: (positions.get(row[0], -row[2]), fold(row[1]), row[1])
        )

    def _steps(self) -> set[int]:
        """Round shares of the highest pay on the board in this currency."""
        top = max((int(job.pay_to) for job in self.live.values()
                   if job.salary_currency == self.currency and job.pay_to is not None),
                  default=0)  # fmt: skip
        if top < 10:
            return set()
        unit = 10 ** (len(str(top)) - 2)
        return {top * share // 100 // unit * unit for share in (10, 20, 30, 40, 50, 65)} - {0}


def chosen(key: str, given: list[str]) -> list[str]:
    """The values that mean something, each once."""
    values = list(dict.fromkeys(given))
    if key in TERMS:
        known = set(TERMS[key].objects.values_list("slug", flat=True))
    elif key == "country":
        known = {value for value in values if value.islower() and country_name(value)}
    elif key == "salary":
        known = {value for value in values if value.isdigit() and value[0] != "0"}
    elif key == "currency":
        stated = Job.objects.live().values_list("salary_currency", flat=True)
        known = {settings.SITE_CURRENCY, *stated}
    else:
        known = {"arrangement": {"onsite", "hybrid", "remote"}, "pay": {"stated"},
                 "posted": set(DAYS), "within": set(DISTANCES)}[key]  # fmt: skip
    kept = [value for value in values if value and value in known]
    return kept[:1] if key in ("pay", "currency", "within") else kept


def _slug(term: Level | JobType | Category | Industry | Employer | None) -> list[str]:
    return [term.slug] if term else []


def _places(job: Job) -> list[str]:
    """The places of a job and all that they lie in: it is in Cork, so it is in Ireland."""
    return [wider.slug for wider in Place.objects.all()
            if any(lies_in(place, wider) for place in job.place_list)]  # fmt: skip


HAS: dict[str, Callable[[Job], list[str]]] = {
    "arrangement": lambda job: [job.arrangement] if job.arrangement else [],
    "pay": lambda job: [] if job.salary_min is job.salary_max is None else ["stated"],
    "level": lambda job: _slug(job.level),
    "type": lambda job: _slug(job.job_type),
    "category": lambda job: _slug(job.category),
    "industry": lambda job: _slug(job.industry),
    "employer": lambda job: _slug(job.employer),
    "skill": lambda job: [skill.slug for skill in job.skill_list],
    "also": lambda job: [skill.slug for skill in job.skill_list],
    "country": lambda job: [place.country for place in job.place_list if place.country],
    "place": _places,
}


def lies_in(place: Place, wider: Place) -> bool:
    if (place.remote, place.country) != (wider.remote, wider.country):
        return False
    if wider.region and place.region != wider.region:
        return False
    return place.city == wider.city or not (wider.city or not wider.country)


def is_located(place: Place) -> bool:
    """Whether it is a town of which is known where it lies."""
    return bool(place.city) and not place.remote and place.latitude is not None


def kilometres(one: Any, other: Any) -> float:
    """The haversine formula."""
    north, east, north2, east2 = map(
        radians, (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


def spread(jobs: list[Job], named: set[int], front: int) -> list[Job]:
    """An employer has at most half of the first page, unless too few others match.

    So many jobs in front of the others count, but are never held back.
    """
    if len(jobs) <= ON_A_PAGE:
        return jobs
    first = jobs[: min(front, ON_A_PAGE)]
    for job in jobs[front:]:
        theirs = sum(other.employer_id == job.employer_id for other in first)
        if len(first) < ON_A_PAGE and (theirs < ON_A_PAGE // 2 or job.employer_id in named):
            first.append(job)
    first += [job for job in jobs if job not in first][: ON_A_PAGE - len(first)]
    return [job for job in jobs if job in first] + [job for job in jobs if job not in first]


def posted_within(job: Job, days: int) -> bool:
    return job.posted_on is not None and job.posted_on >= today() - timedelta(days=days)


def is_featured(job: Job) -> bool:
    return job.featured_until is not None and job.featured_until >= today()


def newest_first(job: Job) -> tuple[int, int]:
    return -(job.posted_on.toordinal() if job.posted_on else 0), -job.pk


def label_of(key: str, value: str) -> str:
    if key == "arrangement":
        return {"onsite": "On-site", "hybrid": "Hybrid", "remote": "Remote"}[value]
    if key == "country":
        return country_name(value)
    return str(TERMS[key].objects.get(slug=value).name)
