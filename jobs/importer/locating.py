"""Gives towns their coordinates from a gazetteer. Nothing else of the board needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from jobs.importer import twins
from jobs.lib import geonames
from jobs.lib.gazetteer import Gazetteer, town_of
from jobs.models import LocatedBy, Place
from jobs.search import rows

BATCH = 500  # places a transaction


def locate(path: Path, *, again: bool = False) -> Counter[str]:
    """Looks up the towns without coordinates in a file of GeoNames' cities.

    `again` looks up those anew that a gazetteer located before. What an editor said stays. Every
    batch is told to the boards in its own transaction: killed at any moment, the next run goes on.
    Counts `located`, `unknown`, `ambiguous`, and `kept`, the towns that were not looked up.

    Raises OSError, and ValueError for a file that is none.
    """
    asked = _asked(again)
    towns = list(asked.order_by("pk").values_list("pk", "city", "country"))
    counts = Counter(kept=Place.objects.towns().exclude(country="").count() - len(towns))
    if towns:
        wanted = {town_of(city, country) for _pk, city, country in towns}
        countries = {country for country, _name in wanted}
        gazetteer = Gazetteer(geonames.cities(path, countries), wanted)
        for start in range(0, len(towns), BATCH):
            batch = [pk for pk, *_town in towns[start : start + BATCH]]
            counts.update(_locate(gazetteer, asked.filter(pk__in=batch)))
    return counts


def _asked(again: bool) -> QuerySet[Any]:
    towns: QuerySet[Any] = Place.objects.towns().exclude(country="")
    return towns.exclude(located_by=LocatedBy.EDITOR) if again else towns.filter(located_by="")


def _locate(gazetteer: Gazetteer, asked: QuerySet[Any]) -> Counter[str]:
    """One batch, as its places are now: an editor may have been there since."""
    with transaction.atomic():
        twins.lock()  # before the places, as who writes terms does
        places = list(asked)
        before = [_coordinates(place) for place in places]
        counts = Counter([_ask(gazetteer, place) for place in places])
        changed = [
            place for place, old in zip(places, before, strict=True) if _coordinates(place) != old
        ]
        if changed:
            for place in changed:  # twice as fast as Django's bulk_update
                place.save(update_fields=("latitude", "longitude", "located_by"))
            rows.terms_changed()
    return counts


def _ask(gazetteer: Gazetteer, place: Any) -> str:
    """Sets the coordinates of a place; says what came of it."""
    found = gazetteer.find(place.city, place.region, place.country)
    if len(found) == 1:
        place.latitude, place.longitude = found[0].latitude, found[0].longitude
        place.located_by = LocatedBy.GAZETTEER
        return "located"
    place.latitude = place.longitude = None
    place.located_by = ""
    return "ambiguous" if found else "unknown"


def _coordinates(place: Any) -> Sequence[object]:
    return place.latitude, place.longitude, place.located_by
