"""What a trial found, as its page shows it, and the feed that would be saved of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jobs.admin.feed_form import LOOK, LookForm
from jobs.curation import trying
from jobs.curation.feeds import READ_BY
from jobs.importer.dialects import DIALECTS
from jobs.importer.differences import LABELS
from jobs.importer.sources import feed_for
from jobs.lib.text import free_slug, slug
from jobs.models import Feed, Job, Trial

Told = Mapping[str, Any]


def context_of(trial: Trial, now: datetime) -> dict[str, Any]:
    report, rules = trial.report, {name: getattr(trial, name) for name in READ_BY}
    died = trying.died(trial, now)
    feed = trial.feed
    return {
        "trial": trial,
        "died": died,
        "waits": trial.finished_at is None and not died,
        "report": report,
        "read_as": _read_as(trial) if report else "",
        "first": list(map(_shown, report.get("first", ()))),
        "changes": list(map(_changed, report.get("changes", ()))),
        "look": LookForm(initial=rules, auto_id=LOOK),
        "differs": bool(feed) and any(getattr(feed, name) != rules[name] for name in READ_BY),
    }


def initial_of(trial: Trial) -> dict[str, str]:
    """The form of the feed: called as its descriptions are signed, or else by its host."""
    own = feed_for(trial.address)
    name, address = trial.report.get("attribution") or ("", "")
    known = Feed.objects.filter(slug__startswith=slug(name or own.name))
    return {name: getattr(trial, name) for name in READ_BY} | {
        "name": name or own.name,
        "slug": free_slug(slug(name or own.name), set(known.values_list("slug", flat=True))),
        "attribution_name": name,
        "attribution_url": address,
    }


def _read_as(trial: Trial) -> str:
    name = trial.report["dialect"]
    if not name:
        return "an empty feed"
    label = DIALECTS[name].label if name in DIALECTS else name
    return f"{label} ({'as you said' if trial.dialect else 'found out from its first records'})"


def _shown(told: Told) -> dict[str, Any]:
    facts = [(LABELS[name], _text(told[name])) for name in LABELS if told[name]]
    own = {LABELS["title"], LABELS["description"]}
    return {
        "title": told["title"],
        "facts": [(label, value) for label, value in facts if label not in own],
        "job": Job(description=told["html"]),
    }


def _changed(change: Told) -> dict[str, Any]:
    before, after = change["before"], change["after"]
    rows = [(LABELS[name], _text(before[name]), _text(after[name])) for name in after]
    return {"job": change["job"], "title": change["title"], "rows": rows}


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
