"""The form of a job, and the rows below it: its skills, its places, the clicks on Apply."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from jobs.admin.base import Form, InlineFormSet, TabularInline, linkable
from jobs.admin.choosing import Choosing
from jobs.admin.job_locks import notes
from jobs.lib import html
from jobs.lib.money.words import is_code
from jobs.models import Job, JobPlace, JobSkill, blocked, today

STALE = (
    "The feed or another editor has changed this job since you opened it. What you see are your "
    "own values: open the job in another window to compare, and save again to keep yours."
)
WRITTEN = "HTML, or plain text with empty lines between paragraphs. What is not safe is taken out."
KEPT = (
    "title employer description apply_url job_type level arrangement category industry "
    "salary_min salary_max salary_currency salary_period salary_text posted_on expires_on"
).split()
SWITCHES = ("hidden", "featured_until", "apart")  # of the form; acts on lists switch them as well
LAST = 99  # position of a row that an editor adds


class JobForm(Form):
    """Knows which version of the job it was opened on: an import, or an editor, may change the job
    meanwhile.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Media:
        js = ("admin/js/autocomplete.js", "js/autocomplete_names.js")  # in this order

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = self._facts()
        self.is_new = self.instance.pk is None
        self.initial["seen"] = "" if self.is_new else _version(self.instance)
        if "description" in self.fields:
            self.fields["description"].help_text = WRITTEN
        if self.is_new:
            self.initial.setdefault("posted_on", today())
        for name, note in ({} if self.is_new else notes(self.instance)).items():
            if name in self.fields:
                self.fields[name].help_text = note

    def edited(self) -> set[str]:
        """The fields that now hold something else than before; line ends of a browser are not."""
        return {name for name, fact in self._facts().items() if fact != self.stored[name]}

    def _facts(self) -> dict[str, Any]:
        fields: Any = self.instance._meta
        return {name: getattr(self.instance, fields.get_field(name).attname) for name in KEPT}

    def clean_description(self) -> str:
        return html.clean(self.cleaned_data["description"].replace("\r\n", "\n"))

    def clean_apply_url(self) -> str:
        return linkable(self.cleaned_data["apply_url"])

    def clean_salary_currency(self) -> str:
        code = str(self.cleaned_data["salary_currency"]).upper()
        if code and not is_code(code):
            raise ValidationError(f"Expected a currency of ISO 4217 such as EUR, got “{code}”.")
        return code

    def clean_hidden(self) -> bool:
        hidden = bool(self.cleaned_data["hidden"])
        same = Job.objects.filter(pk=self.instance.pk)
        if "hidden" in self.changed_data and not hidden and same.filter(blocked()).exists():
            raise ValidationError("This job is blocked. Delete its block first.")
        return hidden

    def clean(self) -> None:
        super().clean()
        if not self.is_new and self.cleaned_data.get("seen") != self.initial["seen"]:
            sent: Any = copy(self.data)
            sent[self.add_prefix("seen")] = self.initial["seen"]
            self.data = sent
            self.add_error(None, STALE)
        low, high = (self.cleaned_data.get(name) for name in ("salary_min", "salary_max"))
        for name, amount in (("salary_min", low), ("salary_max", high)):
            if amount is not None and amount < 0:
                self.add_error(name, "Pay cannot be negative.")
        if low is not None and high is not None and low > high:
            self.add_error("salary_max", f"Expected at least the minimum, {low}, got {high}.")


def _version(job: Job) -> str:
    """Another one whenever something changed that the form holds."""
    switches = (f"{name}={getattr(job, name)}" for name in SWITCHES)
    return " ".join([job.changed_at.isoformat(), *switches])


class LinkForm(Form):
    """A new row stands after those of the feed, unless it is given a position."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["position"] = LAST


class LinkRows(Choosing, TabularInline):
    """A subclass names the model of the links and, by `links`, what they link to."""

    links = ""
    form = LinkForm
    formset = InlineFormSet
    template = "admin/jobs/job/_links.html"
    extra = 0

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Says above the rows what the feed says of them, where an editor wrote them."""
        rows: Any = super().get_formset(request, obj, **kwargs)
        rows.lock = notes(obj).get(f"{self.links}s", "") if obj else ""
        return rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(self.links)


class SkillRows(LinkRows):
    model = JobSkill
    links = "skill"
    fields = ("skill", "position")
    autocomplete_fields = ("skill",)
    verbose_name = "skill"


class PlaceRows(LinkRows):
    model = JobPlace
    links = "place"
    fields = ("place", "position")
    autocomplete_fields = ("place",)
    verbose_name = "place"
