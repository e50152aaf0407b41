"""The form of a feed: its address, and how it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from jobs.admin.base import Form, linkable
from jobs.importer.dialects import DIALECTS, Overrides
from jobs.models import STANDARD_INPUT

FOUND_OUT = "Found out from the feed"
EXAMPLE = """\
title = jobname | details/name
employer := Harbourline
country ?= DE
dates: day first"""
READ_BY = ("address", "dialect", "overrides")  # what a document means depends on these


def dialects() -> list[tuple[str, str]]:
    """Names and labels by label, what takes any feed last."""
    known = sorted(DIALECTS.values(), key=lambda one: (one.rank == 0, one.label.lower()))
    return [("", FOUND_OUT), *((one.name, one.label) for one in known)]


class OverridesField(forms.CharField):
    """Rules in their canonical form, so that line ends of a browser are no change."""

    def to_python(self, value: Any) -> str:
        try:
            return Overrides.parse(super().to_python(value) or "").text()
        except ValueError as error:
            raise ValidationError(str(error).splitlines()) from error


class FeedForm(Form):
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

    class Meta:
        widgets = {
            name: forms.TextInput(attrs={"class": "vURLField"})
            for name in ("address", "ping_url", "attribution_url")
        }

    def read_anew(self) -> bool:
        """Whether the feed now means something else than when it was last read."""
        return bool(set(READ_BY) & set(self.changed_data))

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if address == STANDARD_INPUT:
            return address
        if not address.startswith("/"):
            return linkable(address)
        if not Path(address).is_file():
            raise ValidationError(f"There is no file {address} on this machine.")
        return address

    def clean_ping_url(self) -> str:
        return linkable(self.cleaned_data["ping_url"])

    def clean_attribution_url(self) -> str:
        return linkable(self.cleaned_data["attribution_url"])
