"""On a job's page, under each field that an editor wrote: what its feed says, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jobs.curation.locks import readable
from jobs.lib.text import shorten
from jobs.models import FeedValue, Job
from jobs.models.job import PAY

FOLLOW = "follow"  # the name of a field of the form: fields to be given back, by name
PAY_SHOWN = "salary_text"  # where pay, which is locked as one, says so
LONG = 300  # characters of what a feed says


def notes(job: Job) -> dict[str, SafeString]:
    """By locked field what stands under it; one for the whole of pay."""
    if not job.edited:
        return {}
    values = {one.field: one for one in FeedValue.objects.filter(job=job)}
    shown = {PAY_SHOWN if name in PAY else name for name in job.edited}
    return {name: _note(name, values) for name in sorted(shown)}


def given_back(job: Job, sent: list[str]) -> set[str]:
    """The locked fields that an editor ticked."""
    return {name for name in sent if name in job.edited}


def _note(name: str, values: Mapping[str, FeedValue]) -> SafeString:
    value = values.get(name)
    said = _pay(values) if name == PAY_SHOWN else readable(name, value.value) if value else ""
    told: dict[str, Any] = {
        "name": name,
        "form_field": FOLLOW,
        "value": value,
        "said": shorten(" ".join(said.split()), LONG),
        "differs": any(one.differs for one in _all(name, values)),
        "is_news": any(one.is_news for one in _all(name, values)),
    }
    return render_to_string("admin/jobs/job/_lock.html", told)


def _all(name: str, values: Mapping[str, FeedValue]) -> list[FeedValue]:
    names = PAY if name == PAY_SHOWN else {name}
    return [one for field, one in values.items() if field in names]


def _pay(values: Mapping[str, FeedValue]) -> str:
    """Pay as its feed has it, in its own words where it has any."""
    said = {name: str(values[name].value) for name in PAY if name in values}
    if said.get("salary_text"):
        return said["salary_text"]
    amounts = [said.get(name, "") for name in ("salary_min", "salary_max")]
    if not any(amounts):
        return ""
    period = said.get("salary_period", "")
    between = "–".join(one for one in amounts if one)
    return (
        f"{between} {said.get('salary_currency', '')} {f'per {period}' if period else ''}".strip()
    )
