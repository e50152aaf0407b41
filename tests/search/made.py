"""Boards and searches that hypothesis makes up: of few words, so that everything collides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from hypothesis import strategies as st

from jobs.lib.text import slug
from tests.make import record

TITLES = ("Nurse", "Senior Nurse", "Night Baker Nurse", "Baker", "C++ Engineer", "Go Engineer",
          "Engineering Manager", "Welder", "Nurse Nurse", "Zahnärztin")  # fmt: skip
SKILLS = (
    "Baking",
    "Night Nurse",
    "Go",
    "C++",
    "JavaScript",
    "Front end",
    "ability to explain difficult things to others",
)
EMPLOYERS = ("Nurse Harbour", "Quince", "Baker & Sons")
PLACES = ("", "", "Cork, Ireland", "Munich, Bavaria, Germany", "Berlin, Germany; Cork, Ireland",
          "Remote, Germany", "Ireland", "Texas, United States", "Middle of Nowhere",
          "Austin, Texas, United States; Dallas, Texas, United States")  # fmt: skip
TYPES, LEVELS = ("", "full-time", "contract", "seasonal"), ("", "senior", "entry", "guild master")
CATEGORIES, INDUSTRIES = ("", "Health", "Food"), ("", "Nurse supply", "Bakeries")
TEXTS = ("", "Front-end nurse wanted.", "We bake. Night work in Cork, go home happy.",
         "Welding, engineering and senior teeth.")  # fmt: skip
PAY = (
    (None, None, "", ""),
    (None, None, "EUR", ""),
    (30_000, 40_000, "USD", "year"),
    (20, None, "USD", "hour"),
    (None, 90_000, "EUR", "year"),
    (500, 900, "USD", ""),
    (0, 50_000, "USD", "year"),
    (Decimal("33333.33"), Decimal("33333.34"), "EUR", "year"),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """A job as somebody wants it to be."""

    title: str
    employer: str
    skills: tuple[str, ...]
    places: str
    job_type: str
    level: str
    arrangement: str
    category: str
    industry: str
    text: str
    pay: tuple[Any, Any, str, str]
    age: int | None  # days since it was posted
    lasts: int | None  # days until it expires; below 0: it has
    featured: int | None = None  # days until its last one in front

    def fields(self, today: date) -> dict[str, Any]:
        """As fields of `make_job`."""
        low, high, currency, period = self.pay
        return {
            "title": self.title,
            "employer": self.employer,
            "skills": self.skills,
            "places": self.places,
            "job_type": self.job_type,
            "level": self.level,
            "arrangement": self.arrangement,
            "category": self.category,
            "industry": self.industry,
            "description": f"<p>{self.text}</p>",
            "salary_min": None if low is None else Decimal(low),
            "salary_max": None if high is None else Decimal(high),
            "salary_currency": currency,
            "salary_period": period,
            "posted_on": None if self.age is None else today - timedelta(days=self.age),
            "expires_on": None if self.lasts is None else today + timedelta(days=self.lasts),
            "featured_until": None
            if self.featured is None
            else today + timedelta(days=self.featured),
        }

    def record(self, external_id: str, today: date) -> str:
        """As a record of a feed."""
        low, high, currency, period = self.pay
        elements = {
            "Title": self.title,
            "Employername": self.employer.replace("&", "&amp;"),
            "Skills": ", ".join(self.skills),
            "Location": self.places,
            "Jobtype": self.job_type,
            "Experiencelevel": self.level,
            "Workarrangement": self.arrangement,
            "Category": self.category,
            "Industry": self.industry,
            "Description": f"<![CDATA[<p>{self.text}</p>]]>",
            "Compensationmin": "" if low is None else str(low),
            "Compensationmax": "" if high is None else str(high),
            "Compensationcurrency": currency,
            "Compensationtimeframe": period,
            "Postedate": "" if self.age is None else str(today - timedelta(days=self.age)),
            "Expiredate": "" if self.lasts is None else str(today + timedelta(days=self.lasts)),
        }
        return record(external_id, **elements)


def one_of(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


facts = st.builds(
    Facts,
    title=one_of(TITLES),
    employer=one_of((*EMPLOYERS, EMPLOYERS[0])),
    skills=st.lists(one_of(SKILLS), max_size=3, unique=True).map(tuple),
    places=one_of(PLACES),
    job_type=one_of(TYPES),
    level=one_of(LEVELS),
    arrangement=one_of(("", "onsite", "hybrid", "remote")),
    category=one_of(CATEGORIES),
    industry=one_of(INDUSTRIES),
    text=one_of(TEXTS),
    pay=one_of(PAY),
    age=one_of((None, 0, 1, 1, 3, 7, 29, 30, 31, 400)),
    lasts=one_of((None, None, None, 0, 1, 5, -1)),
    featured=one_of((None, None, None, None, None, None, 0, 1, 5, -1)),
)

WORDS = tuple(
    """nurse|nurses|baker|engineering|go|c++|quince|night|cork|germany|remote|senior|teeth|
    zahnarztin|xyzzyqu|js|front end|frontend|jobs in cork|-nurse|-baker|"night nurse"|
    "baker nurse"|-"senior nurse"|nurse OR welder|bak*|engi*|nu* OR go|-we*|wanted|full-time|guild|
    harbour|the|on-site|"on site"|onsite|sr|texas|-go|nurse OR|be*|-|entry|welding|go OR bak*|
    "nurse nurse"|ni* nu*|baki*|javascript|middle of nowhere|"go home"|-xyzzyqu|rn|home go
    """.replace("\n    ", "").split("|")
)
SLUGS = {
    "arrangement": ("onsite", "hybrid", "remote", "nowhere"),
    "type": ("full-time", "contract", "seasonal"),
    "level": ("senior", "entry", "guild-master"),
    "category": tuple(filter(None, map(slug, CATEGORIES[1:]))),
    "industry": tuple(map(slug, INDUSTRIES[1:])),
    "country": ("ie", "de", "us", "fr", "zz"),
    "place": ("cork-ireland", "ireland", "texas-united-states", "remote-germany", "berlin-germany",
              "middle-of-nowhere", "austin-texas-united-states"),
    "within": ("10", "25", "50", "100", "7"),
    "employer": tuple(map(slug, EMPLOYERS)),
    "skill": (*map(slug, SKILLS), "no-such-skill"),
    "also": tuple(map(slug, SKILLS)),
    "salary": ("1", "30000", "33333", "33334", "40000", "41600", "90000", "999999999"),
    "posted": ("1", "3", "7", "30"),
    "currency": ("USD", "EUR", "GBP"),
    "pay": ("stated",),
}  # fmt: skip


@st.composite
def searches(draw: st.DrawFn) -> QueryDict:
    """Words, up to three keys of one or two values, and an order."""
    pairs = [("q", " ".join(draw(st.lists(one_of(WORDS), max_size=3))))]
    for key in draw(st.lists(one_of(tuple(SLUGS)), max_size=3, unique=True)):
        several = st.lists(one_of(SLUGS[key]), min_size=1, max_size=2, unique=True)
        pairs += [(key, value) for value in draw(several)]
    if any(key == "within" for key, _value in pairs):  # mostly around something
        pairs += [("place", value) for value in draw(st.lists(one_of(SLUGS["place"]), max_size=2))]
    if sort := draw(one_of(("", "", "newest", "relevance", "salary"))):
        pairs.append(("sort", sort))
    return QueryDict(urlencode([pair for pair in pairs if pair[1]]))
