"""The forms of a feed: its address and how it is read, to look at it and to save it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from jobs.admin.base import linkable
from jobs.admin.touched import TouchedForm
from jobs.curation.feeds import READ_BY
from jobs.importer.dialects import DIALECTS, Overrides
from jobs.models import STANDARD_INPUT, Feed

A_YEAR = 366 * 24 * 60  # minutes; whoever reads a feed less often pauses it
FOUND_OUT = "Found out from the feed"
WHERE = "An http(s) address, or the full path of a file in a folder that FEED_FOLDERS names"
EXAMPLE = """\
title = jobname | details/name
employer := Harbourline
country ?= DE
dates: day first"""
_OUTSIDE = (
    "Only files in the folders that the setting FEED_FOLDERS names can be read from here. Whoever "
    "runs the board can set it, or add any other file with the command import_feed."
)
FILES = (".xml", ".rss", ".atom", ".gz", ".zip")  # so that nobody has .env or a key quoted to him
LOOK = "look_%s"  # ids of the form below, beside that of the feed


def dialects() -> list[tuple[str, str]]:
    """Names and labels by label, what takes any feed last."""
    known = sorted(DIALECTS.values(), key=lambda one: (one.rank == 0, one.label.lower()))
    return [("", FOUND_OUT), *((one.name, one.label) for one in known)]


def fetchable(address: str) -> str:
    """The address of a feed as it may be stored. Raises ValidationError."""
    if not address.startswith("/"):
        return linkable(address)
    if not settings.FEED_FOLDERS.hold(Path(address)):
        raise ValidationError(_OUTSIDE)
    file = Path(address).resolve()
    if file.suffix.lower() not in FILES:
        raise ValidationError(f"The name of a feed's file ends in {', '.join(FILES)}.")
    if not file.is_file():
        raise ValidationError(f"There is no file {address} on this machine.")
    return address


class OverridesField(forms.CharField):
    """Rules in their canonical form, so that line ends of a browser are no change."""

    def to_python(self, value: Any) -> str:
        try:
            return Overrides.parse(super().to_python(value) or "").text()
        except ValueError as error:
            raise ValidationError(str(error).splitlines()) from error


class Rules(forms.Form):
    """How a feed is read."""

    dialect = forms.ChoiceField(
        required=False,
        choices=dialects,
        help_text="Name one only where the wrong one is found out.",
    )
    overrides = OverridesField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 80, "spellcheck": "false"}),
        help_text=format_html(
            "How to read an odd feed, one rule a line; docs/feeds.md has them all. An element for "
            "a field, a constant, a default, the order of dates:<pre>{}</pre>",
            EXAMPLE,
        ),
    )


class LookForm(Rules):
    """What is to be looked at before anything is saved; `known` is the address of a feed that is
    tried by other rules.
    """

    field_order = READ_BY
    address = forms.CharField(
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "vURLField"}),
        help_text=WHERE,
    )

    def __init__(self, *args: Any, known: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if address == self.known:
            return address  # whatever the command import_feed was given
        if address == STANDARD_INPUT:
            raise ValidationError("Standard input can be read by the command import_feed alone.")
        return fetchable(address)


class FeedForm(TouchedForm, Rules):
    instance: Feed
    shared = frozenset(
        "name slug address enabled interval ping_url dialect overrides attribution_name "
        "attribution_url has_markup is_redistributed".split()
    )

    class Meta:
        widgets = {
            name: forms.TextInput(attrs={"class": "vURLField"})
            for name in ("address", "ping_url", "attribution_url")
        }
        help_texts: ClassVar = {"address": WHERE}

    def clean_interval(self) -> int:
        minutes = int(self.cleaned_data["interval"])
        if minutes > A_YEAR:  # no calendar has a day for some
            raise ValidationError(f"Expected at most {A_YEAR} minutes, which are a year.")
        return minutes

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if self.instance.pk and address == self.instance.address:
            return address  # whatever the command import_feed was given
        return fetchable(address)

    def clean_ping_url(self) -> str:
        return linkable(self.cleaned_data["ping_url"])

    def clean_attribution_url(self) -> str:
        return linkable(self.cleaned_data["attribution_url"])
