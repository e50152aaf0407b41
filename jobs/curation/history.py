"""What editors did, in the history of each object: who, when, and what was there before and after.

Django's own log holds it (`LogEntry`), so that its pages show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

SHOWN = 200  # characters of a value; a description is told by its beginning


def note(user: int, rows: Iterable[models.Model], told: str, *, flag: int = CHANGE) -> None:
    """One line in the history of each of these rows, by the user (primary key), in the caller's
    transaction.
    """
    entries: Any = LogEntry.objects
    entries.log_actions(user, list(rows), flag, change_message=told)


def note_each(user: int, told: Mapping[Any, str], *, flag: int = CHANGE) -> None:
    """The same with words of its own for each row; rows of which nothing is told get no line."""
    rows = [row for row, words in told.items() if words]
    if not rows:
        return
    kind = ContentType.objects.get_for_model(rows[0]).pk
    LogEntry.objects.bulk_create(
        LogEntry(
            user_id=user,
            content_type_id=kind,
            object_id=row.pk,
            object_repr=str(row)[:SHOWN],
            action_flag=flag,
            change_message=told[row],
        )
        for row in rows
    )


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
