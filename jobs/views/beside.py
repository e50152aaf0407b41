"""Links beside the jobs of a page of terms, each to as many jobs as it says."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from jobs.models import Place
from jobs.search.address import Address
from jobs.search.called import within
from jobs.search.found import SearchPage
from jobs.search.inside import places_inside, places_of
from jobs.search.landing import LEAST, path_of
from jobs.search.page import total
from jobs.search.shown import FacetValue

TOP = 10  # links of a list
REMOTE = "remote"
TERMS = ("employer", "category", "skill", "place")  # keys whose every value has a page


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    count: int


List = tuple[str, list[Link]]  # with its heading


def link(found: SearchPage, label: str, count: int, **changes: str | None) -> Link:
    """To the same search with these changes: to its landing page, or to that of its one term."""
    search = found.whole.changed(**changes)
    path = path_of(found.board, search, count) or _page_of_term(search)
    return Link(label, path or f"{reverse('search')}?{search}", count)


def _page_of_term(search: Address) -> str:
    """However few jobs there are: nobody finds one list under two addresses on one page."""
    if len(search.pairs) != 1 or search.pairs[0][0] not in TERMS:
        return ""
    ((key, value),) = search.pairs
    return reverse(key, args=[value])


def top_skills(found: SearchPage) -> List:
    return gettext("Top skills"), _choices(found, "skill")


def top_categories(found: SearchPage) -> List:
    return gettext("Categories"), _choices(found, "category")


def often_asked_with(found: SearchPage) -> List:
    """Skills beside the skill of the page, where no second one is chosen."""
    alone = "also" not in dict(found.address.pairs)
    return gettext("Often asked with it"), _choices(found, "skill", to="also") if alone else []


def places(found: SearchPage) -> List:
    """Where to go for most of the jobs; first of all nowhere, where they can be done from home."""
    arrangements = found.facets["arrangement"].values if "arrangement" in found.facets else ()
    remote = [one for one in arrangements if one.value == REMOTE and one.count >= LEAST]
    links = [link(found, one.label, one.count, arrangement=REMOTE) for one in remote]
    if "place" not in dict(found.address.pairs):
        links += [link(found, one.label, one.count, place=one.value) for one in places_of(found)]
    return gettext("Places"), links


def places_in(found: SearchPage, place: Place) -> List:
    """Those in a place with most of the jobs."""
    inside = places_of(found, within=place.slug)
    links = [link(found, _in(place, one), one.count, place=one.value) for one in inside]
    return gettext("Places in it"), links


def all_places_in(place: Place) -> List:
    """Those in a place with most of all jobs."""
    inside = places_inside(place.slug)
    links = [Link(_in(place, one), reverse("place", args=[one.value]), one.count) for one in inside]
    return gettext("Places in it"), links


def wider(found: SearchPage, **labels: str) -> List:
    """The same search without one of these keys, and what is left of its name."""
    counts = {key: total(QueryDict(found.whole.replaced(**{key: None}))) for key in labels}
    links = [link(found, labels[key], counts[key], **{key: None}) for key in labels if counts[key]]
    return gettext("More jobs"), links


def _in(whole: Place, part: FacetValue) -> str:
    return within(part.label, whole.label)


def _choices(found: SearchPage, key: str, *, to: str = "") -> list[Link]:
    values = [one for one in found.facets[key].values if one.count and not one.selected][:TOP]
    return [link(found, one.label, one.count, **{to or key: one.value}) for one in values]
