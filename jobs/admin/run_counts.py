"""The counts of a run beside those of the run before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from jobs.models import ImportRun, RunChange

REFUSED, LEFT_OUT = "refused", "left-out"
KINDS = {  # of a page, by its address: the count of the run, and what it is called
    "": ("seen", "Records in the feed"),
    "created": ("created", "New"),
    "updated": ("updated", "Changed"),
    "unchanged": ("unchanged", "Unchanged"),
    "closed": ("closed", "Closed"),
    "reopened": ("reopened", "Reopened"),
    "held": ("held", "Removals held"),
    REFUSED: ("rejected", "Refused"),
    "duplicates": ("duplicates", "Duplicates"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the counts: of this run, and of the one before."""

    label: str
    now: object
    before: object = ""
    difference: str = ""
    kind: str = ""  # of the list that it leads to


def before(run: ImportRun) -> ImportRun | None:
    """The last run before this one that read the feed to its end."""
    runs = ImportRun.objects.filter(feed=run.feed_id, status__in=ImportRun.READ)
    earlier = runs.filter(started_at__lt=run.started_at).defer("problems", "repairs", "message")
    return earlier.first()


def recorded(run: ImportRun) -> dict[str, int]:
    """How many changes of each kind are kept of a run."""
    kinds = RunChange.objects.filter(run=run).order_by().values_list("kind")
    return dict(kinds.annotate(number=Count("*")))


def lines(run: ImportRun, known: Mapping[str, int]) -> list[Line]:
    """The counts; of a run that was killed, what it did until then."""
    last = before(run)
    told = []
    for kind, (name, label) in KINDS.items():
        now = getattr(run, name) or known.get(kind, 0)
        was = getattr(last, name) if last else None
        told.append(
            Line(
                label,
                now,
                "" if was is None else was,
                "" if was is None else _signed(now - was),
                kind if now and kind in (*RunChange.Kind.values, REFUSED) else "",
            )
        )
    left_out = len(problems(run, LEFT_OUT))
    told.append(Line(label_of(LEFT_OUT), left_out, kind=LEFT_OUT if left_out else ""))
    size = _signed(run.size - last.size) if last else ""
    told.append(Line("Bytes", run.size, last.size if last else "", size))
    for name in ("dialect", "address"):
        now, was = getattr(run, name) or "–", (getattr(last, name) or "–") if last else ""
        same = not last or now == was or "–" in (now, was)
        told.append(Line(name.capitalize(), now, was, "" if same else "another"))
    return told


def label_of(kind: str) -> str:
    return "Facts left out" if kind == LEFT_OUT else KINDS[kind][1]


def problems(run: ImportRun, kind: str) -> list[dict[str, Any]]:
    return [row for row in run.problems if bool(row.get("refused")) == (kind == REFUSED)]


def _signed(number: int) -> str:
    return f"{number:+,}" if number else "="
