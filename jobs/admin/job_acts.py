"""What an editor can do to jobs, in words, and what each act asks for before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError

from jobs.models import Block, today


class NoQuestion(forms.Form):
    """Nothing further is asked."""


class FeatureForm(forms.Form):
    until = forms.DateField(
        label="Until",
        required=False,
        widget=AdminDateWidget,
        help_text="Its last day in front (UTC). Empty: no longer featured.",
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until < today():
            raise ValidationError(f"Expected today or a later day, got {until:%Y-%m-%d}.")
        return until


class BlockForm(forms.Form):
    reason = forms.CharField(
        max_length=Block._meta.get_field("reason").max_length,
        required=False,
        widget=AdminTextInputWidget,
        help_text="For other editors; the public never sees it.",
    )


@dataclass(frozen=True, slots=True)
class Act:
    name: str  # of a function in `curation.acts`
    title: str  # in the list of actions
    verb: str  # "hide 12 jobs"
    done: str  # "12 jobs hidden"
    means: str
    form: type[forms.Form] = NoQuestion


ACTS: Mapping[str, Act] = {
    act.name: act
    for act in (
        Act(
            "hide",
            "Hide from the public",
            "hide",
            "hidden",
            "They leave every public page at once. Imports go on writing them and never show them.",
        ),
        Act(
            "show",
            "Show to the public again",
            "show",
            "shown again",
            "The public sees those of them again that are open.",
        ),
        Act(
            "close",
            "Close",
            "close",
            "closed",
            "They leave the lists at once, and their pages say for a while that they are closed. "
            "They stay closed even if their feeds still have them.",
        ),
        Act(
            "reopen",
            "Reopen",
            "reopen",
            "reopened",
            "They are open again. What its feed no longer has closes with the feed’s next run.",
        ),
        Act(
            "feature",
            "Feature until a date",
            "feature",
            "featured",
            "Until the end of that day they stand in front of the newest jobs, marked as featured.",
            FeatureForm,
        ),
        Act(
            "follow",
            "Follow the feed again",
            "give back",
            "given back to the feed",
            "What was edited by hand is lost: they have at once what their feeds say, and follow "
            "them from now on. Where that is not known yet, the feed’s next import tells it.",
        ),
        Act(
            "block",
            "Block for ever",
            "block",
            "blocked",
            "They are hidden at once and never come back: not under their ids, and not under "
            "another id with the same Apply address and places, in whatever feed.",
            BlockForm,
        ),
    )
}
