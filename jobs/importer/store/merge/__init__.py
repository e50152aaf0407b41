"""How many rows are written at once. The only place of the importer's SQL, by database."""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from jobs.importer.store.merge import postgres, sqlite

_BACKENDS = {"sqlite": sqlite, "postgresql": postgres}


def backend() -> ModuleType:
    """Has `save` and `add`; both work inside the caller's transaction."""
    return _BACKENDS[connection.vendor]
