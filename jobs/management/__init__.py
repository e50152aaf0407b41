"""What the commands of the board share, and what happens when `migrate` has ended.

Django imports this before it migrates, with all models ready.
"""

from __future__ import annotations

import sys
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from jobs.search import index, rows


@receiver(post_migrate)
def write_search_anew(sender: AppConfig, *, using: str, verbosity: int, **told: Any) -> None:
    """After an upgrade that changed how jobs are searched: no board is ever served empty."""
    if sender.name != "jobs" or using != DEFAULT_DB_ALIAS or not _is_complete():
        return
    if rows.are_current():
        return
    written = index.rebuild(rows_alone=rows.words_are_current())
    if written and verbosity:
        print(f"  Search: {written:,} jobs written anew.", file=told.get("stdout") or sys.stdout)


def _is_complete() -> bool:
    """Whether no migration of the jobs is left to do, or was taken back."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes("jobs"))
