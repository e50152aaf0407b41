"""Every type of page, and where the sample has one of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import Length
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from jobs.models import Job, Place
from jobs.search import index
from jobs.search.page import results


@dataclass(frozen=True)
class Page:
    name: str
    path: str
    caption: str
    status: int = 200
    cookie: str = ""  # the jobs saved by whoever looks at it


ERRORS = {
    400: "a request that makes no sense",
    403: "a page that is not for everyone",
    429: "too many requests",
    500: "something broke",
    503: "the database is away",
}


def pages() -> list[dict[str, Any]]:
    """All types in the order of the gallery; a path is empty where this board has no such page."""
    closed, gone = _close(days=3), _close(days=60)
    live = Job.objects.live().annotate(length=Length("description"))
    longest = live.order_by("-length", "pk")[0].get_absolute_url()
    search, saved = _at("search"), _at("saved")
    kept = ".".join(str(pk) for pk in live.order_by("-pk").values_list("pk", flat=True)[:3])
    some, none = (
        "q=engineer&arrangement=remote&type=full-time",
        "q=engineer&arrangement=remote&country=de",
    )
    kinds = [
        Page("home", _at("home"), "the home page"),
        Page("search", search, "all jobs"),
        Page("filtered", f"{search}?{some}", "a search with words and filters"),
        Page("page-2", f"{search}?page=2", "the second page of results"),
        Page("no-results", f"{search}?{none}", "a search that finds nothing, and ways out"),
        Page("values", _at("values", "skill"), "all values of a filter"),
        Page("job", longest, "a job"),
        Page("job-in-search", f"{_first_of('engineer')}?q=engineer", "a job in its search"),
        Page("report", _at("report", str(live[0].pk)), "a form that says what is wrong with a job"),
        Page("closed", closed, "a job that closed three days ago"),
        Page("employers", _at("employers"), "employers from A to Z"),
        Page("employer", _at("employer", _most("employer")), "an employer"),
        Page("skills", _at("skills"), "all skills"),
        Page("skill", _at("skill", _most("skill")), "a skill"),
        Page("category", _at("category", _most("category")), "a category"),
        Page("place", _at("place", _place()), "a place"),
        Page(
            "skill-in",
            _at("skill-in", _most("skill", f"place={_place()}"), _place()),
            "a skill in a place",
        ),
        Page(
            "category-in",
            _at("category-in", _most("category", f"place={_place()}"), _place()),
            "a category in a place",
        ),
        Page(
            "skill-remote",
            _at("skill-remote", _most("skill", "arrangement=remote")),
            "remote work with a skill",
        ),
        Page("saved-empty", saved, "saved jobs, before there are any"),
        Page("saved", saved, "saved jobs", cookie=kept),
        Page("about", _at("about"), "what this board is"),
        Page("ranking", _at("ranking"), "how jobs are ranked"),
        Page("atom", _at("atom"), "a search as a feed, as a browser shows it"),
        Page("error-404", "/nothing-is-here/", "an address that is none", 404),
        Page("error-410", gone, "a job that closed long ago", 410),
        *(Page(f"error-{code}", _at(f"error-{code}"), ERRORS[code], code) for code in ERRORS),
    ]
    return [asdict(kind) for kind in kinds]


def _at(name: str, *words: str) -> str:
    try:
        return reverse(name, args=words)
    except NoReverseMatch:
        return ""


def _close(days: int) -> str:
    """Closes the oldest job that is open, so many days ago, and returns its address."""
    job = Job.objects.live().earliest("pk")
    Job.objects.filter(pk=job.pk).update(closed_at=timezone.now() - timedelta(days=days))
    index.put([job.pk])
    return str(job.get_absolute_url())


def _most(key: str, query: str = "") -> str:
    return str(results(QueryDict(query)).facets[key].values[0].value)


def _first_of(words: str) -> str:
    return results(QueryDict(f"q={words}")).jobs[0].get_absolute_url()


def _place() -> str:
    jobs = Job.objects.live().filter(places__city__gt="")
    place = jobs.values("places").annotate(number=Count("pk")).order_by("-number", "places")[0]
    return Place.objects.get(pk=place["places"]).slug
