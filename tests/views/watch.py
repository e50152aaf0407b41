"""Watches that no transaction changes what public pages show without saying so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

# Columns that no public page shows; "*" is all of them.
HIDDEN = {
    "jobs_announced": {"*"},
    "jobs_applyclicks": {"*"},
    "jobs_importrun": {"*"},
    "jobs_logo": {"*"},  # an address of its own for each image, which never changes
    "jobs_logocopy": {"*"},
    "jobs_notsame": {"*"},
    "jobs_searchrow": {"*"},  # in the same transaction as the state, or they would not be found
    "jobs_searchstate": {"*"},
    "jobs_words": {"*"},
    "jobs_employer": {"edited"},
    "jobs_job": {"content_hash", "external_id", "role_key", "apply_key", "text_key"},
    "jobs_feed": {
        *("address", "interval", "dialect", "overrides", "ping_url", "etag", "last_modified"),
        *("applied_rules", "applied_dialect", "applied_address", "date_order", "health"),
        *("gone_since", "not_before", "last_run_at"),
    },
}
_WRITE = re.compile(
    r'\s*(?:INSERT\s+(?:OR \w+ )?INTO|UPDATE|DELETE FROM|COPY)\s+"?(jobs_\w+)"?', re.I
)
_SET = re.compile(r'"(\w+)"\s*=')


@contextmanager
def unsaid() -> Iterator[list[str]]:
    """Gives a list that fills with the writes whose transaction did not raise the state."""
    found: list[str] = []
    seen: dict[str, Any] = {"shown": "", "said": False}

    def judge() -> None:
        if seen["shown"] and not seen["said"]:
            found.append(seen["shown"])
        seen.update(shown="", said=False)

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        match = _WRITE.match(sql)
        if match and match[1] == "jobs_searchstate":
            seen["said"] = True
            transaction.on_commit(judge)
        elif match and _is_shown(match[1], sql):
            seen["shown"] = sql[:200]
            transaction.on_commit(judge)  # at once where there is no transaction
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def _is_shown(table: str, sql: str) -> bool:
    hidden = HIDDEN.get(table, set())
    if "*" in hidden or table.startswith("jobs_words"):
        return False
    if not sql.lstrip().upper().startswith("UPDATE"):
        return True
    changed = set(_SET.findall(sql.partition(" WHERE ")[0]))
    return not changed or not changed <= hidden
