"""The facts of a job as partners are told them, written so that they are read as what they are."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext

from jobs.lib import vocabulary
from jobs.lib.cities import place_name
from jobs.lib.skill_lists import split_skills
from jobs.models import Feed, Job, Place
from jobs.models.skill import Word

_SEPARATORS = re.compile(r"\s*[,;|]\s*")


def page_of(job: Job) -> str:
    """The absolute address of the job's page."""
    return f"{settings.SITE_URL}{job.get_absolute_url()}"


def name_of(term: object) -> str:
    """The name of a category, an industry ...; empty for none."""
    return "" if term is None else str(term)


def word_of(term: Word | None) -> str:
    """The stable word of a kind of employment or a level; of one the feeds made up, its name."""
    if term is None:
        return ""
    return term.slug if vocabulary.word(term.slug, term.words()) else term.name


def amount(value: Decimal | None) -> str:
    """A plain number with a point, without decimals where there are none."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(value)


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def pay_text(job: Job) -> str:
    """Pay in one text: as stated, else its facts in a row."""
    amounts = dict.fromkeys(filter(None, (amount(job.salary_min), amount(job.salary_max))))
    if job.salary_text or not amounts:
        return job.salary_text
    return " ".join(filter(None, (" - ".join(amounts), job.salary_currency, job.salary_period)))


def place_text(place: Place) -> str:
    """A place by what it consists of, whatever an editor calls it: as `lib.places` reads it."""
    known = place_name(place.city, place.region, place.country, remote=place.remote)
    told = place.region or place.country or place.remote
    return known if told else place.name


def places_of(job: Job) -> str:
    return "; ".join(map(place_text, job.place_list))


def one_place(job: Job) -> Place | None:
    """For formats that hold one: the first to come to, else the first to work remotely from."""
    places = job.place_list
    return next((place for place in places if not place.remote), places[0] if places else None)


def address_of(job: Job) -> tuple[tuple[str, str], ...]:
    """City, state and country of its `one_place`, as Indeed and LinkedIn call them."""
    place = one_place(job)
    if place is None:
        return ()
    return ("city", place.city), ("state", place.region), ("country", place.country.upper())


def country_of(job: Job) -> str:
    """ISO 3166-1 alpha-2 in capitals; empty unless all places are known to lie in one country."""
    countries = {place.country for place in job.place_list}
    return countries.pop().upper() if len(countries) == 1 else ""


def skills_of(job: Job) -> str:
    """Names with commas between them; a comma inside a name would make two of it."""
    return ", ".join(_listed(skill.name) for skill in job.skill_list)


@lru_cache(maxsize=10_000)
def _listed(name: str) -> str:
    if not _SEPARATORS.search(name) or split_skills(name) == (name,):
        return name
    return _SEPARATORS.sub(" / ", name)


def description_of(job: Job) -> str:
    """The whole HTML, closed by the source that asked to be named."""
    return "\n".join(filter(None, (job.description, source_of(job.feed))))


def source_of(feed: Feed) -> str:
    """The paragraph that names a feed's source: styled, as `lib.footers` knows a signature."""
    if not feed.attribution_name:
        return ""
    told = {"name": escape(feed.attribution_name), "address": escape(feed.attribution_url)}
    if feed.attribution_url:
        said = gettext('Source: <a href="%(address)s" rel="noopener">%(name)s</a>') % told
    else:
        said = gettext("Source: %(name)s") % told
    return f'<p style="font-size:smaller">{said}</p>'
