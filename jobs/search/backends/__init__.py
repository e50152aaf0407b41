"""Where words are stored and matched. The only place that asks which database it is."""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from jobs.search.backends import postgres, sqlite

_BACKENDS = {"sqlite": sqlite, "postgresql": postgres}


def backend() -> ModuleType:
    return _BACKENDS[connection.vendor]
