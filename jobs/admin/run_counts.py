"""The counts of a run beside those of the run before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Count

from jobs.models import ImportRun, RunChange

REFUSED, LEFT_OUT = "refused", "left-out"
COUNTS = {  # of a run, and of a test run: what editors call them, on every page
    "seen": "Records",
    "created": "New",
    "updated": "Changed",
    "unchanged": "Unchanged",
    "closed": "Closed",
    "reopened": "Reopened",
    "held": "Held",
    "rejected": "Refused",
    "duplicates": "Duplicates",
}
DONE = frozenset(("created", "updated", "closed", "reopened", "held", "rejected"))
LISTS = {"": "seen", REFUSED: "rejected"}  # by the address of a page, where it is not its count's
KINDS = {
    {count: kind for kind, count in LISTS.items()}.get(count, count): (count, label)
    for count, label in COUNTS.items()
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the counts: of this run, and of the one before."""

    label: str
    now: object
    before: object = ""
    difference: str = ""
    kind: str = ""  # of the list that it leads to


def column(name: str) -> Callable[[ImportRun], str]:
    """A column of a list of runs."""

    @admin.display(description=COUNTS[name].lower(), ordering=name)
    def shown(run: ImportRun) -> str:
        return f"{getattr(run, name):,}"

    return shown


def told(counts: Mapping[str, int]) -> str:
    """What was done, as in "3 new, 1 held"; of what was not, nothing."""
    named = ((counts.get(name, 0), label) for name, label in COUNTS.items() if name in DONE)
    return ", ".join(f"{number:,} {label.lower()}" for number, label in named if number)


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
