"""Where a job is done, in the words of schema.org and Google: jobLocation and TELECOMMUTE."""

from __future__ import annotations

from typing import Any

from jobs.lib.countries import country_name
from jobs.models import Job, Place

Data = dict[str, Any]


def worked_at(job: Job) -> Data:
    """The properties that say where; {} where no country is known to come to or to work from.

    An area to work remotely from is no location. A country alone is one for who has to come there,
    and the area of a remote job.
    """
    known = [place for place in job.place_list if place.country and not place.remote]
    if job.arrangement != Job.Arrangement.REMOTE:
        return _locations(known)
    areas = _areas(job)
    if not areas:
        return {}
    told = {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": areas}
    return _locations([place for place in known if place.city or place.region]) | told


def _locations(places: list[Place]) -> Data:
    return {"jobLocation": [_location(place) for place in places]} if places else {}


def _location(place: Place) -> Data:
    parts = {
        "addressLocality": place.city,
        "addressRegion": place.region,
        "addressCountry": place.country.upper(),
    }
    told = {name: part for name, part in parts.items() if part}
    return {"@type": "Place", "address": {"@type": "PostalAddress"} | told}


def _areas(job: Job) -> list[Data]:
    """From where a remote job may be done: its areas, else the countries of its places.

    "Remote" alone does not say from where. "Remote, EMEA" does, in words that Google has none for:
    the countries of the places would be another answer.
    """
    areas = [
        one for one in job.place_list if one.remote and (one.city or one.region or one.country)
    ]
    found = map(_area, areas) if areas else map(_country, job.place_list)
    return [{"@type": kind, "name": name} for kind, name in dict.fromkeys(found) if name]


def _area(place: Place) -> tuple[str, str]:
    kind, country = _country(place)
    return ("State", f"{place.region}, {country}") if country and place.region else (kind, country)


def _country(place: Place) -> tuple[str, str]:
    return "Country", country_name(place.country)
