"""What editors did, in the history of each object: who, when, and what was there before and after.

Django's own log holds it (`LogEntry`), so that its pages show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import models

SHOWN = 200  # characters of a value; a description is told by its beginning


def note(user: int, rows: Iterable[models.Model], told: str, *, flag: int = CHANGE) -> None:
    """One line in the history of each of these rows, by the user (primary key), in the caller's
    transaction.
    """
    entries: Any = LogEntry.objects
    entries.log_actions(user, list(rows), flag, change_message=told)


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """What changed, in words: "title: “Cook” → “Chef”; level: none → “Senior”".

    Fields are told in the order of `after`; what is the same is left out.
    """
    changed = (name for name in after if before.get(name) != after[name])
    return "; ".join(
        f"{name}: {_told(before.get(name))} → {_told(after[name])}" for name in changed
    )


def _told(value: object) -> str:
    if value is None or value == "" or value == []:
        return "none"
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN]}…”"
