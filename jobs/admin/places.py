"""Curation of places: where they lie, and by whose word."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import ValidationError

from jobs.admin.base import CountryFilter
from jobs.admin.spellings import AliasRows, TermForm
from jobs.admin.term_admin import FilterAdmin
from jobs.lib.countries import country_name
from jobs.models import LocatedBy, Place, PlaceAlias

COORDINATES = frozenset(("latitude", "longitude"))
LOCATED = COORDINATES | {"located_by"}
TOWN = frozenset(("city", "region", "country", "remote"))  # what the gazetteer is asked by


class PlaceForm(TermForm):
    shared = LOCATED

    def clean_country(self) -> str:
        code = str(self.cleaned_data["country"]).lower()
        if code and not country_name(code):
            raise ValidationError(f"Expected a code of ISO 3166-1 such as de, got “{code}”.")
        return code

    def clean(self) -> None:
        """Coordinates that an editor touched are the editor's; the gazetteer's go with the town."""
        super().clean()
        told = self.cleaned_data
        if COORDINATES.intersection(self.changed_data):
            told["located_by"] = LocatedBy.EDITOR
        elif TOWN.intersection(self.changed_data) and told.get("located_by") == LocatedBy.GAZETTEER:
            told |= {"latitude": None, "longitude": None, "located_by": ""}
        if told.get("latitude") is not None and (told["remote"] or not told.get("city")):
            self.add_error("latitude", "Expected none: only a town has coordinates.")


class PlaceAliases(AliasRows):
    model = PlaceAlias
    fields = ("text", "key")
    readonly_fields = ("key",)


@admin.register(Place)
class PlaceAdmin(FilterAdmin):
    jobs_by = "places"
    form = PlaceForm
    derived = LOCATED
    list_display = ("name", "slug", "country_name", "remote", "located_by", "live_jobs")
    list_filter = ("in_facets", "remote", "located_by", CountryFilter)
    fields = (
        *("name", "slug", "in_facets", "city", "region", "country", "remote"),
        *("latitude", "longitude", "located_by"),
    )
    inlines = (PlaceAliases,)

    @admin.display(description="country", ordering="country")
    def country_name(self, place: Place) -> str:
        return place.country_name
