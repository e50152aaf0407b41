"""Places of jobs: a town, a region, a country, or an area to work remotely from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from jobs.lib.cities import place_name
from jobs.lib.countries import country_name
from jobs.lib.places import ParsedPlace
from jobs.lib.text import fold
from jobs.models.local import place_label
from jobs.models.switches import Filterable
from jobs.models.term import NAME_LENGTH, Alias, NewTerm, Term, TermQuerySet, key_of


class PlaceQuerySet(TermQuerySet):
    def parsed(self, places: Iterable[ParsedPlace]) -> dict[ParsedPlace, Any]:
        """The Place of each parsed place; spellings of one place share it.

        A text that an editor made an alias is that place, whatever could be read from it.
        """
        keys = {place: place_key(place) for place in places}
        mapped = self.known(key_of(place.text) for place in keys)
        read = {place: key for place, key in keys.items() if key_of(place.text) not in mapped}
        first = {key: place for place, key in reversed(read.items())}
        found = self.resolve({key: new_place(first[key]) for key in read.values()})
        return {place: mapped.get(key_of(place.text)) or found[key] for place, key in keys.items()}

    def within(self, place: Any) -> models.QuerySet[Any]:
        """The place and what lies in it: a region's towns, a country's regions and towns."""
        same = self.filter(remote=place.remote, country=place.country)
        if place.region:
            same = same.filter(region=place.region)
        if place.city or not place.country:
            same = same.filter(city=place.city)
        return same

    def around(self, place: Any) -> models.QuerySet[Any]:
        """The country and the region that the place lies in, without itself."""
        wholes = self.filter(remote=place.remote, country=place.country, city="")
        if not place.country:
            return wholes.none()
        return wholes.filter(region__in={"", place.region}).exclude(pk=place.pk)

    def towns(self) -> models.QuerySet[Any]:
        """What can be so far from somewhere: no region, country or area to work remotely from."""
        return self.filter(remote=False).exclude(city="")

    def from_gazetteer(self) -> models.QuerySet[Any]:
        """Whose coordinates are GeoNames', which wants to be named."""
        return self.filter(located_by=LocatedBy.GAZETTEER)


class LocatedBy(models.TextChoices):
    GAZETTEER = "gazetteer", "the gazetteer"
    EDITOR = "editor", "an editor"


class Place(Term, Filterable):
    city = models.CharField(max_length=NAME_LENGTH, blank=True)
    region = models.CharField(max_length=100, blank=True)
    country = models.CharField(
        max_length=2, blank=True, db_index=True, help_text="ISO 3166-1 alpha-2, lower case"
    )
    remote = models.BooleanField(
        default=False, help_text="An area to work remotely from, not a town to come to"
    )

    latitude = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrees north, WGS 84, of a town; both or none",
    )
    longitude = models.FloatField(
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrees east",
    )
    located_by = models.CharField(
        "coordinates by",
        max_length=10,
        blank=True,
        default="",
        db_default="",
        choices=LocatedBy.choices,
        help_text="What an editor said, coordinates or none, no program changes",
    )

    objects: ClassVar[Any] = PlaceQuerySet.as_manager()

    class Meta(Term.Meta):
        constraints: ClassVar[Any] = [
            models.CheckConstraint(
                name="place_coordinates",
                # What is compared with NULL is no answer, and a check takes that for a yes.
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                violation_error_message="Expected both coordinates or none.",
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])

    @property
    def label(self) -> str:
        return place_label(self.name, self.city, self.region, self.country, self.remote)

    def absorb(self, other: Place) -> None:
        town = self.city and not self.remote
        if town and not self.located_by and self.latitude is None:
            self.latitude, self.longitude = other.latitude, other.longitude
            self.located_by = other.located_by

    def give_back(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        where = ("latitude", "longitude", "located_by")
        if all(getattr(self, name) == after[name] for name in where):
            for name in where:
                setattr(self, name, before[name])

    @property
    def country_name(self) -> str:
        return country_name(self.country)


class PlaceAlias(Alias):
    term = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")


def place_key(place: ParsedPlace) -> str:
    """One key for one place. A place of which nothing was understood is known by its text."""
    parts = (place.city, place.region, place.country)
    told = [fold(part) for part in parts] if any(parts) or place.remote else [fold(place.text)]
    return "|".join(["remote" if place.remote else "at", *told])[:NAME_LENGTH]


def new_place(place: ParsedPlace) -> NewTerm:
    """The name reads as a person would write it, and is read as the same place again.

    "Toronto, Ontario, Canada"; "Berlin, Germany"; "State of New York, United States"; "Remote,
    Canada"; "Remote, EMEA"; "Remote". A place that was not understood is named by its text.
    """
    told = bool(place.city or place.region or place.country)
    name = place_name(place.city, place.region, place.country, remote=place.remote)
    if not told and not place.remote:
        name = place.text
    fields = {"region": place.region, "country": place.country, "remote": place.remote}
    city = place.city if told or place.remote else place.text
    return NewTerm(name=name[:NAME_LENGTH], fields=fields | {"city": city[:NAME_LENGTH]})
